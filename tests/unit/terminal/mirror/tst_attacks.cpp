// Whoever stands between platform and terminal, or at its disk: refused with the reason, and the
// last good catalogue stays.
#include "platform/protocol/digest.h"
#include "tests/unit/terminal/mirror/terminal.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::tests;
using mirror::Round;

class TestAttacks : public QObject {
    Q_OBJECT
    std::unique_ptr<Site> site;
    std::unique_ptr<mirror::Mirror> mirror;

    // The code of the refusal, after which all must be as it was.
    ErrorCode refusal(WallTime now = noon()) {
        const auto done = mirror->refresh(site->library, Site::at(now));
        const bool told = !done && mirror->state(Site::at(now)).refused == done.error().code;
        const bool stays = mirror->current() && site->contentOf(*mirror, "pension") == "one";
        return told && stays ? done.error().code : ErrorCode::Usage;
    }
    void serve(const fs::path& folder) { site->library = FolderLibrary(folder); }
    fs::path copyOfPublished(const char* name) const {
        fs::copy(site->publisher.folder(), site->root / name, fs::copy_options::recursive);
        return site->root / name;
    }
    fs::path anObjectOf(const mirror::Mirror& from) const {
        return from.current()->folder / "matters" / "pension" / "matter.json";
    }

private slots:
    void init() {
        mirror.reset();
        site = std::make_unique<Site>();
        site->publisher.put("pension", "one");
        site->publisher.publish();
        mirror = site->open();
        QCOMPARE(must(mirror->refresh(site->library, Site::at(noon()))), Round::Taken);
    }

    void anOlderOneIsRefused() {
        const fs::path old = copyOfPublished("old");
        site->publisher.confirm(noon() + 1h);
        must(mirror->refresh(site->library, Site::at(noon())));
        serve(old);
        QCOMPARE(refusal(), ErrorCode::CatalogueOlder);
    }

    // Somebody with root's rights puts back the folder of last week, as it was.
    void anOlderFolderIsNotUsed() {
        const fs::path week = site->root / "last-week";
        fs::copy(site->settings.folder, week, fs::copy_options::recursive);
        site->publisher.put("pension", "two");
        site->publisher.publish();
        must(mirror->refresh(site->library, Site::at(noon())));
        mirror.reset();
        fs::remove_all(site->settings.folder);
        fs::rename(week, site->settings.folder);
        const auto again = site->open();
        QVERIFY(!again->current());
        QCOMPARE(again->state(Site::at(noon())).refused, ErrorCode::CatalogueOlder);
        QCOMPARE(must(again->refresh(site->library, Site::at(noon()))), Round::Taken);
        QCOMPARE(site->contentOf(*again, "pension"), std::string("two"));
    }

    void aFrozenTimestampIsSaid() {
        const WallTime later = noon() + 31 * 24h;
        QCOMPARE(mirror->state(Site::at(later)).closes, ErrorCode::CatalogueFrozen);
        QCOMPARE(refusal(later), ErrorCode::CatalogueFrozen);
        // Whose clock is unknown does not know.
        QVERIFY(mirror->refresh(site->library, {later, ClockGrade::Unknown}).ok());
        QCOMPARE(mirror->state({later, ClockGrade::Unknown}).closes, ErrorCode::ClockWrong);
    }

    void mixedVersionsAreRefused() {
        site->publisher.put("pension", "two");
        site->publisher.publish();
        // Catalogue 1 in the place of catalogue 2.
        fs::copy_file(site->publisher.folder() / catalogue::catalogueName(1),
                      site->publisher.folder() / catalogue::catalogueName(2),
                      fs::copy_options::overwrite_existing);
        QCOMPARE(refusal(), ErrorCode::CatalogueMixed);
    }

    void noFlippedBitIsTaken() {
        site->publisher.put("pension", "two");
        site->publisher.publish();
        std::set<std::string> names;
        site->library.spoil = [&](std::string_view name, std::string&) {
            names.emplace(name);
        };
        const fs::path copy = site->root / "copy";
        fs::copy(site->settings.folder, copy, fs::copy_options::recursive);
        {
            mirror::Settings beside = site->settings;
            beside.folder = copy;
            beside.marks = site->root / "beside";
            auto other = must(mirror::Mirror::open(
                beside, [this] { return catalogue::Anchors{site->pki.root}; },
                [](const fs::path&) { return Result<void>(); }));
            must(other->refresh(site->library, Site::at(noon())));
        }
        QCOMPARE(names.size(), std::size_t(4)); // timestamp, catalogue, a list, a file
        for (const std::string& spoilt : names)
            for (const std::size_t at : {0U, 1U, 2U}) {
                site->library.spoil = [&](std::string_view name, std::string& bytes) {
                    if (name == spoilt)
                        bytes[at * (bytes.size() - 1) / 2] ^= 1;
                };
                const ErrorCode code = refusal();
                QVERIFY(code == ErrorCode::CatalogueMalformed ||
                        code == ErrorCode::CatalogueSignature || code == ErrorCode::CatalogueMixed);
            }
        site->library.spoil = {};
        QCOMPARE(must(mirror->refresh(site->library, Site::at(noon()))), Round::Taken);
    }

