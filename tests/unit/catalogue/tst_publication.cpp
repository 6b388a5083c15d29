// Folders become catalogues, and what may not stand in one is named.
#include "platform/catalogue/tree.h"
#include "platform/protocol/digest.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

#include <limits>
#include <thread>

using namespace jiujin;
using namespace jiujin::catalogue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using samples::must;
using samples::noon;

class TestPublication : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const Anchors anchors{pki.root};
    std::unique_ptr<QTemporaryDir> folder;

    fs::path root() const { return folder->path().toStdString(); }
    std::string list(const Published& what, std::size_t index) const {
        const ObjectName& name = what.catalogue.lists.at(index).object;
        return must(readFile(root() / "published" / objectPath(name.digest), maxListBytes));
    }
    static ErrorCode mistakeIn(const Result<std::vector<Item>>& items) {
        return items ? ErrorCode::Usage : items.error().code;
    }

private slots:
    void init() { folder = std::make_unique<QTemporaryDir>(); }

    void whatIsPublishedIsWhatATerminalBelieves() {
        const samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        samples::writeFile(publisher.tree() / "calendar" / "2026.json", "{}");
        const TimestampDocument said = publisher.publish();
        const Published found = must(published(publisher.folder(), anchors));
        QCOMPARE(found.timestamp, said);
        QCOMPARE(found.catalogue.version, std::uint64_t(1));
        QCOMPARE(found.catalogue.lists.size(), std::size_t(2));
        std::set<std::string> paths;
        for (std::size_t i = 0; i < 2; ++i)
            for (const Item& item : must(itemsOf(list(found, i), found.catalogue.lists[i])).items) {
                paths.insert(item.path);
                for (const File& file : item.files)
                    QVERIFY(fs::file_size(publisher.folder() / objectPath(file.object.digest)) ==
                            file.object.size);
            }
        QCOMPARE(paths, (std::set<std::string>{"calendar", "matters/pension"}));
    }

    void aNewVersionLeavesTheOldOneThere() {
        const samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        const auto first = publisher.publish();
        publisher.put("pension", "two");
        const auto later = publisher.publish(noon() + 1h);
        QCOMPARE(later.version, first.version + 1);
        QCOMPARE(later.serial, first.serial + 1);
        const auto old = protocol::digestText({viewOf("one")});
        QVERIFY(fs::exists(publisher.folder() / objectPath(old)));
        QVERIFY(fs::exists(publisher.folder() / catalogueName(1)));
    }

    void aConfirmationSaysTheSameLater() {
        const samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        const auto first = publisher.publish();
        const auto later = publisher.confirm(noon() + 24h);
        QCOMPARE(later.serial, first.serial + 1);
        QCOMPARE(later.catalogue, first.catalogue);
        QCOMPARE(later.until, first.until + 24h);
        QCOMPARE(must(published(publisher.folder(), anchors)).timestamp, later);
    }

    void aChainOfRootsIsWalked() {
        samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        publisher.rotate(samples::CatalogueKeys(pki));
        publisher.rotate(samples::CatalogueKeys(pki, noon() + 700 * 24h));
        publisher.publish(noon() + 400 * 24h - 60 * 24h);
        QCOMPARE(must(published(publisher.folder(), anchors)).trust.document().version,
                 std::uint64_t(3));
        samples::writeFile(publisher.folder() / rootName(2), "x");
        QCOMPARE(published(publisher.folder(), anchors).error().code,
                 ErrorCode::CatalogueMalformed);
    }

    void nothingIsPublishedWithoutARoot() {
        const samples::Publisher publisher(pki, root());
        fs::remove_all(publisher.folder());
        const auto done = publish(publisher.folder(), publisher.tree(), {},
                                  publisher.keys().catalogue, publisher.keys().timestamp, {noon()});
        QCOMPARE(done.error().code, ErrorCode::FileUnreadable);
        QVERIFY(!fs::exists(publisher.folder() / timestampName));
    }

    void aRootIsNotReplaced() {
        const samples::Publisher publisher(pki, root());
        const auto again = addRoot(publisher.folder(), samples::rootDocument(publisher.keys()),
                                   publisher.keys().root, nullptr);
        QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
        // What was judged is what stands there, byte by byte, and stays.
        QVERIFY(addRoot(publisher.folder(), 2, "judged\n").ok());
        QCOMPARE(addRoot(publisher.folder(), 2, "another\n").error().code,
                 ErrorCode::AlreadyExists);
        QCOMPARE(must(readFile(publisher.folder() / rootName(2), 100)), std::string("judged\n"));
    }

    void whatMayNotStandInAFolderIsNamed() {
        const fs::path tree = root() / "tree";
        const auto refused = [&](const fs::path& file) {
            samples::writeFile(tree / file, "x");
            const auto items = itemsIn(tree);
            fs::remove_all(tree);
            return !items && items.error().code == ErrorCode::CatalogueMalformed;
        };
        QVERIFY(refused("matters/.hidden/matter.json"));
        QVERIFY(refused("matters/a/b/matter.json"));
        QVERIFY(refused("loose.json"));
        QVERIFY(refused("matters/a/white space.json"));
        fs::create_directories(tree / "matters/a");
        fs::create_symlink("/etc/passwd", tree / "matters/a/matter.json");
        QCOMPARE(mistakeIn(itemsIn(tree)), ErrorCode::CatalogueMalformed);
        QCOMPARE(mistakeIn(itemsIn(root() / "nowhere")), ErrorCode::FileUnreadable);
    }

    void anObjectIsNotTooLarge() {
        const fs::path file = root() / "large";
        samples::writeFile(file, std::string(11, 'x'));
        QVERIFY(readFile(file, 11).ok());
        QVERIFY(!readFile(file, 10).ok());
        // Longer than one piece, and to the byte.
        const std::string content(64UL * 1024, 'y');
        samples::writeFile(file, content);
        QVERIFY(must(readFile(file, content.size())) == content);
        QVERIFY(!readFile(file, content.size() - 1).ok());
        QVERIFY(!readFile(root(), 10).ok());
    }

    // What a file may have is not what reading it takes.
    void aLimitCostsNothing() {
        const fs::path file = root() / "small";
        samples::writeFile(file, "x");
        QCOMPARE(must(readFile(file, std::numeric_limits<std::size_t>::max() - 1)),
                 std::string("x"));
    }

    // A list that was signed for is refused when a name in it could leave its folder.
    void aPathInAFilesNameIsRefused() {
        const ObjectName object{protocol::digestText({viewOf("x")}), 1};
        const auto takes = [&](const std::string& path, const std::string& name) {
            const ItemList list{prefixOf(path), {{path, {}, {}, {{name, object}}}}};
            const auto read = decodeItems(encode(list));
            return read.ok() && read->items == list.items;
        };
        QVERIFY(takes("matters/a", "matter.json"));
        for (const char* name : {"../matter.json", "/etc/passwd", "..", ".", ".part", "", "a/b",
                                 "a\\b", "a b", "事项"})
            QVERIFY(!takes("matters/a", name));
        for (const char* path : {"../a", "matters/..", "/matters", "matters/", "a/b/c", "", "."})
            QVERIFY(!takes(path, "matter.json"));
    }

    void itIsHandedOnWholeAndForward() {
        const samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        publisher.publish();
        const fs::path served = root() / "served", kept = root() / "kept";
        fs::copy(publisher.folder(), kept, fs::copy_options::recursive);
        const auto said = must(handOn(publisher.folder(), served, anchors));
        QCOMPARE(must(published(served, anchors)).timestamp, said);
        publisher.put("pension", "two");
        const auto later = publisher.publish();
        // One object is not what it says: nothing is handed on.
        const fs::path object =
            publisher.folder() / objectPath(protocol::digestText({viewOf("two")}));
        samples::writeFile(object, "twe");
        QCOMPARE(handOn(publisher.folder(), served, anchors).error().code,
                 ErrorCode::CatalogueMixed);
        QCOMPARE(must(published(served, anchors)).timestamp, said);
        samples::writeFile(object, "two");
        QCOMPARE(must(handOn(publisher.folder(), served, anchors)), later);
        QCOMPARE(handOn(kept, served, anchors).error().code, ErrorCode::CatalogueOlder);
    }

    // However new what they name: another root document of a version that is served, and a chain
    // that ends before it.
    void servedRootsAreNeitherExchangedNorTakenBack() {
        samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        publisher.publish();
        const samples::CatalogueKeys before = publisher.keys(), others(pki);
        const fs::path served = root() / "served", kept = root() / "kept", other = root() / "other";
        for (const fs::path& copy : {kept, other})
            fs::copy(publisher.folder(), copy, fs::copy_options::recursive);
        publisher.rotate(samples::CatalogueKeys(pki));
        const auto said = publisher.publish();
        must(handOn(publisher.folder(), served, anchors));
        const auto refusal = [&](const fs::path& made, const samples::CatalogueKeys& keys) {
            const auto items = must(itemsIn(publisher.tree()));
            for (int i = 0; i < 3; ++i)
                must(publish(made, publisher.tree(), items, keys.catalogue, keys.timestamp,
                             {.now = noon() + 1h}));
            const auto done = handOn(made, served, anchors);
            return done ? ErrorCode::Usage : done.error().code;
        };
        QCOMPARE(refusal(kept, before), ErrorCode::CatalogueOlder);
        const auto added =
            addRoot(other, samples::rootDocument(others, 2), others.root, &before.root);
        QVERIFY(added.ok());
        QCOMPARE(refusal(other, others), ErrorCode::CatalogueMixed);
        QCOMPARE(must(published(served, anchors)).timestamp, said);
    }

    // A timer confirms what is served, and the next version was made by somebody who did not know.
    void whatWasConfirmedMeanwhileIsStampedAnew() {
        const samples::Publisher publisher(pki, root());
        const catalogue::Signer& stamper = publisher.keys().timestamp;
        const fs::path served = root() / "served";
        publisher.put("pension", "one");
        publisher.publish();
        must(handOn(publisher.folder(), served, anchors));
        for (int day = 1; day <= 3; ++day)
            must(confirm(served, stamper, {.now = noon() + day * 24h}));
        publisher.put("pension", "two");
        publisher.publish(noon() + 12h);
        QCOMPARE(handOn(publisher.folder(), served, anchors).error().code,
                 ErrorCode::CatalogueOlder);
        const Stamp stamp{stamper, {.now = noon() + 73h}};
        const auto said = must(handOn(publisher.folder(), served, anchors, &stamp));
        QCOMPARE(said.version, std::uint64_t(2));
        QCOMPARE(said.serial, std::uint64_t(5));
        QCOMPARE(said.until, noon() + 73h + 30 * 24h);
        QCOMPARE(must(published(served, anchors)).timestamp, said);
        const samples::CatalogueKeys others(pki);
        const Stamp theirs{others.timestamp, {.now = noon() + 74h}};
        QCOMPARE(handOn(publisher.folder(), served, anchors, &theirs).error().code,
                 ErrorCode::CatalogueSignature);
        QCOMPARE(must(published(served, anchors)).timestamp, said);
    }

    // The newest and the one before it stay, and every root document.
    void whatNobodyNeedsIsRemoved() {
        samples::Publisher publisher(pki, root());
        publisher.rotate(samples::CatalogueKeys(pki));
        publisher.put("same", "same");
        for (int version = 1; version <= 4; ++version) {
            publisher.put("pension", std::to_string(version));
            publisher.publish();
        }
        const auto there = [&](const std::string& name) {
            return fs::exists(publisher.folder() / name);
        };
        const auto object = [](const char* content) {
            return objectPath(protocol::digestText({viewOf(content)}));
        };
        QVERIFY(there(object("4")) && there(object("3")) && there(object("same")));
        QVERIFY(!there(object("2")) && !there(object("1")));
        QVERIFY(there(catalogueName(4)) && there(catalogueName(3)) && !there(catalogueName(2)));
        QVERIFY(there(rootName(1)) && there(rootName(2)));
        // Where one of the two cannot be read nothing goes.
        samples::writeFile(publisher.folder() / catalogueName(4), "x");
        publisher.put("pension", "5");
        publisher.publish();
        QVERIFY(there(object("3")) && there(object("5")));
    }

    // Who confirms and who publishes write one after the other.
    void writersWaitForEachOther() {
        const samples::Publisher publisher(pki, root());
        publisher.put("pension", "one");
        const auto first = publisher.publish();
        constexpr int each = 20;
        std::thread timer([&] {
            for (int i = 0; i < each; ++i)
                publisher.confirm(noon() + 1h);
        });
        for (int i = 0; i < each; ++i)
            publisher.publish(noon() + 1h);
        timer.join();
        const auto last = must(published(publisher.folder(), anchors)).timestamp;
        QCOMPARE(last.serial, first.serial + 2 * each);
        QCOMPARE(last.version, first.version + each);
    }

    void listsAreSplitByTheirPaths() {
        const ObjectName object{protocol::digestText({viewOf("x")}), 1};
        std::vector<Item> items;
        for (int i = 0; i < 1000; ++i)
            items.push_back({"matters/m" + std::to_string(i), "code", "1.0.0", {{"a", object}}});
        std::size_t count = 0;
        for (const auto& [prefix, text] : listsOf(items)) {
            const ListName name{prefix, {protocol::digestText({viewOf(text)}), text.size()}};
            count += must(itemsOf(text, name)).items.size();
            ListName elsewhere = name;
            elsewhere.prefix ^= 1U;
            QCOMPARE(itemsOf(text, elsewhere).error().code, ErrorCode::CatalogueMixed);
        }
        QCOMPARE(count, items.size());
    }

    void onlyPublishedNamesAreServed() {
        const std::string digest(42, 'A');
        for (const auto& name :
             {std::string(timestampName), rootName(1), catalogueName(12), objectPath(digest + "A")})
            QVERIFY(isPublishedName(name));
        for (const char* name : {"", "roots/", "roots/0.jws", "roots/01.jws", "roots/../x.jws",
                                 "objects/x", "objects/../timestamp.jws", "timestamp.jws.part"})
            QVERIFY(!isPublishedName(name));
    }
};

QTEST_GUILESS_MAIN(TestPublication)
#include "tst_publication.moc"
