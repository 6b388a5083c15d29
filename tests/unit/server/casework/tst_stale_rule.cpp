// A rule that changed between filing and receipt: every kind of change with every transition, what
// stands in the trail, what the clock does, and what the citizen is told.
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_state.h"
#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/filing_judge.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using matter::ChangeKind;
using matter::ClockState;
using matter::Matter;
using matter::Transition;

namespace {

constexpr std::array<ChangeKind, 6> kinds{ChangeKind::New,       ChangeKind::Changed,
                                          ChangeKind::Split,     ChangeKind::Merged,
                                          ChangeKind::Suspended, ChangeKind::Withdrawn};
constexpr std::array<Transition, 4> transitions{Transition::AsFiled, Transition::Convert,
                                                Transition::Correct, Transition::Recall};
const matter::Words notice{"新规定自十一月起施行。", "The new rules are in force from November."};

struct Expected {
    std::vector<std::string> events; // behind "received"
    bool newer = false;              // the case stands on the newer version
    ClockState clock = ClockState::Running;
    std::string state = "checking";
    std::optional<ErrorCode> code = {};
    std::string says = {}; // in what the citizen is told
};

Expected expected(ChangeKind kind, Transition transition) {
    const Expected corrected{{"rule-changed", "accepted-for-checking", "correction-asked"},
                             false,
                             ClockState::Stopped,
                             "correction",
                             ErrorCode::MatterChanged,
                             notice.zh};
    if (kind == ChangeKind::New) // it names nothing that it replaces
        return {{"accepted-for-checking"}};
    switch (transition) {
    case Transition::AsFiled:
        return {{"rule-changed", "accepted-for-checking"},
                false,
                ClockState::Running,
                "checking",
                {},
                "仍按申请时的规定办理"};
    case Transition::Convert: // into which of several is the applicant's to choose
        if (kind == ChangeKind::Split)
            return corrected;
        return {{"rule-changed", "accepted-for-checking"},
                true,
                ClockState::Running,
                "checking",
                {},
                notice.zh};
    case Transition::Correct:
        return corrected;
    case Transition::Recall:
        return {{"rule-changed", "recalled"},
                false,
                ClockState::NotStarted,
                "recalled",
                codeOf(kind),
                notice.zh};
    }
    return {};
}

} // namespace

class TestStaleRule : public QObject {
    Q_OBJECT
    const Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const WallTime now = tests::sampleTime().time + std::chrono::hours(24);
    const std::chrono::sys_days today{std::chrono::floor<std::chrono::days>(now)};

