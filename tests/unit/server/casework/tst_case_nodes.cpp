// The bundle's nodes, handled one by one: in each of its three orders, never too early, told to
// staff and citizen, and computed again from the events.
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_state.h"
#include "platform/server/casework/case_steps.h"
#include "tests/support/cases/bundle_case.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <array>
#include <random>

using namespace jiujin;
using namespace jiujin::server;

namespace {

constexpr const char* number = "330105-A017-0000042-K";
using Ids = std::vector<std::string>;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class TestCaseNodes : public QObject {
    Q_OBJECT
    const matter::Matter bundle = tests::bundleMatter();
    const WallTime received = *fromRfc3339("2026-11-23T01:00:00.000Z");

    // A case as it goes on.
    struct Case {
        protocol::CaseBody body;
        std::vector<CaseEvent> events;
    };
    Case accepted(std::string_view trade, const char* verdict = "accepted-for-checking") const {
        return {tests::bundleBody(bundle, trade),
                {{received, "received", "terminal:330105-A017", {}},
                 {received, verdict, "platform:inner", {}}}};
    }
    Result<std::vector<CaseEvent>> step(Case& filed, std::string_view kind,
                                        const std::string& node) const {
        const GradedTime now{filed.events.back().time + std::chrono::hours(1), ClockGrade::Network};
        auto added = stepEvents({std::string(kind), "MSR-0231", {}, node}, filed.events, filed.body,
                                &bundle, now);
        if (added.ok())
            filed.events.insert(filed.events.end(), added->begin(), added->end());
        return added;
    }
    std::string refusal(Case filed, std::string_view kind, const std::string& node,
                        ErrorCode code = ErrorCode::CaseEventInvalid) const {
        const auto refused = step(filed, kind, node);
        return !refused.ok() && refused.error().code == code ? refused.error().where : "";
    }
    void handle(Case& filed, const std::string& node) const {
        QVERIFY2(step(filed, nodeBegun, node).ok(), node.c_str());
        QVERIFY2(step(filed, nodeEnded, node).ok(), node.c_str());
    }
    Nodes nodes(const Case& filed) const { return nodesOf(filed.events, filed.body, &bundle); }
    static Ids idsOf(const std::vector<const Node*>& found) {
        Ids ids;
        for (const Node* each : found)
            ids.push_back(each->node->id);
        return ids;
    }
    protocol::CaseState state(const Case& filed) const {
        return *caseStateOf(number, filed.events, filed.body,
                            {tests::catalogueOf({bundle}), tests::legalCalendar()});
    }
    // Of 40 nodes.
    matter::Matter wideBundle() const {
        matter::Matter wide = bundle;
        for (int i = 0; i < 35; ++i) {
            wide.chain.nodes.push_back(wide.chain.nodes.front());
            wide.chain.nodes.back().id = "n" + std::to_string(i);
        }
        return wide;
    }
    bool fitsAnAnswer(const protocol::CaseState& told) const {
        const Secret text = encode(protocol::AskAnswer{"019aa9a7-7000-7abc-8def-0123456789ac",
                                                       "AAECAwQFBgcICQoLDA0ODw",
                                                       received,
                                                       "",
                                                       {told}});
        return text.expose().size() == 2048 && protocol::decodeAskAnswer(text.expose()).ok();
    }
    matter::ClockState clockOf(const Case& filed) const {
        const auto clock = clockEventsOf(filed.events, filed.body);
        return matter::readClock(*bundle.promise(), *clock,
                                 {filed.events.back().time, ClockGrade::Network},
                                 tests::legalCalendar())
            ->state;
    }

private slots:
    void theAnswersSayWhichOrderHolds_data() {
        QTest::addColumn<QByteArray>("trade");
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<Ids>("first");
        QTest::newRow("fireworks") << QByteArray("11") << QByteArray("permitFirst")
                                   << Ids{"profession", "premises", "skill"};
        QTest::newRow("restaurant")
            << QByteArray("22") << QByteArray("licenceFirst") << Ids{"profession", "premises"};
        QTest::newRow("sundries") << QByteArray("01") << QByteArray("allInOne")
                                  << Ids{"profession", "premises", "skill", "approval"};
    }
    void theAnswersSayWhichOrderHolds() {
        QFETCH(QByteArray, trade);
        QFETCH(QByteArray, order);
        QFETCH(Ids, first);
        const Nodes begun = nodes(accepted(trade.constData()));
        QCOMPARE(begun.order->id, order.toStdString());
        QCOMPARE(begun.all.size(), std::size_t(5));
        QVERIFY(idsOf(begun.in({NodeState::Free})) == first);
    }

    void everyOrderComesToItsEnd_data() { theAnswersSayWhichOrderHolds_data(); }
    void everyOrderComesToItsEnd() {
        QFETCH(QByteArray, trade);
        QFETCH(QByteArray, order);
        Case filed = accepted(trade.constData());
        for (std::size_t done = 0; done < 5; ++done) {
            const auto free = idsOf(nodes(filed).in({NodeState::Free}));
            QVERIFY(!free.empty());
            handle(filed, free.back());
            QCOMPARE(nodes(filed).in({NodeState::Ended}).size(), done + 1);
            QCOMPARE(clockOf(filed),
                     done < 4 ? matter::ClockState::Running : matter::ClockState::Ended);
        }
        // Five nodes of two events each, and the end of the case behind the last.
        QCOMPARE(filed.events.size(), std::size_t(2 + 10 + 1));
        QCOMPARE(filed.events.back().kind, std::string("decided"));
        QCOMPARE(filed.events.back().actor, std::string("staff:MSR-0231"));
        QCOMPARE(detailOf(filed.events[2], "order"), order.toStdString());
        QCOMPARE(state(filed).state, std::string("decided"));
        QVERIFY(holds(state(filed).stateZh, "一共 5 个环节，都办完了"));
        QVERIFY(!refusal(filed, nodeBegun, "licence").empty());
        QVERIFY(!refusal(filed, "decided", "").empty());
    }

    void theTrailNamesNodeBodyAndStaff() {
        Case filed = accepted("11");
        const auto begun = step(filed, nodeBegun, "premises");
        QCOMPARE(begun->size(), std::size_t(1));
        QCOMPARE(begun->front().actor, std::string("staff:MSR-0231"));
        QCOMPARE(detailOf(begun->front(), "node"), std::string("premises"));
        QVERIFY(holds(detailOf(begun->front(), "body"), "市场监督管理部门 / Market"));
    }

    void whatComesTooEarlySaysWhatMustComeBefore() {
        Case filed = accepted("11");
        const std::string licence = refusal(filed, nodeBegun, "licence");
        for (const char* part :
             {"licence (发照)", "permitFirst (先证后照)", "after approval", "record node-ended"})
            QVERIFY2(holds(licence, part), licence.c_str());
        handle(filed, "premises");
        handle(filed, "skill");
        const std::string approval = refusal(filed, nodeBegun, "approval");
        QVERIFY2(holds(approval, "after profession;"), approval.c_str());
        handle(filed, "profession");
        QVERIFY(step(filed, nodeBegun, "approval").ok());
        // Begun is not ended.
        QVERIFY(holds(refusal(filed, nodeBegun, "licence"), "after approval"));
    }

    void mistakesNameNodeCauseAndMend() {
        Case filed = accepted("22");
        QVERIFY(holds(refusal(filed, nodeBegun, "", ErrorCode::Usage), "--node"));
        QVERIFY(holds(refusal(filed, nodeBegun, "photo", ErrorCode::NotFound), "profession"));
        QVERIFY(holds(refusal(filed, "paid", "skill", ErrorCode::Usage), "node-begun"));
        QVERIFY(holds(refusal(filed, nodeEnded, "premises"), "record node-begun first"));
        QVERIFY(step(filed, nodeBegun, "premises").ok());
        QVERIFY(holds(refusal(filed, nodeBegun, "premises"), "has begun already"));
        QVERIFY(step(filed, nodeEnded, "premises").ok());
        QVERIFY(holds(refusal(filed, nodeEnded, "premises"), "has ended already"));
        QVERIFY(holds(refusal(accepted("22", "refused"), nodeBegun, "premises"), "acceptance"));
        QVERIFY(step(filed, "decided", "").ok()); // as when it is decided against
        QVERIFY(holds(refusal(filed, nodeBegun, "profession"), "until it is decided"));
    }

    void withoutChainOrderOrMatterThereAreNoNodes() {
        const Case filed = accepted("01");
        const auto code = [&](const matter::Matter* matter) {
            return checkNodeStep(nodeBegun, "licence", filed.events, filed.body, matter)
                .error()
                .code;
        };
        const matter::Matter pension = tests::pensionMatter();
        matter::Matter orderless = bundle;
        orderless.chain.orders.pop_back(); // allInOne
        QVERIFY(code(&pension) == ErrorCode::NotFound);
        QVERIFY(code(nullptr) == ErrorCode::MatterUnknown);
        QVERIFY(code(&orderless) == ErrorCode::CaseEventInvalid);
        for (const matter::Matter* each :
             std::array<const matter::Matter*, 3>{&pension, &orderless, nullptr}) {
            const Nodes none = nodesOf(filed.events, filed.body, each);
            QVERIFY(none.all.empty() && !none.allEnded() && nodesText(none).empty());
            QVERIFY(nodeWords(none, 200).zh.empty());
        }
    }

    void theLastNodeWaitsForTheCitizen() {
        Case filed = accepted("01");
        for (const char* each : {"profession", "premises", "skill", "approval"})
            handle(filed, each);
        QVERIFY(step(filed, "correction-asked", "").ok());
        QVERIFY(step(filed, nodeBegun, "licence").ok());
        QVERIFY(holds(refusal(filed, nodeEnded, "licence"), "waits for correction"));
        QVERIFY(step(filed, "correction-received", "").ok());
        QVERIFY(step(filed, nodeEnded, "licence").ok());
        QCOMPARE(filed.events.back().kind, std::string("decided"));
    }

    void theCitizenSeesWhatIsDoneAndOpen() {
        Case filed = accepted("22");
        QVERIFY(holds(state(filed).stateZh,
                      "还没开始 5 个（职业证明、经营场所、技术证件、前置审批、发照）"));
        handle(filed, "profession");
        QVERIFY(step(filed, nodeBegun, "premises").ok());
        const auto told = state(filed);
        QCOMPARE(told.state, std::string("checking"));
        QVERIFY2(
            holds(told.stateZh, "一共 5 个环节：办完 1 个（职业证明），正在办 1 个（经营场所）"),
            told.stateZh.c_str());
        QVERIFY2(holds(told.stateEn, "Of 5 steps 1 is done (Proof of occupation), 1 is under way "
                                     "(Premises), 3 have not begun ("),
                 told.stateEn.c_str());
        QVERIFY(step(filed, "payment-asked", "").ok());
        QVERIFY(holds(state(filed).stateZh, "办完 1 个") && state(filed).state == "payment");
    }

    void staffSeeOrderStateAndBody() {
        Case filed = accepted("22");
        handle(filed, "profession");
        QVERIFY(step(filed, nodeBegun, "premises").ok());
        const std::string text = nodesText(nodes(filed));
        for (const char* part :
             {"in the order licenceFirst: 先照后证",
              "profession  职业证明 / Proof of occupation: "
              "办完 done, 2026-11-23T03:00",
              "premises  经营场所 / Premises: 正在办 under way", "等待 waits for licence, skill",
              "等待 waits for premises  [", "市场监督管理部门 / Market", "3 have not begun"})
            QVERIFY2(holds(text, part), text.c_str());
    }

    // Premises have two working days, from their own beginning; what stops the case stops them too.
    void eachNodeHasItsOwnClock() {
        Case filed = accepted("01");
        const auto at = [&](const char* moment) {
            filed.events.back().time = *fromRfc3339(moment);
        };
        const auto texts = [&](const char* moment) {
            return *nodeClocksText(nodes(filed), filed.events, filed.body,
                                   {*fromRfc3339(moment), ClockGrade::Network},
                                   tests::legalCalendar());
        };
        QVERIFY(texts("2026-11-24T01:00:00.000Z").empty());
        QVERIFY(step(filed, nodeBegun, "premises").ok());
        at("2026-11-24T01:00:00.000Z"); // a Tuesday
        QCOMPARE(texts("2026-11-25T01:00:00.000Z"),
                 std::string("环节时限 Limits of nodes:\n  premises: 2 working days, 已用 used 1, "
                             "截止 due 2026-11-26, 超期 late no\n"));
        QVERIFY(holds(texts("2026-11-30T01:00:00.000Z"), "due 2026-11-26, 超期 late yes"));
        QVERIFY(step(filed, "payment-asked", "").ok());
        at("2026-11-25T01:00:00.000Z");
        QVERIFY(holds(texts("2026-11-26T01:00:00.000Z"), "due not known"));
        QVERIFY(step(filed, nodeBegun, "skill").ok()); // while it is stopped
        at("2026-11-25T02:00:00.000Z");
        QVERIFY(step(filed, "paid", "").ok());
        at("2026-11-26T01:00:00.000Z");
        QVERIFY(holds(texts("2026-11-27T01:00:00.000Z"), "premises: 2 working days, 已用 used 1, "
                                                         "截止 due 2026-11-30"));
        QVERIFY(holds(texts("2026-11-27T01:00:00.000Z"), "skill: 2 working days, 已用 used 1, 截止 "
                                                         "due 2026-11-30"));
        QVERIFY(step(filed, nodeEnded, "premises").ok());
        at("2026-11-27T01:00:00.000Z");
        QVERIFY(step(filed, "decided", "").ok());
        at("2026-11-28T01:00:00.000Z");
        QVERIFY(holds(texts("2027-06-01T01:00:00.000Z"), "premises: 2 working days, 已用 used 1"));
        QVERIFY(holds(texts("2027-06-01T01:00:00.000Z"), "超期 late no\n  skill"));
        const auto none = nodeClocksText(nodes(filed), filed.events, filed.body,
                                         {filed.events.back().time, ClockGrade::Network}, {});
        QVERIFY(none.ok() && holds(*none, "算不出来 not computable"));
    }

    void whatIsToldFitsAnAnswerOfOneLength() {
        Case filed = accepted("01");
        const matter::Matter wide = wideBundle();
        const auto fits = [&](const matter::Matter& matter) {
            return fitsAnAnswer(
                *caseStateOf(number, filed.events, filed.body,
                             {tests::catalogueOf({matter}), tests::legalCalendar()}));
        };
        for (const char* kind : {"correction-asked", "payment-asked", "special-begun"}) {
            QVERIFY(fits(wide) && fits(bundle));
            QVERIFY(step(filed, kind, "").ok());
        }
        QVERIFY(fits(wide));
    }

    // Three reasons for which it stands still, a rule that changed, names and notice as long as
    // they are told, and nodes of which only the numbers have room.
    void theLongestAnswerHasThatLengthToo_data() {
        QTest::addColumn<std::string>("transition");
        QTest::addColumn<std::string>("code"); // of the correction
        QTest::newRow("converted") << std::string("convert") << std::string();
        QTest::newRow("to correct") << std::string("correct") << std::string("JJ-2336");
        QTest::newRow("as filed") << std::string("asFiled") << std::string("JJ-1128");
    }
    void theLongestAnswerHasThatLengthToo() {
        QFETCH(std::string, transition);
        QFETCH(std::string, code);
        const auto chinese = [](int count) {
            return QString(count, QChar(0x957F)).toStdString(); // three bytes each
        };
        matter::Matter wide = wideBundle();
        wide.materials.front().name = {chinese(65), std::string(198, 'n')};
        matter::Matter newer = wide;
        newer.version = "90.0";
        newer.effective.from = std::chrono::floor<std::chrono::days>(received);
        newer.change = {matter::ChangeKind::Changed,
                        {{wide.code, wide.version}},
                        matter::Transition::Convert,
                        {chinese(53), std::string(160, 'x')}};

        Case filed = accepted("01");
        handle(filed, "profession");
        QVERIFY(step(filed, nodeBegun, "premises").ok());
        const CaseEvent changed{
            received,
            "rule-changed",
            "platform:inner",
            {{"newMatter", newer.code}, {"newVersion", newer.version}, {"transition", transition}}};
        filed.events.insert(filed.events.begin() + 1, changed);
        filed.events.push_back(
            {filed.events.back().time,
             "correction-asked",
             "platform:inner",
             {{"clock", "network"}, {"code", code}, {"materials", wide.materials.front().id}}});
        QVERIFY(step(filed, "payment-asked", "").ok());
        QVERIFY(step(filed, "special-begun", "").ok());
        const auto told = *caseStateOf(number, filed.events, filed.body,
                                       {tests::catalogueOf({wide, newer}), tests::legalCalendar()});
        QVERIFY(holds(told.nextZh, chinese(65)) && holds(told.stateZh, "缴费"));
        QVERIFY(holds(told.stateZh, "特别程序") && holds(told.stateZh, "规定在您申请之后变了"));
        QCOMPARE(holds(told.nextEn, newer.change.notice.en), transition != "asFiled");
        QVERIFY2(holds(told.stateZh, "一共 40 个环节：办完 1 个，"), told.stateZh.c_str());
        QVERIFY(fitsAnAnswer(told));
    }

    // In whatever order staff type, no node begins before what must come before it has ended.
    void nothingEverComesTooEarly() {
        std::mt19937 random(20261123);
        int ended = 0;
        for (int round = 0; round < 300; ++round) {
            Case filed = accepted(std::array{"11", "22", "01"}[random() % 3]);
            for (int i = 0; i < 60; ++i) {
                const auto& node = bundle.chain.nodes[random() % 5].id;
                const Nodes before = nodes(filed);
                const auto kind = random() % 2 == 0 ? nodeBegun : nodeEnded;
                const auto added = step(filed, kind, node);
                const NodeState was = before.node(node)->state;
                const bool open = filed.events.back().kind != "decided" || added.ok();
                QCOMPARE(added.ok(), open && was == (kind == nodeBegun ? NodeState::Free
                                                                       : NodeState::UnderWay));
                const auto after = before.order->after.find(node);
                if (added.ok() && kind == nodeBegun && after != before.order->after.end())
                    for (const std::string& each : after->second)
                        QVERIFY(before.node(each)->state == NodeState::Ended);
            }
            ended += filed.events.back().kind == "decided" ? 1 : 0;
            QCOMPARE(filed.events.back().kind == "decided", nodes(filed).allEnded());
        }
        QVERIFY(ended > 100);
    }

    void staffAreNumbersOfPosts() {
        for (const char* right : {"MSR-0231", "A-01", "WXYZ-12345678"})
            QVERIFY2(isStaffId(right), right);
        for (const char* wrong :
             {"", "-01", "A-1", "A-123456789", "ABCDE-01", "msr-0231", "Zhang San", "ZHANGSAN",
              "张某某", "A-0l", "13800138000", "110105199003070017", "A-01 ", "A--01", "ABC110105"})
            QVERIFY2(!isStaffId(wrong), wrong);
        const Case filed = accepted("01");
        const auto nameless = stepEvents({"decided", "zhangsan"}, filed.events, filed.body, &bundle,
                                         {received, ClockGrade::Network});
        QVERIFY(nameless.error().code == ErrorCode::Usage);
        QVERIFY(holds(nameless.error().where, "MSR-0231"));
        QVERIFY(!holds(nameless.error().where, "zhangsan"));
    }
};

QTEST_GUILESS_MAIN(TestCaseNodes)
#include "tst_case_nodes.moc"
