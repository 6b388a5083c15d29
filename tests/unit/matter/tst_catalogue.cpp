#include "platform/matter/catalogue.h"
#include "tests/unit/matter/edited.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;

namespace {

constexpr sys_days on(unsigned number, unsigned dayOfMonth) {
    return sys_days(2026y / std::chrono::month(number) / dayOfMonth);
}

Matter versionOf(const std::string& code, const std::string& version,
                 std::optional<sys_days> from = {}, Change change = {},
                 std::optional<sys_days> until = {}) {
    Matter matter;
    matter.code = code;
    matter.version = version;
    matter.effective = {from, until};
    matter.change = std::move(change);
    return matter;
}

Change changeOf(ChangeKind kind, std::vector<VersionName> from,
                Transition transition = Transition::AsFiled) {
    return {kind, std::move(from), transition, {"通知", "Notice"}};
}

Catalogue made(std::vector<Matter> matters) {
    auto catalogue = Catalogue::make(std::move(matters));
    if (!catalogue)
        qFatal("%s", catalogue.error().where.c_str());
    return std::move(*catalogue);
}

// "1.0", or the code of the error.
std::string inForce(const Catalogue& catalogue, const std::string& code, sys_days when) {
    const auto found = catalogue.inForce(code, when);
    return found ? catalogue.heads()[*found].version : std::string(codeOf(found.error().code));
}

// The published catalogue, to be changed.
struct Copy {
    QTemporaryDir folder;
    const std::filesystem::path root =
        std::filesystem::path(folder.path().toStdString()) / "matters";

    Copy() {
        std::filesystem::copy(tests::sourceFile("resources/matters"), root,
                              std::filesystem::copy_options::recursive);
    }
    // As a visit does, by the heads that the terminal left.
    Result<Catalogue> open() const {
        const auto heads = Catalogue::check(root);
        if (!heads)
            return heads.error();
        const auto file = root.parent_path() / "matters.heads";
        std::ofstream(file) << encodeHeads(*heads);
        return Catalogue::open(root, file);
    }
};

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT
private slots:
    void theNewestVersionThatHasBegunIsInForce() {
        const auto catalogue =
            made({versionOf("A", "2", on(5, 1), changeOf(ChangeKind::Changed, {{"A", "1"}})),
                  versionOf("A", "1"),
                  versionOf("A", "3", on(9, 1), changeOf(ChangeKind::Changed, {{"A", "2"}}))});
        QCOMPARE(inForce(catalogue, "A", on(4, 30)), std::string("1"));
        QCOMPARE(inForce(catalogue, "A", on(5, 1)), std::string("2"));
        QCOMPARE(inForce(catalogue, "A", on(8, 31)), std::string("2"));
        QCOMPARE(inForce(catalogue, "A", on(9, 1)), std::string("3"));
        QVERIFY(!catalogue.inForce("B", on(9, 1)).ok());
        for (const char* version : {"1", "2", "3"}) // a running case stays on its own
            QVERIFY(catalogue.row({"A", version}));
        QVERIFY(!catalogue.row({"A", "4"}));
    }
    void eachKindOfChangeDecidesWhatCanBeFiled() {
        const std::vector<Matter> matters{
            versionOf("new", "1", on(6, 1)),
            versionOf("split", "1"),
            versionOf("part1", "1", on(6, 1), changeOf(ChangeKind::Split, {{"split", "1"}})),
            versionOf("part2", "1", on(6, 1), changeOf(ChangeKind::Split, {{"split", "1"}})),
            versionOf("one", "1"),
            versionOf("two", "1"),
            versionOf("whole", "1", on(6, 1),
                      changeOf(ChangeKind::Merged, {{"one", "1"}, {"two", "1"}})),
            versionOf("paused", "1"),
            versionOf("paused", "2", on(6, 1), changeOf(ChangeKind::Suspended, {{"paused", "1"}}),
                      on(6, 30)),
            versionOf("gone", "1"),
            versionOf("gone", "2", on(6, 1), changeOf(ChangeKind::Withdrawn, {{"gone", "1"}})),
            versionOf("ended", "1", {}, {}, on(5, 31)),
        };
        const auto codes = [&](std::optional<sys_days> when) {
            const Catalogue offered = made(matters).offeredOn(when);
            std::string out;
            for (std::size_t row = 0; row < offered.heads().size(); ++row) {
                out += offered.heads()[row].code + " ";
                if ((*offered.matter(row))->code != offered.heads()[row].code)
                    qFatal("another matter");
            }
            return out;
        };
        QCOMPARE(codes(on(5, 31)), std::string("ended gone one paused split two "));
        QCOMPARE(codes(on(6, 1)), std::string("new part1 part2 whole "));
        QCOMPARE(codes(on(7, 1)), std::string("new part1 part2 paused whole "));
        // By an unknown clock nothing takes another's place.
        QCOMPARE(codes(std::nullopt), std::string("ended gone new one paused split two "));
        const Catalogue catalogue = made(matters);
        QCOMPARE(catalogue.inForce("new", on(5, 1)).error().code, ErrorCode::MatterUnknown);
        QCOMPARE(catalogue.inForce("paused", on(6, 30)).error().code, ErrorCode::MatterPaused);
        for (const char* code : {"split", "one", "two", "gone", "ended"})
            QCOMPARE(catalogue.inForce(code, on(6, 1)).error().code, ErrorCode::MatterWithdrawn);
    }
    void aRunningCaseIsToldWhatHasComeInItsPlace() {
        const auto catalogue =
            made({versionOf("A", "1"),
                  versionOf("A", "2", on(6, 1),
                            changeOf(ChangeKind::Changed, {{"A", "1"}}, Transition::Correct)),
                  versionOf("B", "1", on(7, 1), changeOf(ChangeKind::Split, {{"A", "2"}})),
                  versionOf("C", "1", on(7, 1), changeOf(ChangeKind::Split, {{"A", "2"}}))});
        QVERIFY(catalogue.replacing({"A", "1"}, on(5, 31)).empty());
        const auto changed = catalogue.replacing({"A", "1"}, on(6, 1));
        QCOMPARE(changed.size(), std::size_t(1));
        QVERIFY(catalogue.heads()[changed[0]].change.transition == Transition::Correct);
        QCOMPARE(catalogue.replacing({"A", "2"}, on(7, 1)).size(), std::size_t(2));
    }
    void whatDoesNotFitIsRefusedWhole() {
        const std::vector<std::vector<Matter>> wrong{
            {versionOf("A", "1"), versionOf("A", "1", on(6, 1))},
            {versionOf("A", "1", on(6, 1)), versionOf("A", "2", on(6, 1))},
            {versionOf("A", "1"), versionOf("A", "2")},
            {versionOf("A", "1", on(6, 1), changeOf(ChangeKind::Merged, {{"B", "1"}}))},
            {versionOf("A", "1", on(6, 1), changeOf(ChangeKind::Suspended, {{"B", "1"}}))},
            {versionOf("A", "1", on(6, 1), changeOf(ChangeKind::Withdrawn, {{"B", "1"}}))}};
        for (const auto& matters : wrong) {
            const auto catalogue = Catalogue::make(matters);
            QVERIFY(!catalogue.ok() && catalogue.error().code == ErrorCode::MatterInvalid);
            QVERIFY(catalogue.error().where.starts_with("A "));
        }
    }
    void oneBadFileLoadsNothing() {
        QVERIFY(Catalogue::load(tests::sourceFile("resources/matters")).ok());
        const Copy copy;
        std::ofstream(copy.root / "pension-enrolment/guide.json") << "{}";
        QCOMPARE(Catalogue::load(copy.root).error().code, ErrorCode::MatterInvalid);
        QCOMPARE(Catalogue::check(copy.root).error().code, ErrorCode::MatterInvalid);
        QVERIFY(Catalogue::check(copy.root).error().where.starts_with("pension-enrolment/guide"));
        QVERIFY(!Catalogue::check(copy.root / "nowhere").ok());
    }