    Matter newerOf(const Matter& from, const char* version, ChangeKind kind,
                   Transition transition) const {
        Matter newer = from;
        newer.version = version;
        newer.effective.from = today;
        newer.change = {kind, {{from.code, from.version}}, transition, notice};
        return newer;
    }
    Rulebook rules(std::vector<Matter> newer) const {
        newer.insert(newer.begin(), pension);
        return {tests::catalogueOf(std::move(newer)), tests::legalCalendar()};
    }
    std::vector<Matter> changed(ChangeKind kind, Transition transition) const {
        Matter newer = newerOf(pension, "90.0", kind, transition);
        if (kind == ChangeKind::New)
            newer.change = {kind, {}, transition, {}};
        if (kind == ChangeKind::Merged) {
            newer.code += "-merged";
            newer.change.from.push_back({"ANOTHER", "1"});
        }
        if (kind != ChangeKind::Split)
            return {newer};
        Matter other = newer;
        other.code += "-other";
        return {newer, other};
    }
    Rulebook rulesOf(ChangeKind kind, Transition transition) const {
        return rules(changed(kind, transition));
    }
    std::vector<CaseEvent> trailOf(const Judgement& judged) const {
        std::vector<CaseEvent> events{{now, "received", "terminal:330105-A017", {}}};
        events.insert(events.end(), judged.events.begin(), judged.events.end());
        return events;
    }
    static std::vector<std::string> kindsOf(const std::vector<CaseEvent>& events) {
        std::vector<std::string> all;
        for (const CaseEvent& event : events)
            all.push_back(event.kind);
        return all;
    }
    protocol::CaseState stateOf(const std::vector<CaseEvent>& events, const Rulebook& book) const {
        const auto state = caseStateOf("330105-A017-0000042-K", events, body, book);
        return state.ok() ? *state : protocol::CaseState{};
    }
    protocol::CaseState stateOf(const Judgement& judged, const Rulebook& book) const {
        return stateOf(trailOf(judged), book);
    }
    void step(std::vector<CaseEvent>& events, const char* kind, const Rulebook& book) const {
        const auto added = stepEvents({kind, "MSR-0231"}, events, body, book.matterOf(events, body),
                                      {now, ClockGrade::Network});
        QVERIFY2(added.ok(), kind);
        events.insert(events.end(), added->begin(), added->end());
    }
    ClockState clockOf(const Judgement& judged) const {
        const auto reading =
            matter::readClock(*pension.promise(), *clockEventsOf(trailOf(judged), body),
                              {now, ClockGrade::Network}, tests::legalCalendar());
        if (!reading.ok())
            qFatal("%s", reading.error().text().c_str());
        return reading->state;
    }
    std::string standsOn(const Judgement& judged, const Rulebook& book) const {
        return book.matterOf(trailOf(judged), body)->version;
    }

private slots:
    void everyKindWithEveryTransition_data() {
        QTest::addColumn<ChangeKind>("kind");
        QTest::addColumn<Transition>("transition");
        for (const ChangeKind kind : kinds)
            for (const Transition transition : transitions)
                QTest::addRow("%s %s", std::string(nameOf(kind)).c_str(),
                              std::string(nameOf(transition)).c_str())
                    << kind << transition;
    }
    void everyKindWithEveryTransition() {
        QFETCH(ChangeKind, kind);
        QFETCH(Transition, transition);
        const Rulebook book = rulesOf(kind, transition);
        const Expected right = expected(kind, transition);
        const Judgement judged = judgeFiling(book, body, now);
        QVERIFY(!judged.fault);
        QCOMPARE(kindsOf(judged.events), right.events);
        QCOMPARE(judged.recalled(), transition == Transition::Recall && kind != ChangeKind::New);
        QCOMPARE(standsOn(judged, book), right.newer ? std::string("90.0") : pension.version);
        QVERIFY(clockOf(judged) == right.clock);
        const protocol::CaseState state = stateOf(judged, book);
        QCOMPARE(state.state, right.state);
        QCOMPARE(state.code, right.code ? std::string(jiujin::codeOf(*right.code)) : "");
        QVERIFY((state.stateZh + state.nextZh).find(right.says) != std::string::npos);
        if (const CaseEvent* change = ruleChangeIn(judged.events)) {
            QCOMPARE(detailOf(*change, "change"), std::string(nameOf(kind)));
            QCOMPARE(detailOf(*change, "transition"), std::string(nameOf(transition)));
            QCOMPARE(detailOf(*change, "version"), pension.version);
            QCOMPARE(detailOf(*change, "newVersion"), std::string("90.0"));
        }
    }

    void itIsToldWhateverTheCaseWaitsFor() {
        const std::string kept = "仍按申请时的规定办理", converted = "按新规定办理";
        for (const bool asFiled : {true, false}) {
            const Rulebook book =
                rulesOf(ChangeKind::Changed, asFiled ? Transition::AsFiled : Transition::Convert);
            auto events = trailOf(judgeFiling(book, body, now));
            for (const char* kind : {"payment-asked", "correction-asked", "special-begun", "paid",
                                     "correction-received", "special-ended"}) {
                step(events, kind, book);
                const auto state = stateOf(events, book);
                QVERIFY2(state.stateZh.find(asFiled ? kept : converted) != std::string::npos, kind);
                QVERIFY2(state.stateEn.find("The rules changed") != std::string::npos, kind);
                QCOMPARE(state.nextZh.find(notice.zh) == std::string::npos, asFiled);
                QVERIFY2(state.code.empty(), kind); // what staff ask is not asked by the change
            }
            step(events, "decided", book);
            const auto state = stateOf(events, book);
            QVERIFY(state.stateZh.find(asFiled ? kept : converted) != std::string::npos);
            QVERIFY(state.nextZh.find(notice.zh) == std::string::npos);
        }
    }