    void endlessDataIsCut() {
        site->publisher.put("pension", "two");
        site->publisher.publish();
        const std::uint64_t before = site->library.bytes;
        site->library.spoil = [](std::string_view, std::string& bytes) {
            bytes.append(64UL * 1024 * 1024, 'x');
        };
        QVERIFY(refusal() != ErrorCode::Usage);
        QVERIFY(site->library.bytes - before < 64UL * 1024);
    }

    void aStrangersCatalogueIsRefused() {
        const samples::Pki others;
        fs::create_directories(site->root / "theirs");
        const samples::Publisher theirs(others, site->root / "theirs");
        theirs.put("pension", "theirs");
        theirs.publish();
        theirs.publish();
        serve(theirs.folder());
        QCOMPARE(refusal(), ErrorCode::CatalogueSignature);
        // Nor by a terminal that has none yet.
        mirror::Settings fresh = site->settings;
        fresh.folder = site->root / "fresh";
        fresh.marks = site->root / "fresh-marks";
        const auto other = must(mirror::Mirror::open(
            fresh, [this] { return catalogue::Anchors{site->pki.root}; },
            [](const fs::path&) { return Result<void>(); }));
        QCOMPARE(other->refresh(site->library, Site::at(noon())).error().code,
                 ErrorCode::CatalogueSignature);
    }

    // Signed for by the catalogue's own key, and refused all the same.
    void aPathInAFilesNameIsRefused() {
        const std::string path = "matters/pension";
        catalogue::ItemList list{catalogue::prefixOf(path), {}};
        list.items.emplace_back().path = path;
        list.items.front().files.push_back({"../../../../escaped", {std::string(43, 'A'), 3}});
        const std::string text = encode(list);
        site->publisher.put("pension", "two");
        site->publisher.publish();
        const auto found = must(catalogue::published(site->publisher.folder(), {site->pki.root}));
        catalogue::CatalogueDocument document = found.catalogue;
        const std::string digest = protocol::digestText({viewOf(text)});
        document.lists = {{list.prefix, {digest, text.size()}}};
        const std::string token = must(signCatalogue(document, site->publisher.keys().catalogue));
        catalogue::TimestampDocument stamp = found.timestamp;
        stamp.catalogue = {protocol::digestText({viewOf(token)}), token.size()};
        samples::writeFile(site->publisher.folder() / catalogue::objectPath(digest), text);
        samples::writeFile(site->publisher.folder() / catalogue::catalogueName(2), token);
        samples::writeFile(site->publisher.folder() / catalogue::timestampName,
                           must(signTimestamp(stamp, site->publisher.keys().timestamp)));
        QCOMPARE(refusal(), ErrorCode::CatalogueMalformed);
    }