    void byItsHeadsACatalogueIsTheSame() {
        const Copy copy;
        const auto whole = Catalogue::load(copy.root);
        const auto byHeads = copy.open();
        QVERIFY(whole.ok() && byHeads.ok());
        QCOMPARE(byHeads->heads().size(), whole->heads().size());
        for (std::size_t row = 0; row < whole->heads().size(); ++row) {
            const auto matter = byHeads->matter(row);
            QVERIFY(matter.ok() && *byHeads->matter(row) == *matter); // read once
            const Head again = headOf(**matter);
            QCOMPARE(encodeHeads(std::span(&again, 1)),
                     encodeHeads(std::vector{headOf(**whole->matter(row))}));
        }
    }
    void aPackageThatIsNotTheOneOfItsHeadIsNotRead() {
        const Copy copy;
        const auto catalogue = copy.open();
        const auto row = *catalogue->row(headOf(tests::pensionMatter()).name());
        std::ofstream(copy.root / "pension-enrolment/guide.json", std::ios::app) << " ";
        QCOMPARE(catalogue->matter(row).error().code, ErrorCode::CatalogueMixed);
        std::filesystem::remove(copy.root / "pension-enrolment/guide.json");
        QCOMPARE(catalogue->matter(row).error().code, ErrorCode::FileUnreadable);
        QVERIFY(catalogue->matter(row == 0 ? 1 : 0).ok()); // the others are open
        QCOMPARE(Catalogue::open(copy.root, copy.root / "nowhere").error().code,
                 ErrorCode::FileUnreadable);
    }
    void headsComeBackAsTheyWere() {
        Head head{"A",
                  "2",
                  {"题", "Title"},
                  {"说明\n二", "What"},
                  "work",
                  {"retire", "move"},
                  {{"词", "word"}, {"", ""}},
                  {on(1, 31), std::nullopt},
                  changeOf(ChangeKind::Merged, {{"B", "1"}, {"C", "9"}}, Transition::Convert),
                  true,
                  false,
                  true,
                  "folder",
                  "digest"};
        const std::string text = encodeHeads(std::vector{head, head});
        const auto back = decodeHeads(text);
        QVERIFY(back.ok() && back->size() == 2);
        QCOMPARE(encodeHeads(*back), text);
        QVERIFY(decodeHeads("")->empty());
    }
    void aLineOfHeadsThatIsWrongIsNamed_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("no JSON") << "{\"code\""
                                 << "{code";
        QTest::newRow("no code") << "\"A\",\"version\""
                                 << "\"\",\"version\"";
        QTest::newRow("a key is missing") << "\"domain\""
                                          << "\"realm\"";
        QTest::newRow("a kind of change that is none") << "\"kind\":0"
                                                       << "\"kind\":6";
        QTest::newRow("a kind below all") << "\"kind\":0"
                                          << "\"kind\":-1";
        QTest::newRow("no day") << "\"begins\":null"
                                << "\"begins\":1e99";
        QTest::newRow("another folder") << "\"folder\":\"f\""
                                        << "\"folder\":\"../f\"";
        QTest::newRow("above") << "\"folder\":\"f\""
                               << "\"folder\":\"..\"";
        QTest::newRow("no folder") << "\"folder\":\"f\""
                                   << "\"folder\":\"\"";
    }
    void aLineOfHeadsThatIsWrongIsNamed() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        Head head;
        head.code = "A";
        head.folder = "f";
        const std::string line = encodeHeads(std::span(&head, 1));
        QVERIFY(decodeHeads(line).ok());
        const QString wrong = QString::fromStdString(line).replace(from, to);
        QVERIFY(wrong.toStdString() != line);
        const auto read = decodeHeads(line + wrong.toStdString());
        QVERIFY(!read.ok() && read.error().code == ErrorCode::MatterInvalid);
        QCOMPARE(read.error().where, std::string("heads: line 2: not as it was written"));
        QVERIFY(!decodeHeads(std::string(70'000, ' ')).ok());
    }

    void answersChooseTheOrderOfTheChain() {
        const auto matter = readMatter(tests::fullPackage());
        if (!matter)
            qFatal("%s", matter.error().where.c_str());
        const Chain& chain = matter->chain;
        QCOMPARE(orderFor(chain, {})->id, std::string("usual"));
        QCOMPARE(orderFor(chain, {{"level", Secret("2000")}})->id, std::string("rich"));
        QCOMPARE(
            orderFor(chain, {{"level", Secret("2000")}, {"contactName", Secret("张某某")}})->id,
            std::string("usual"));
        QVERIFY(orderFor(Chain(), {}) == nullptr);
        QCOMPARE(longestWay(chain, chain.orders[0])->count, 5);
        QCOMPARE(longestWay(chain, chain.orders[1])->count, 10);
        QCOMPARE(mayBegin(chain, chain.orders[1], {}), std::vector<std::string>{"check"});
        QCOMPARE(mayBegin(chain, chain.orders[1], {"check"}), std::vector<std::string>{"open"});
    }
    void limitsInDifferentUnitsAreNotAdded() {
        Chain chain;
        chain.nodes = {{"a", {}, {}, {LimitType::Promised, LimitUnit::Hours, 0, 3}},
                       {"b", {}, {}, {LimitType::Promised, LimitUnit::WorkingDays, 0, 3}}};
        QVERIFY(!longestWay(chain, {}));
        chain.nodes.pop_back();
        QCOMPARE(longestWay(chain, {})->count, 3);
        chain.nodes[0].limit = {LimitType::Instant, LimitUnit::Hours, 0, 0};
        QVERIFY(!longestWay(chain, {}));
    }
    // Walking a chain day by day, every node beginning as soon as it may, ends on the very day that
    // longestWay() says.
    void theLongestWayIsHowLongTheWalkTakes() {
        std::mt19937 random(20261123);
        for (int round = 0; round < 300; ++round) {
            Chain chain;
            ChainOrder order;
            const int count = 1 + static_cast<int>(random() % 8);
            for (int at = 0; at < count; ++at) {
                const std::string id = "n" + std::to_string(at);
                for (const ChainNode& earlier : chain.nodes)
                    if (random() % 3 == 0)
                        order.after[id].push_back(earlier.id);
                chain.nodes.push_back({id,
                                       {},
                                       {},
                                       {LimitType::Promised, LimitUnit::WorkingDays, 0,
                                        1 + static_cast<int>(random() % 5)}});
            }
            std::map<std::string, int> begun;
            std::set<std::string> ended;
            int today = 0;
            for (; ended.size() < chain.nodes.size(); ++today) {
                for (const ChainNode& node : chain.nodes)
                    if (begun.contains(node.id) && today - begun[node.id] >= node.limit.promised)
                        ended.insert(node.id);
                for (const std::string& id : mayBegin(chain, order, ended))
                    begun.emplace(id, today);
            }
            QCOMPARE(longestWay(chain, order)->count, today - 1);
        }
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