    void theCorrectionThatCameIsToldNoMore() {
        const Rulebook book = rulesOf(ChangeKind::Changed, Transition::Correct);
        auto events = trailOf(judgeFiling(book, body, now));
        step(events, "payment-asked", book);
        QVERIFY(stateOf(events, book).nextZh.find(notice.zh) != std::string::npos);
        step(events, "correction-received", book);
        const auto state = stateOf(events, book);
        QCOMPARE(state.state, std::string("payment"));
        QVERIFY((state.stateZh + state.nextZh).find("规定") == std::string::npos);
        QVERIFY(state.code.empty());
    }

    // Nothing is handled any more, so nobody is told to correct anything.
    void whoWasRecalledIsToldWhatBecameOfIt_data() {
        QTest::addColumn<ChangeKind>("kind");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("then");
        QTest::newRow("withdrawn") << ChangeKind::Withdrawn << "已经取消"
                                   << "不用补办什么";
        QTest::newRow("suspended") << ChangeKind::Suspended << "暂停办理"
                                   << "恢复办理以后";
        QTest::newRow("changed") << ChangeKind::Changed << "规定在您申请之后变了"
                                 << "按新规定重新申请";
    }
    void whoWasRecalledIsToldWhatBecameOfIt() {
        QFETCH(ChangeKind, kind);
        QFETCH(QString, said);
        QFETCH(QString, then);
        const Rulebook book = rulesOf(kind, Transition::Recall);
        const auto state = stateOf(judgeFiling(book, body, now), book);
        const QString told = QString::fromStdString(state.stateZh);
        QVERIFY2(told.contains(said) && told.contains(QStringLiteral("没有办理，已经撤回")),
                 qPrintable(told));
        QVERIFY(QString::fromStdString(state.nextZh).contains(then));
        QVERIFY(state.nextZh.ends_with(notice.zh) && state.nextEn.ends_with(notice.en));
        QVERIFY((state.stateZh + state.nextZh).find("补正") == std::string::npos);
        QVERIFY(state.stateEn.find("recalled") != std::string::npos && state.due.empty());
    }

    void aRuleOfTomorrowChangesNothingToday() {
        for (const Transition transition : transitions) {
            auto newer = changed(ChangeKind::Changed, transition);
            newer.back().effective.from = today + std::chrono::days(1);
            const Rulebook book = rules(newer);
            const auto judged = judgeFiling(book, body, now);
            QCOMPARE(kindsOf(judged.events), std::vector<std::string>{"accepted-for-checking"});
            const auto later = judgeFiling(book, body, now + std::chrono::hours(24));
            QVERIFY(ruleChangeIn(later.events) != nullptr);
        }
    }

    void aCaseThatWasTakenStaysOnItsVersion() {
        const auto judged = judgeFiling(rules({}), body, now);
        for (const Transition transition : transitions) {
            const Rulebook book = rulesOf(ChangeKind::Changed, transition);
            QCOMPARE(standsOn(judged, book), pension.version);
            QVERIFY(stateOf(judged, book) == stateOf(judged, rules({})));
        }
    }