    void aYearOfflineEndsWithTheNewestKeys() {
        site->publisher.rotate(samples::CatalogueKeys(site->pki, noon() + 330 * 24h));
        site->publisher.rotate(samples::CatalogueKeys(site->pki, noon() + 800 * 24h));
        site->publisher.put("pension", "two");
        const WallTime now = noon() + 360 * 24h; // the certificates of all keys before have ended
        site->publisher.publish(now);
        mirror = site->open();
        QCOMPARE(mirror->state(Site::at(now)).closes, ErrorCode::CatalogueFrozen);
        QCOMPARE(must(mirror->refresh(site->library, Site::at(now))), Round::Taken);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("two"));
        QCOMPARE(
            must(catalogue::decodeHighest(must(catalogue::readFile(site->settings.marks, 4096))))
                .root.version,
            std::uint64_t(3));
    }

    // The keys before sign on, and hide that there are new ones.
    void rotatedKeysCannotGoOn() {
        const fs::path old = copyOfPublished("old");
        const samples::CatalogueKeys before = site->publisher.keys();
        site->publisher.rotate(samples::CatalogueKeys(site->pki));
        site->publisher.publish(noon() + 1h); // by the new keys: the old catalogue counts no more
        must(mirror->refresh(site->library, Site::at(noon() + 1h)));
        for (int i = 0; i < 3; ++i)
            must(catalogue::confirm(old, before.timestamp, {.now = noon() + 2h}));
        serve(old);
        QCOMPARE(refusal(noon() + 2h), ErrorCode::CatalogueSignature);
    }

    void aRevokedKeyIsNotBelieved() {
        site->revoked =
            must(seal::RevocationList::issue({}, {site->publisher.keys().timestamp.certificate},
                                             site->pki.root, site->pki.rootKey, noon()));
        site->publisher.confirm(noon() + 1h);
        QCOMPARE(refusal(), ErrorCode::CatalogueSignature);
    }

    // Stolen from the safe: what it names is believed no more, and the next document is, also by a
    // terminal that went by the stolen one and was restarted.
    void aRevokedRootIsPassedOver() {
        const samples::CatalogueKeys stolen(site->pki);
        site->publisher.rotate(stolen);
        site->publisher.publish();
        must(mirror->refresh(site->library, Site::at(noon())));
        site->revoked = must(seal::RevocationList::issue(
            {}, {stolen.root.certificate}, site->pki.root, site->pki.rootKey, noon()));
        mirror = site->open();
        QVERIFY(!mirror->current());
        QCOMPARE(mirror->refresh(site->library, Site::at(noon())).error().code,
                 ErrorCode::CatalogueSignature);
        // Why there is none is what closes matters that need the newest rules.
        QCOMPARE(mirror->state(Site::at(noon())).closes, ErrorCode::CatalogueSignature);
        site->publisher.rotate(samples::CatalogueKeys(site->pki));
        site->publisher.put("pension", "two");
        site->publisher.publish();
        QCOMPARE(must(mirror->refresh(site->library, Site::at(noon()))), Round::Taken);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("two"));
        QCOMPARE(mirror->state(Site::at(noon())).root, std::uint64_t(3));
        // Whoever holds it cannot lead the terminal on for ever.
        const std::string held =
            must(catalogue::readFile(site->publisher.folder() / catalogue::rootName(2), 100'000));
        for (std::uint64_t version = 4; version < 200; ++version)
            samples::writeFile(site->publisher.folder() / catalogue::rootName(version), held);
        QCOMPARE(mirror->refresh(site->library, Site::at(noon())).error().code,
                 ErrorCode::CatalogueSignature);
    }

    // While the terminal goes by what it named.
    void aRootThatIsRevokedMeanwhileSignsNoMore() {
        site->revoked =
            must(seal::RevocationList::issue({}, {site->publisher.keys().root.certificate},
                                             site->pki.root, site->pki.rootKey, noon()));
        site->publisher.confirm(noon() + 1h);
        QCOMPARE(refusal(), ErrorCode::CatalogueSignature);
        site->publisher.rotate(samples::CatalogueKeys(site->pki));
        site->publisher.put("pension", "two");
        site->publisher.publish();
        QCOMPARE(must(mirror->refresh(site->library, Site::at(noon()))), Round::Taken);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("two"));
        QCOMPARE(mirror->state(Site::at(noon())).root, std::uint64_t(2));
        mirror = site->open(); // believed by the new one alone
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("two"));
    }

    void whatWasAlteredOnTheDiskIsNotUsedAndComesAgain() {
        const fs::path file = anObjectOf(*mirror);
        const auto alter = [&](const std::function<void()>& how) {
            mirror.reset();
            how();
            mirror = site->open();
            const bool dropped = !mirror->current();
            must(mirror->refresh(site->library, Site::at(noon())));
            return dropped && site->contentOf(*mirror, "pension") == "one";
        };
        QVERIFY(alter([&] { std::ofstream(file, std::ios::trunc) << "twe"; }));
        QVERIFY(alter([&] { fs::remove(file); }));
        QVERIFY(alter([&] {
            samples::writeFile(file.parent_path().parent_path() / "planted" / "matter.json", "x");
        }));
        QVERIFY(
            alter([&] { std::ofstream(site->settings.folder / "current", std::ios::app) << "x"; }));
        QVERIFY(alter([&] { fs::remove_all(site->settings.folder / "objects"); }));
    }
};

QTEST_GUILESS_MAIN(TestAttacks)
#include "tst_attacks.moc"
