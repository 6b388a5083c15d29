#include "platform/server/casework/case_promise.h"
#include "platform/server/casework/case_state.h"
#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/inner_zone.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include "platform/formats/citizen_number.h"

#include <QtTest/QtTest>

#include <sstream>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono;
using matter::CreditRecord;
using protocol::Verdict;

namespace {

const std::string zhang = "110105199003070025", kind = "11220000013544541J032";
constexpr sys_days today = 2026y / November / 23;

Result<StandingTable> table(const std::string& lines) {
    std::istringstream in(lines);
    return StandingTable::fromExport(in);
}

StandingTable good(const std::string& lines) {
    return samples::must(table("until 2026-12-31\n" + lines));
}

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return SteadyTime(hours(1)); }
};

// The household register, secondary and to come later, is spared to who has a good record; the
// commitment is closed to who has a bad one.
matter::Matter pensionWithCredit() {
    matter::Matter pension = tests::pensionMatter();
    pension.materials[0].certificateType = kind;
    pension.materials[0].creditWaiver = matter::CreditWaiver{
        {"守信免交", "Spared who keeps faith"}, {{"某规定", "A rule"}, "某规定", "2026-11-22"}};
    pension.materials[1].commitment->notWithBadCredit = true;
    return pension;
}

} // namespace

class TestStanding : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const FixedClock clock{};
    const matter::Matter pension = pensionWithCredit();
    const protocol::CaseBody filed = tests::sampleBody(pension, tests::personCard("zhang"));

    Conclusion conclude(const std::string& lines) const { return conclude(lines, filed); }
    Conclusion conclude(const std::string& lines, const protocol::CaseBody& body) const {
        std::shared_ptr<const Standing> standing;
        if (!lines.empty())
            standing = std::make_shared<const StandingTable>(good(lines));
        const InnerZone zone{{{pki.active.certificate, pki.active.key},
                              {pki.acknowledge.certificate, pki.acknowledge.key},
                              pki.root},
                             {tests::catalogueOf({pension}), tests::legalCalendar(), standing},
                             clock};
        return samples::must(zone.examine(samples::file(pki, body).packet, samples::noon()))
            .conclusion;
    }
    static std::string noted(const Conclusion& conclusion, const std::string& name) {
        for (const auto& [key, value] : conclusion.events.back().details)
            if (key == name)
                return value;
        return {};
    }
    protocol::CaseState state(const std::vector<CaseEvent>& events) const {
        return samples::must(caseStateOf("330105-A017-0000042-K", events, filed,
                                         {tests::catalogueOf({pension}), tests::legalCalendar()}));
    }
    std::string zhangNumber() const { return std::string(filed.applicant.number.expose()); }