    void whatCannotBeConvertedIsSentBack() {
        Matter newer = newerOf(pension, "90.0", ChangeKind::Changed, Transition::Convert);
        newer.applicant.minimumAge = 120;
        newer.materials[1].commitment->text = {"另一种承诺。", "Another commitment."};
        const Rulebook book = rules({newer});
        const auto judged = judgeFiling(book, body, now);
        QCOMPARE(kindsOf(judged.events),
                 (std::vector<std::string>{"rule-changed", "accepted-for-checking",
                                           "correction-asked"}));
        QCOMPARE(standsOn(judged, book), std::string("90.0"));
        const CaseEvent& asked = judged.events.back();
        QVERIFY(detailOf(asked, "faults").find("applicant:JJ-") != std::string::npos);
        QCOMPARE(detailOf(asked, "materials"), newer.materials[1].id);
        const auto state = stateOf(judged, book);
        QVERIFY(state.nextZh.find(newer.materials[1].name.zh) != std::string::npos);
        QVERIFY(clockOf(judged) == ClockState::Stopped);
    }

    void changesFollowEachOther() {
        Matter second = newerOf(pension, "2", ChangeKind::Changed, Transition::Convert);
        second.effective.from = today - std::chrono::days(1);
        const auto last = [&](Transition transition) {
            return rules({second, newerOf(second, "3", ChangeKind::Changed, transition)});
        };
        const Rulebook converted = last(Transition::Convert);
        const auto judged = judgeFiling(converted, body, now);
        QCOMPARE(standsOn(judged, converted), std::string("3"));
        QCOMPARE(judged.events.size(), std::size_t(3));
        QVERIFY(judgeFiling(last(Transition::Recall), body, now).recalled());
        const Rulebook asFiled = last(Transition::AsFiled);
        QCOMPARE(standsOn(judgeFiling(asFiled, body, now), asFiled), std::string("2"));
        // The first of two that both name it is the one that came into force last.
        Matter old = newerOf(pension, "1.5", ChangeKind::Changed, Transition::Recall);
        old.effective.from = today - std::chrono::days(9);
        const Rulebook both = rules({old, second});
        QCOMPARE(standsOn(judgeFiling(both, body, now), both), std::string("2"));
    }

    void aCircleEnds() {
        Matter first = pension;
        const Matter second = newerOf(first, "2", ChangeKind::Changed, Transition::Convert);
        first.change = {ChangeKind::Changed, {{second.code, "2"}}, Transition::Convert, notice};
        const Rulebook book{tests::catalogueOf({first, second}), tests::legalCalendar()};
        QVERIFY(!judgeFiling(book, body, now).fault);
    }

    void aFaultOfItsOwnIsRefusedAllTheSame() {
        protocol::CaseBody wrong = body;
        wrong.answers["mobile"] = Secret("12345");
        tests::signAgain(pension, wrong);
        for (const Transition transition : transitions) {
            const auto judged = judgeFiling(rulesOf(ChangeKind::Withdrawn, transition), wrong, now);
            if (transition == Transition::Recall) {
                QVERIFY(judged.recalled() && !judged.fault);
                continue;
            }
            QVERIFY(judged.fault && judged.fault->code == ErrorCode::PhoneFormat);
            QCOMPARE(judged.events.back().kind, std::string("refused"));
        }
    }

    void aVersionThatIsNotHereCanOnlyBeRecalled() {
        for (const Transition transition : transitions) {
            const Rulebook book{tests::catalogueOf(changed(ChangeKind::Withdrawn, transition)),
                                tests::legalCalendar()};
            const auto judged = judgeFiling(book, body, now);
            QCOMPARE(judged.recalled(), transition == Transition::Recall);
            QVERIFY(judged.recalled() || judged.fault->code == ErrorCode::MatterUnknown);
        }
    }

    void aNoticeThatDoesNotFitIsShownAtACounter() {
        auto newer = changed(ChangeKind::Suspended, Transition::Recall);
        newer.back().change.notice.zh.assign(3000, 'z');
        const Rulebook book = rules(newer);
        const auto state = stateOf(judgeFiling(book, body, now), book);
        QVERIFY(state.nextZh.size() < 600 && state.nextZh.find("窗口") != std::string::npos);
        QCOMPARE(state.code, std::string(jiujin::codeOf(ErrorCode::MatterPaused)));
    }
};

QTEST_GUILESS_MAIN(TestStaleRule)
#include "tst_stale_rule.moc"
