// What a citizen is told of a case: the day as the calendar says it, or how many working days; why
// the clock stands still; that it was stopped.
#include "platform/server/casework/case_state.h"
#include "platform/server/casework/case_steps.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;

class TestCaseState : public QObject {
    Q_OBJECT
    const matter::Matter pension = tests::pensionMatter();
    protocol::CaseBody body;
    std::vector<CaseEvent> events;
    WallTime now;

    static WallTime at(const std::string& moment) { return *fromRfc3339(moment + ":00.000Z"); }
    void accept(const std::string& moment) {
        now = at(moment);
        events = {{now, "received", "terminal:330105-A017", {}},
                  {now, "accepted-for-checking", "platform:inner", {}}};
    }
    Result<CaseEvent> step(const std::string& kind, const std::string& moment,
                           std::vector<std::string> materials = {}) {
        now = at(moment);
        JIUJIN_TRY_ASSIGN(const auto added,
                          stepEvents({kind, "MSR-0231", std::move(materials)}, events, body,
                                     &pension, {now, ClockGrade::Network}));
        events.push_back(added.front());
        return added.front();
    }
    protocol::CaseState
    state(const matter::LegalCalendar& calendar = tests::legalCalendar()) const {
        const auto told = caseStateOf("330105-A017-0000042-K", events, body,
                                      {tests::catalogueOf({pension}), calendar});
        if (!told.ok())
            qFatal("%s", told.error().text().c_str());
        return *told;
    }
    static bool holds(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }

private slots:
    void init() {
        body = tests::sampleBody(pension, tests::personCard("zhang"));
        body.materials.front() = {"householdRegister", "bring", "", ""};
        accept("2026-09-24T02:00");
    }

    void thePromiseEndsByTheLegalCalendar() {
        // Ten working days over Mid-Autumn and National Day, with Saturday 10 October worked.
        QCOMPARE(state().due, std::string("2026-10-15"));
        QVERIFY(holds(state().nextZh, "2026-10-15") && holds(state().nextEn, "2026-10-15"));
    }

    void aMissingYearIsSaidInWorkingDays() {
        accept("2026-12-24T02:00");
        const auto told = state();
        QCOMPARE(told.state, std::string("checking"));
        QVERIFY(told.due.empty());
        QVERIFY(holds(told.nextZh, "10 个工作日") && holds(told.nextZh, "算不出来"));
        QVERIFY(holds(told.nextEn, "10 working days") && holds(told.nextEn, "cannot be computed"));
    }

    void anUnverifiedCalendarIsASample() {
        matter::CalendarYear invented{2026, "invented", "2026-01-01", false, {}, {}};
        const auto told = state(matter::LegalCalendar({invented}));
        QCOMPARE(told.due, std::string("2026-10-08"));
        QVERIFY(holds(told.nextZh, "示例") && holds(told.nextEn, "sample"));
        QVERIFY(!holds(state().nextZh, "示例"));
    }

    void aMaterialThatIsOwedComesFirst() {
        body = tests::sampleBody(pension, tests::personCard("zhang"));
        accept("2026-11-22T02:04");
        QCOMPARE(state().due, std::string("2026-12-02"));
        QVERIFY(holds(state().nextEn, "by 2026-12-02; after that day it may not be accepted."));
        // Accepted three days later: the day that was signed stands.
        accept("2026-11-25T02:00");
        QCOMPARE(state().due, std::string("2026-12-02"));
        // Where none was shown, so many working days from acceptance were, whenever it was filed.
        body.materials.front().dueDate.clear();
        QCOMPARE(state().due, std::string("2026-12-07"));
        QVERIFY(holds(state().nextZh, "2026-12-07"));
        body.filed = {WallTime(), ClockGrade::Unknown};
        QCOMPARE(state().due, std::string("2026-12-07"));
        const auto told = state(matter::LegalCalendar());
        QVERIFY(told.due.empty() && holds(told.nextZh, "8 个工作日"));
        QVERIFY(holds(told.nextEn, "of acceptance; later it may not be accepted."));
        QVERIFY(!holds(told.nextEn, "that day"));
    }

