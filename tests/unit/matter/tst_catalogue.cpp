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
    return found ? (*found)->version : std::string(codeOf(found.error().code));
}

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
            QVERIFY(catalogue.version({"A", version}) != nullptr);
        QVERIFY(catalogue.version({"A", "4"}) == nullptr);
    }
    void eachKindOfChangeDecidesWhatCanBeFiled() {
        const auto catalogue = made({
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
        });
        const auto codes = [&](sys_days when) {
            std::string out;
            for (const Matter* each : catalogue.offered(when))
                out += each->code + " ";
            return out;
        };
        QCOMPARE(codes(on(5, 31)), std::string("ended gone one paused split two "));
        QCOMPARE(codes(on(6, 1)), std::string("new part1 part2 whole "));
        QCOMPARE(codes(on(7, 1)), std::string("new part1 part2 paused whole "));
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
        QVERIFY(changed[0]->change.transition == Transition::Correct);
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
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        std::filesystem::copy(tests::sourceFile("resources/matters"), root / "matters",
                              std::filesystem::copy_options::recursive);
        std::ofstream(root / "matters/pension-enrolment/guide.json") << "{}";
        QCOMPARE(Catalogue::load(root / "matters").error().code, ErrorCode::MatterInvalid);
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