private slots:
    void whatIsExportedIsKnown() {
        const auto known = good("# from a service\n\n" + zhang + " credit good\n" + zhang +
                                " certificate " + kind + " A 2020-01-01 2030-01-01\n" + zhang +
                                " certificate " + kind + " B - - revoked\n");
        const auto facts = known.of(Secret(zhang), today);
        QVERIFY(facts.credit == CreditRecord::Good && facts.certificates);
        QCOMPARE(facts.certificates->size(), std::size_t(2));
        const matter::Certificate& first = (*facts.certificates)[0];
        QVERIFY(first.type == kind && first.level == matter::TrustLevel::A && !first.revoked);
        QVERIFY(first.from == 2020y / January / 1 && first.until == 2030y / January / 1);
        const matter::Certificate& second = (*facts.certificates)[1];
        QVERIFY(second.revoked && !second.from && !second.until);
    }
    // People type letters small; a service may export them so.
    void aLetterIsTheSameSmallAndCapital() {
        const std::string capital = "91350100M000100Y43", small = "91350100m000100y43";
        for (const std::string& exported : {capital, small})
            for (const std::string& asked : {capital, small})
                QVERIFY(good(exported + " credit bad\n").of(Secret(asked), today).credit ==
                        CreditRecord::Bad);
        QVERIFY(!table("until 2026-12-31\n" + capital + " credit bad\n" + small + " credit good\n")
                     .ok()); // said twice
        QCOMPARE(good(capital + " certificate none\n" + small + " credit good\n").people(),
                 std::size_t(1));
    }
    void ofOthersNothingIsKnown() {
        const auto known = good(zhang + " credit bad\n");
        for (const auto& facts : {known.of(Secret("110105199003070033"), today),
                                  known.of(Secret(zhang), 2027y / January / 1)})
            QVERIFY(facts.credit == CreditRecord::Unreachable && !facts.certificates);
        QVERIFY(known.of(Secret(zhang), 2026y / December / 31).credit == CreditRecord::Bad);
        QVERIFY(!known.of(Secret(zhang), today).certificates);
        const auto none = good(zhang + " certificate none\n").of(Secret(zhang), today);
        QVERIFY(none.certificates && none.certificates->empty());
    }
    void anOldNumberIsTheSamePerson() {
        const auto known = good("110105900307002 credit plain\n");
        QVERIFY(known.of(Secret("110105900307002"), today).credit == CreditRecord::Plain);
        const auto modern =
            samples::must(formats::CitizenNumber::parse("110105900307002", today)).modern();
        QVERIFY(known.of(modern.text(), today).credit == CreditRecord::Plain);
    }
    void whatIsKeptShowsNoNumberAndSaysTheSame() {
        const auto known = good(zhang + " credit good\n" + zhang + " certificate " + kind +
                                " C - 2027-02-28\n110105199003070033 certificate none\n");
        const std::string kept = known.text();
        QVERIFY(kept.find("1101051990") == std::string::npos);
        const auto again = samples::must(StandingTable::fromText(kept));
        QCOMPARE(again.text(), kept);
        QCOMPARE(again.people(), std::size_t(2));
        QVERIFY(again.until() == 2026y / December / 31);
        QVERIFY(again.of(Secret(zhang), today).credit == CreditRecord::Good);
        QVERIFY(known.text() != good(zhang + " credit good\n").text());
    }
    void everyMistakeNamesItsLineAndNobody() {
        for (const char* wrong :
             {"110105199003070026 credit good", "nobody credit good", "credit good",
              "110105199003070025 credit", "110105199003070025 credit excellent",
              "110105199003070025 certificate", "110105199003070025 certificate X A - -",
              "110105199003070025 certificate 11220000013544541J032 E - -",
              "110105199003070025 certificate 11220000013544541J032 A - 2026-02-30",
              "110105199003070025 certificate 11220000013544541J032 A -",
              "110105199003070025 certificate 11220000013544541J032 A - - gone",
              "110105199003070025 knows good", "until 2027-01-01", "until never", "salt x",
              "110105199003070025 credit good\n110105199003070025 credit bad"}) {
            const auto refused = table("until 2026-12-31\n" + std::string(wrong) + "\n");
            QVERIFY2(!refused.ok() && refused.error().code == ErrorCode::Usage, wrong);
            QVERIFY2(refused.error().where.starts_with("line "), wrong);
            QVERIFY2(refused.error().where.find("110105") == std::string::npos, wrong);
        }
        QVERIFY(!table(zhang + " credit good\n").ok());
        for (const char* text : {"", "salt x\n", "until 2026-12-31\n", "\xFF\xFE"})
            QVERIFY(StandingTable::fromText(text).error().code == ErrorCode::FileUnreadable);
    }
    // The terminal could not ask; the centre can, and the trail says by which rule.
    void aGoodRecordWaivesAtTheCentre() {
        const auto conclusion = conclude(zhangNumber() + " credit good\n");
        QVERIFY(conclusion.decision.verdict == Verdict::Stored);
        const std::string spared = noted(conclusion, sparedDetail("householdRegister"));
        QVERIFY(spared.starts_with("waived: "));
        QVERIFY(spared.find("守信免交") != std::string::npos &&
                spared.find("某规定") != std::string::npos);
        const auto told = state(conclusion.events);
        QVERIFY(told.nextZh.find("1 项材料核实后不用再交") != std::string::npos);
        QVERIFY(told.nextZh.find("补交材料") == std::string::npos);
        QVERIFY(told.nextZh.find("信用") == std::string::npos);
    }
    void aCertificateSparesToo() {
        const auto conclusion =
            conclude(zhangNumber() + " certificate " + kind + " B - 2026-12-31\n");
        QVERIFY(noted(conclusion, sparedDetail("householdRegister")).starts_with("held: "));
    }
    // Only the centre could know: the filing stands, and the materials are asked for in another
    // way.
    void aBadRecordAsksForTheMaterialsInAnotherWay() {
        const auto conclusion = conclude(zhangNumber() + " credit bad\n");
        QVERIFY(conclusion.decision.verdict == Verdict::Stored);
        QCOMPARE(conclusion.events.back().kind, std::string("correction-asked"));
        QCOMPARE(noted(conclusion, "code"), std::string(codeOf(ErrorCode::MaterialWayClosed)));
        QCOMPARE(noted(conclusion, "faults"),
                 std::string("householdRegister:JJ-1128 noOtherInsurance:JJ-1128"));
        QCOMPARE(noted(conclusion, "materials"), std::string("householdRegister noOtherInsurance"));
        const auto told = state(conclusion.events);
        QCOMPARE(told.state, std::string("correction"));
        QCOMPARE(told.code, std::string("JJ-1128"));
        QVERIFY2(told.nextZh.find("带到窗口") != std::string::npos, told.nextZh.c_str());
        QVERIFY(told.nextZh.find(pension.materials[0].name.zh) != std::string::npos);
        QVERIFY(told.nextEn.find("bring to a counter") != std::string::npos);
        // The credit record is nobody's affair who finds the receipt.
        for (const std::string* text : {&told.stateZh, &told.nextZh, &told.stateEn, &told.nextEn})
            QVERIFY(text->find("信用") == std::string::npos &&
                    text->find("redit") == std::string::npos);
    }
    void whatWasBroughtIsOwedNoMore() {
        auto events = conclude(zhangNumber() + " credit bad\n").events;
        const auto received =
            samples::must(stepEvents({"correction-received", "MSR-0231"}, events, filed, &pension,
                                     {samples::noon(), ClockGrade::Network}));
        events.insert(events.end(), received.begin(), received.end());
        QCOMPARE(state(events).state, std::string("checking"));
        QVERIFY(state(events).nextZh.find("补交材料") == std::string::npos);
    }
    // What is wrong whatever anybody knows of the person is refused as ever.
    void aBadRecordExcusesNothing() {
        protocol::CaseBody wrong = filed;
        wrong.answers["mobile"] = Secret("23800138000");
        tests::signAgain(pension, wrong);
        const auto conclusion = conclude(zhangNumber() + " credit bad\n", wrong);
        QVERIFY(conclusion.decision.verdict == Verdict::Refused);
        QCOMPARE(conclusion.decision.code, std::string(codeOf(ErrorCode::PhoneFormat)));
    }
    // The holder of the card acts for another: the other's record counts.
    void theRecordIsThatOfWhomItIsFiledFor() {
        matter::Matter agents = pension;
        agents.applicant.kind = matter::ApplicantKind::Agent;
        agents.applicant.number = "mobile"; // any field: the person is looked for by its answer
        for (const bool known : {true, false}) {
            const auto table =
                good(known ? zhang + " credit good\n" : zhangNumber() + " credit good\n");
            protocol::CaseBody body = filed;
            body.answers["mobile"] = Secret(zhang);
            const Rulebook rules{tests::catalogueOf({agents}), tests::legalCalendar(),
                                 std::make_shared<const StandingTable>(table)};
            QCOMPARE(rules.knownOf(agents, body, today).credit == CreditRecord::Good, known);
        }
    }
    void whoIsNotInTheTableIsHeldNothingAgainst() {
        for (const char* lines : {"", "110105199003070033 credit bad\n"}) {
            const auto conclusion = conclude(lines);
            QVERIFY(conclusion.decision.verdict == Verdict::Stored);
            QVERIFY(noted(conclusion, sparedDetail("householdRegister")).empty());
            QCOMPARE(sparedMaterials(conclusion.events), 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestStanding)
#include "tst_standing.moc"