    void aMaterialThatCameIsOwedNoMore() {
        body = tests::sampleBody(pension, tests::personCard("zhang"));
        accept("2026-11-22T02:04");
        QVERIFY(holds(state().nextZh, "补交材料"));
        QVERIFY(step("material-received", "2026-11-24T02:00", {body.materials.front().id}).ok());
        const auto told = state();
        QCOMPARE(told.state, std::string("checking"));
        QVERIFY(!holds(told.nextZh, "补交材料") && !holds(told.nextEn, "hand in"));
        QVERIFY(holds(told.nextZh, "按承诺的时限") && told.due > "2026-12-02");
    }

    void whyTheClockStandsStillIsTold() {
        QVERIFY(step("correction-asked", "2026-09-28T02:00", {"householdRegister"}).ok());
        auto told = state();
        QCOMPARE(told.state, std::string("correction"));
        QVERIFY(told.due.empty() && holds(told.stateZh, "补正") && holds(told.nextZh, "户口"));
        QVERIFY(step("payment-asked", "2026-09-29T02:00").ok());
        told = state();
        QCOMPARE(told.state, std::string("correction"));
        QVERIFY(holds(told.stateZh, "缴费") && holds(told.nextEn, "pay"));
        QVERIFY(step("correction-received", "2026-09-29T03:00").ok());
        QCOMPARE(state().state, std::string("payment"));
        QVERIFY(step("paid", "2026-09-29T04:00").ok());
        told = state();
        QCOMPARE(told.state, std::string("checking"));
        // 28 and 29 September do not count.
        QCOMPARE(told.due, std::string("2026-10-19"));
        QVERIFY(holds(told.nextZh, "因补正、缴费暂停过"));
        QVERIFY(step("special-begun", "2026-10-12T02:00").ok());
        QCOMPARE(state().state, std::string("special"));
        QVERIFY(step("special-ended", "2026-10-12T03:00").ok());
        QVERIFY(step("decided", "2026-10-13T02:00").ok());
        QCOMPARE(state().state, std::string("decided"));
    }

    void whatIsToldFitsAnAnswerOfOneLength() {
        matter::Matter wide = pension;
        std::vector<std::string> ids;
        for (int i = 0; i < 30; ++i) {
            wide.materials.push_back(wide.materials.front());
            ids.push_back(wide.materials.back().id = "m" + std::to_string(i));
        }
        const auto asked = stepEvents({"correction-asked", "MSR-0231", ids}, events, body, &wide,
                                      {now, ClockGrade::Network});
        QVERIFY(asked.ok());
        events.push_back(asked->front());
        QVERIFY(step("payment-asked", "2026-09-28T02:00").ok());
        QVERIFY(step("special-begun", "2026-09-28T02:00").ok());
        const auto told = *caseStateOf("330105-A017-0000042-K", events, body,
                                       {tests::catalogueOf({wide}), tests::legalCalendar()});
        QVERIFY(holds(told.nextZh, "30 项材料") && holds(told.nextEn, "30 materials"));
        const protocol::AskAnswer answer{
            "019aa9a7-7000-7abc-8def-0123456789ac", "AAECAwQFBgcICQoLDA0ODw", now, "", {told}};
        const Secret text = encode(answer);
        QCOMPARE(text.expose().size(), std::size_t(2048));
        QVERIFY(protocol::decodeAskAnswer(text.expose()).ok());
    }

    void everyStateHasWordsInBothLanguages() {
        const auto complete = [](const protocol::CaseState& told) {
            return !told.state.empty() && !told.stateZh.empty() && !told.stateEn.empty() &&
                   !told.nextZh.empty() && !told.nextEn.empty();
        };
        for (const CaseStep& each : caseSteps()) {
            accept("2026-09-24T02:00");
            if (each.step == matter::ClockStep::Resume || each.step == matter::ClockStep::Witness)
                continue;
            QVERIFY(step(std::string(each.kind), "2026-09-28T02:00").ok());
            QVERIFY(complete(state()));
        }
        events = {{now, "received", "terminal:330105-A017", {}}};
        QVERIFY(complete(state()) && state().state == "recorded");
        events.push_back({now, "refused", "platform:inner", {{"code", "JJ-1110"}}});
        QVERIFY(complete(state()) && state().state == "refused" && state().code == "JJ-1110");
        accept("2026-09-24T02:00");
        const auto unknown = caseStateOf("330105-A017-0000042-K", events, body,
                                         {tests::catalogueOf({}), tests::legalCalendar()});
        QVERIFY(unknown.ok() && complete(*unknown) && unknown->due.empty());
    }
};

QTEST_GUILESS_MAIN(TestCaseState)
#include "tst_case_state.moc"
