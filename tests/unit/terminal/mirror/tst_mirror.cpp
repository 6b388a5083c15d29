// The catalogue comes to the terminal: what changed and nothing else, whole or not at all.
#include "tests/unit/terminal/mirror/terminal.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::tests;
using mirror::Round;

class TestMirror : public QObject {
    Q_OBJECT
    std::unique_ptr<Site> site;

    static Round refresh(Site& on, mirror::Mirror& mirror, WallTime now = noon()) {
        return must(mirror.refresh(on.library, Site::at(now)));
    }
    static std::size_t filesIn(const fs::path& folder) {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

private slots:
    void init() { site = std::make_unique<Site>(); }

    void nothingIsPublishedYet() {
        const auto mirror = site->open();
        QCOMPARE(refresh(*site, *mirror), Round::Nothing);
        QVERIFY(!mirror->current());
        QCOMPARE(mirror->state(Site::at(noon())).version, std::uint64_t(0));
    }

    void whatIsPublishedIsTaken() {
        site->publisher.put("pension", "one");
        samples::writeFile(site->publisher.tree() / "calendar" / "2026.json", "{}");
        const auto said = site->publisher.publish();
        const auto mirror = site->open();
        QCOMPARE(refresh(*site, *mirror), Round::Taken);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        QVERIFY(fs::exists(mirror->current()->folder / "calendar" / "2026.json"));
        QCOMPARE(mirror->current()->id, catalogue::snapshotId(1, said.catalogue.digest));
        const auto state = mirror->state(Site::at(noon()));
        QCOMPARE(state.version, std::uint64_t(1));
        QVERIFY(!state.closes && !state.refused);
        QCOMPARE(refresh(*site, *mirror), Round::Nothing);
    }

    // A visit runs as another user.
    void othersMayRead() {
        site->publisher.put("pension", "one");
        site->publisher.publish();
        const auto mirror = site->open();
        refresh(*site, *mirror);
        const fs::path file = mirror->current()->folder / "matters" / "pension" / "matter.json";
        for (fs::path each = file; each != site->root; each = each.parent_path())
            QVERIFY((fs::status(each).permissions() & fs::perms::others_read) != fs::perms::none);
    }

    void aDeltaBringsWhatHasChanged() {
        constexpr int matters = 1500, changed = 10;
        for (int i = 0; i < matters; ++i)
            site->publisher.put("m" + std::to_string(i),
                                std::string(4000, 'x') + std::to_string(i));
        site->publisher.publish();
        site->settings.bytesAtOnce = ~std::uint64_t{0} / 2;
        const auto mirror = site->open();
        QCOMPARE(refresh(*site, *mirror), Round::Taken);
        const std::uint64_t bundle = std::exchange(site->library.bytes, 0);
        for (int i = 0; i < changed; ++i)
            site->publisher.put("m" + std::to_string(i * 149), std::string(4000, 'y'));
        site->publisher.publish(noon() + 1h);
        QCOMPARE(refresh(*site, *mirror, noon() + 1h), Round::Taken);
        qInfo("delta: %llu of %llu bytes", static_cast<unsigned long long>(site->library.bytes),
              static_cast<unsigned long long>(bundle));
        QVERIFY(site->library.bytes * 50 <= bundle);
        QCOMPARE(filesIn(mirror->current()->folder / "matters"), std::size_t(matters));
    }

    void whatWasFetchedIsNotFetchedAgain() {
        for (int i = 0; i < 20; ++i)
            site->publisher.put("m" + std::to_string(i), std::string(50'000, char('a' + i)));
        // Larger than one piece: broken off in the middle of it.
        site->publisher.put("large", std::string(1'500'000, 'z'));
        site->publisher.publish();
        int broken = 0;
        for (std::uint64_t most = 300'000;; most += 300'000) {
            const auto mirror = site->open(); // as after a restart, each time
            site->library.most = most;
            const auto done = mirror->refresh(site->library, Site::at(noon()));
            if (done)
                break;
            QCOMPARE(done.error().code, ErrorCode::NetworkBroken);
            QVERIFY(!mirror->current() && !mirror->state(Site::at(noon())).refused);
            ++broken;
        }
        QVERIFY(broken >= 5);
        QVERIFY(site->library.bytes < 2'600'000 + std::uint64_t(broken) * 50'000);
    }

    // Beside one that is in use, over a restart; and no longer than it is the newest.
    void whatWasHalfFetchedStaysAsLongAsItIsOfUse() {
        const auto kept = [&] {
            return filesIn(site->settings.folder / "objects");
        };
        site->publisher.put("pension", "one");
        site->publisher.publish();
        refresh(*site, *site->open());
        QCOMPARE(kept(), std::size_t(2)); // a list and a file
        site->publisher.put("permit", std::string(1'000'000, 'x'));
        site->publisher.publish();
        site->library.most = site->library.bytes + 600'000;
        QVERIFY(!site->open()->refresh(site->library, Site::at(noon())));
        const auto half = kept();
        QVERIFY(half > 2);
        {
            const auto mirror = site->open();
            QCOMPARE(kept(), half);
            QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        }
        site->publisher.put("permit", "small");
        site->publisher.publish();
        site->library.most = ~std::uint64_t{0};
        const auto mirror = site->open();
        refresh(*site, *mirror);
        QCOMPARE(site->contentOf(*mirror, "permit"), std::string("small"));
        std::uint64_t bytes = 0;
        for (const auto& entry : fs::directory_iterator(site->settings.folder / "objects"))
            bytes += fs::file_size(entry.path());
        QVERIFY(bytes < 10'000);
    }

    // A power cut may leave objects of the right length and other bytes.
    void whatIsDamagedOnTheShelfComesAgain() {
        site->publisher.put("pension", "one");
        // Larger than one piece: broken off in the middle of it.
        site->publisher.put("permit", std::string(600'000, 'x'));
        site->publisher.publish();
        site->library.most = 100'000;
        QVERIFY(!site->open()->refresh(site->library, Site::at(noon())));
        for (const auto& entry : fs::directory_iterator(site->settings.folder / "objects"))
            samples::writeFile(entry.path(), std::string(fs::file_size(entry.path()), '\0'));
        site->library.most = ~std::uint64_t{0};
        const auto mirror = site->open();
        while (!mirror->refresh(site->library, Site::at(noon())))
            QCOMPARE(mirror->state(Site::at(noon())).refused, ErrorCode::CatalogueMixed);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        QCOMPARE(site->contentOf(*mirror, "permit"), std::string(600'000, 'x'));
    }

    // Packets wait for the same line.
    void oneRoundFetchesABoundedPart() {
        for (int i = 0; i < 10; ++i)
            site->publisher.put("m" + std::to_string(i), std::string(100'000, char('a' + i)));
        site->publisher.publish();
        site->settings.bytesAtOnce = 150'000;
        const auto mirror = site->open();
        int rounds = 1;
        for (Round round = refresh(*site, *mirror); round != Round::Taken; ++rounds) {
            QCOMPARE(round, Round::More);
            const std::uint64_t before = site->library.bytes;
            round = refresh(*site, *mirror);
            QVERIFY(site->library.bytes - before < 300'000);
        }
        QVERIFY(rounds >= 5);
    }

    void aRestartFindsItAgain() {
        site->publisher.put("pension", "one");
        site->publisher.publish();
        refresh(*site, *site->open());
        site->library.most = 0;
        const auto mirror = site->open();
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        QCOMPARE(mirror->state({noon(), ClockGrade::Unknown}).closes, ErrorCode::ClockWrong);
    }

    void aConfirmationCostsNoObjectAndLasts() {
        site->publisher.put("pension", std::string(100'000, 'x'));
        site->publisher.publish();
        const auto mirror = site->open();
        refresh(*site, *mirror);
        const std::string id = mirror->current()->id;
        site->library.bytes = 0;
        const auto said = site->publisher.confirm(noon() + 24h);
        QCOMPARE(refresh(*site, *mirror, noon() + 24h), Round::Nothing);
        QVERIFY(site->library.bytes < 10'000);
        QCOMPARE(mirror->state(Site::at(noon())).until, said.until);
        QCOMPARE(site->open()->state(Site::at(noon())).until, said.until);
        QCOMPARE(mirror->current()->id, id);
    }

    void whatAVisitReadsStaysAsLongAsItReads() {
        site->publisher.put("pension", "one");
        site->publisher.publish();
        const auto mirror = site->open();
        refresh(*site, *mirror);
        auto held = mirror->current();
        const fs::path old = held->folder;
        for (const char* content : {"two", "three"}) {
            site->publisher.put("pension", content);
            site->publisher.publish();
            QCOMPARE(refresh(*site, *mirror), Round::Taken);
            QVERIFY(fs::exists(old / "matters" / "pension" / "matter.json"));
            QVERIFY(fs::exists(mirror::headsBeside(old)));
        }
        held.reset();
        site->publisher.put("pension", "four");
        site->publisher.publish();
        refresh(*site, *mirror);
        QVERIFY(!fs::exists(old));
        QVERIFY(!fs::exists(mirror::headsBeside(old)));
        QCOMPARE(filesIn(site->settings.folder / "snapshots"), std::size_t(2)); // and its heads
        QCOMPARE(filesIn(site->settings.folder / "objects"), std::size_t(2));   // a list and a file
    }

    void aMatterThatHasGoneIsGone() {
        site->publisher.put("pension", "one");
        site->publisher.put("permit", "one");
        site->publisher.publish();
        const auto mirror = site->open();
        refresh(*site, *mirror);
        fs::remove_all(site->publisher.tree() / "matters" / "permit");
        site->publisher.publish();
        refresh(*site, *mirror);
        QVERIFY(!fs::exists(mirror->current()->folder / "matters" / "permit"));
    }

    void whatThisProgramCannotReadIsNotTaken() {
        site->publisher.put("pension", "one");
        site->publisher.publish();
        const auto mirror = site->open();
        refresh(*site, *mirror);
        site->publisher.put("pension", "not understood");
        site->publisher.publish();
        site->fitting = Error(ErrorCode::MatterInvalid, "pension/matter.json:1");
        const auto done = mirror->refresh(site->library, Site::at(noon()));
        QCOMPARE(done.error().code, ErrorCode::CatalogueMalformed);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        QCOMPARE(mirror->state(Site::at(noon())).refused, ErrorCode::CatalogueMalformed);
        site->fitting = {};
        QCOMPARE(refresh(*site, *mirror), Round::Taken);
        QVERIFY(!mirror->state(Site::at(noon())).refused);
    }

    // A full disk is no fault of a catalogue: neither of one that came nor of the one in use.
    void whatTheDiskDidNotTakeIsNotRefused() {
        site->publisher.put("pension", "one");
        site->publisher.publish();
        refresh(*site, *site->open());
        site->publisher.put("pension", "two");
        site->publisher.publish();
        site->fitting = Error(ErrorCode::CommitFailed, "heads");
        const auto mirror = site->open();
        QVERIFY(mirror->current());
        QCOMPARE(mirror->refresh(site->library, Site::at(noon())).error().code,
                 ErrorCode::CommitFailed);
        const auto state = mirror->state(Site::at(noon()));
        QVERIFY(!state.refused && !state.closes);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("one"));
        QVERIFY(fs::exists(mirror::headsBeside(mirror->current()->folder)));
        site->fitting = {};
        QCOMPARE(refresh(*site, *mirror), Round::Taken);
        QCOMPARE(site->contentOf(*mirror, "pension"), std::string("two"));
    }

    // Matters with a fee and instant ones: by what is in use, and by what the terminal knows.
    void whatNeedsTheNewestRulesIsOpenWhileTheyAreKnownToBe() {
        const WallTime later = noon() + 31 * 24h;
        const auto closes = [](const mirror::Mirror& mirror, WallTime now,
                               ClockGrade grade = ClockGrade::Drift) {
            return mirror.state({now, grade}).closes;
        };
        {
            const auto mirror = site->open(); // none was ever published: what is built in is it
            QVERIFY(!closes(*mirror, later));
            QCOMPARE(closes(*mirror, noon(), ClockGrade::Unknown), ErrorCode::ClockWrong);
            site->publisher.put("pension", "one");
            site->publisher.publish();
            // One that is not believed, or comes too late, says that there is one.
            site->library.spoil = [](std::string_view, std::string& bytes) {
                bytes.back() ^= 1;
            };
            const auto spoilt = mirror->refresh(site->library, Site::at(noon()));
            QVERIFY(!spoilt && spoilt.error().code != ErrorCode::CatalogueFrozen);
            QCOMPARE(closes(*mirror, noon()), spoilt.error().code);
            site->library.spoil = {};
            QVERIFY(!mirror->refresh(site->library, Site::at(later)).ok());
            QCOMPARE(closes(*mirror, later), ErrorCode::CatalogueFrozen);
            refresh(*site, *mirror);
            QVERIFY(!closes(*mirror, noon()));
            QCOMPARE(closes(*mirror, noon(), ClockGrade::Unknown), ErrorCode::ClockWrong);
            QCOMPARE(closes(*mirror, later), ErrorCode::CatalogueFrozen);
            site->publisher.confirm(later);
            refresh(*site, *mirror, later);
            QVERIFY(!closes(*mirror, later));
            QCOMPARE(mirror->state(Site::at(later)).root, std::uint64_t(1));
        }
        // Who takes the mirror away does not make what is built in the newest again.
        fs::remove_all(site->settings.folder);
        QCOMPARE(closes(*site->open(), later), ErrorCode::CatalogueFrozen);
    }

    void thatItIsConfirmedNoMoreIsToldOnce() {
        const WallTime later = noon() + 31 * 24h;
        const auto mirror = site->open();
        QVERIFY(!mirror->tellWhenStale(Site::at(later))); // what is built in
        site->publisher.put("pension", "one");
        site->publisher.publish();
        refresh(*site, *mirror);
        QVERIFY(!mirror->tellWhenStale(Site::at(noon())));
        QVERIFY(!mirror->tellWhenStale({later, ClockGrade::Unknown}));
        QVERIFY(mirror->tellWhenStale(Site::at(later)));
        QVERIFY(!mirror->tellWhenStale(Site::at(later)));
        site->publisher.confirm(later);
        refresh(*site, *mirror, later);
        QVERIFY(!mirror->tellWhenStale(Site::at(later)));
        QVERIFY(mirror->tellWhenStale(Site::at(later + 31 * 24h)));
    }

    void aCatalogueHasItsPlace() {
        site->publisher.put("pension", std::string(1000, 'x'));
        site->publisher.publish();
        site->settings.mostBytes = 999;
        QCOMPARE(site->open()->refresh(site->library, Site::at(noon())).error().code,
                 ErrorCode::CatalogueMalformed);
        QVERIFY(site->library.bytes < 10'000);
    }
};

QTEST_GUILESS_MAIN(TestMirror)
#include "tst_mirror.moc"
