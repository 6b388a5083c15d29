// For whom a case is filed: the other person's age, never the holder himself, and the words that
// screens and papers have for it.
#include "platform/matter/principal.h"

#include "platform/matter/fault_words.h"
#include "platform/matter/legal_calendar.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace jiujin;
using namespace jiujin::matter;
using std::chrono::sys_days;

namespace {

constexpr sys_days day = std::chrono::year(2026) / 11 / 22;
constexpr const char *holder = "110105199003070017", *elder = "110105194102030018",
                     *notOldEnough = "110105196001010076", *foreign2017 = "USA110078010101";

Field field(const char* id, FieldKind kind, const char* prefill = "") {
    Field made;
    made.id = id;
    made.kind = kind;
    made.prefill = prefill;
    return made;
}

Matter matterFor(ApplicantKind kind, const char* number) {
    Matter matter;
    matter.applicant.kind = kind;
    matter.applicant.minimumAge = 80;
    matter.applicant.number = number;
    FieldGroup own, others;
    own.fields = {field("name", FieldKind::Name, "card.name"),
                  field("number", FieldKind::CitizenNumber, "card.number")};
    others.fields = {field("elderName", FieldKind::Name),
                     field("elderNumber", FieldKind::CitizenNumber)};
    matter.groups = {own, others};
    return matter;
}

protocol::Answers answersWith(const char* number) {
    return {{"name", Secret("张某某")},
            {"number", Secret(holder)},
            {"elderName", Secret("王老某")},
            {"elderNumber", Secret(number)}};
}

// What the citizen reads of it.
std::string said(const Fault& fault, Language language) {
    return faultWords(matterFor(ApplicantKind::Agent, "elderNumber"), fault, language);
}

int timesRefused(const std::vector<Fault>& faults) {
    return static_cast<int>(std::count(faults.begin(), faults.end(),
                                       Fault{"elderNumber", ErrorCode::ApplicantNotEligible}));
}

} // namespace

class Principal : public QObject {
    Q_OBJECT
private slots:
    void theOtherPersonsAgeCounts_data() {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<bool>("taken");
        QTest::newRow("old enough") << QByteArray(elder) << true;
        QTest::newRow("too young") << QByteArray(notOldEnough) << false;
        QTest::newRow("the holder") << QByteArray(holder) << false;
        QTest::newRow("no number, told elsewhere") << QByteArray("1101") << true;
        QTest::newRow("nothing yet") << QByteArray() << true;
    }
    void theOtherPersonsAgeCounts() {
        QFETCH(QByteArray, number);
        QFETCH(bool, taken);
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        const auto fault = checkPrincipal(matter, answersWith(number.constData()), day);
        QCOMPARE(!fault, taken);
        if (fault) {
            QCOMPARE(fault->id, std::string("elderNumber"));
            QCOMPARE(fault->code, ErrorCode::ApplicantNotEligible);
            const bool own = number == holder;
            QCOMPARE(said(*fault, Language::English).find("your own number") != std::string::npos,
                     own);
            QCOMPARE(said(*fault, Language::Chinese).find("年满80周岁") != std::string::npos, !own);
            const auto all = checkAnswers(matter, answersWith(number.constData()), day);
            const auto found = std::find(all.begin(), all.end(), *fault);
            QVERIFY(found != all.end() && found->say.en == fault->say.en);
        }
    }

    // It has neither a birth date nor a check that could be read.
    void aForeignersNumberOf2017IsHisOwnToo() {
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        auto answers = answersWith(foreign2017);
        QVERIFY(!checkPrincipal(matter, answers, day));
        answers["number"] = Secret(foreign2017);
        for (const std::optional<sys_days> by : {std::optional(day), std::optional<sys_days>()}) {
            const auto fault = checkPrincipal(matter, answers, by);
            QVERIFY(fault.has_value());
            QVERIFY(said(*fault, Language::English).find("your own number") != std::string::npos);
        }
        answers["elderNumber"] = Secret(elder);
        QVERIFY(!checkPrincipal(matter, answers, day));
        answers["number"] = answers["elderNumber"] = Secret();
        QVERIFY(!checkPrincipal(matter, answers, day));
    }

    void anUnknownDayJudgesNoAgeButStillTheHolder() {
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        QVERIFY(!checkPrincipal(matter, answersWith(notOldEnough), std::nullopt));
        QVERIFY(checkPrincipal(matter, answersWith(holder), std::nullopt).has_value());
    }

    // As the holder's own age is; the terminal turns nobody away for it.
    void theCentreJudgesTheAgeThatTheTerminalCouldNot() {
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        const AnswerDay unknown(day, std::nullopt);
        QCOMPARE(timesRefused(checkAnswers(matter, answersWith(notOldEnough), unknown)), 0);
        protocol::CaseBody body;
        for (const auto grade : {ClockGrade::Unknown, ClockGrade::Network}) {
            body.filed = {WallTime(day), grade};
            body.answers = answersWith(notOldEnough);
            QCOMPARE(timesRefused(checkCase(matter, body, day, LegalCalendar())), 1);
            body.answers = answersWith(elder);
            QCOMPARE(timesRefused(checkCase(matter, body, day, LegalCalendar())), 0);
        }
        body.filed.grade = ClockGrade::Unknown;
        body.answers = answersWith(notOldEnough);
        QCOMPARE(timesRefused(checkCase(matter, body, std::nullopt, LegalCalendar())), 0);
    }

    // By the birth date on his own card, on the day of filing; the other's ages are not his.
    void whoFilesForAnotherIsOfFullAge_data() {
        QTest::addColumn<QByteArray>("birth");
        QTest::addColumn<bool>("taken");
        QTest::newRow("18 today") << QByteArray("20081122") << true;
        QTest::newRow("18 tomorrow") << QByteArray("20081123") << false;
        QTest::newRow("a child") << QByteArray("20180601") << false;
        QTest::newRow("grown up") << QByteArray("19900307") << true;
    }
    void whoFilesForAnotherIsOfFullAge() {
        QFETCH(QByteArray, birth);
        QFETCH(bool, taken);
        protocol::CardFacts card;
        card.kind = "resident";
        card.birth = Secret(birth.toStdString());
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        QCOMPARE(!checkEligible(matter, card, day), taken);
        QCOMPARE(notEligibleWords(matter, card, day).zh.empty(), taken);
        QVERIFY(taken ||
                notEligibleWords(matter, card, day).en.find("18 or over") != std::string::npos);
        QVERIFY(!checkEligible(matter, card, std::nullopt));
        QVERIFY(notEligibleWords(matter, card, std::nullopt).zh.empty());
        for (const auto kind : {ApplicantKind::Person, ApplicantKind::Enterprise})
            QVERIFY(notEligibleWords(matterFor(kind, "elderNumber"), card, day).zh.empty());
    }

    void theOldestAgeCountsToo() {
        Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        matter.applicant.maximumAge = 84;
        const auto fault = checkPrincipal(matter, answersWith(elder), day);
        QVERIFY(fault.has_value());
        QVERIFY(said(*fault, Language::Chinese).find("80到84周岁") != std::string::npos);
        QVERIFY(said(*fault, Language::English).find("from 80 to 84") != std::string::npos);
        matter.applicant.maximumAge = 85;
        QVERIFY(!checkPrincipal(matter, answersWith(elder), day));
        matter.applicant.minimumAge = 0;
        matter.applicant.maximumAge = 17;
        const auto grownUp = checkPrincipal(matter, answersWith(elder), day);
        QVERIFY(grownUp.has_value());
        QVERIFY(said(*grownUp, Language::English).find("17 or under") != std::string::npos);
    }

    void onlyAgentsFileForAnother() {
        for (const auto kind : {ApplicantKind::Person, ApplicantKind::Enterprise})
            QVERIFY(!checkPrincipal(matterFor(kind, "elderNumber"), answersWith(holder), day));
    }

    void theOtherPersonIsShownMasked() {
        const Matter matter = matterFor(ApplicantKind::Agent, "elderNumber");
        const Parties parties = partiesOf(matter, answersWith(elder));
        QCOMPARE(parties.holder.zh, std::string("代办人"));
        QVERIFY(!parties.principal.en.empty());
        QCOMPARE(parties.shown, std::string("王** 110105********0018"));
    }

    void aBusinessIsShownByItsCode() {
        const Matter matter = matterFor(ApplicantKind::Enterprise, "creditCode");
        auto answers = answersWith(elder);
        answers["creditCode"] = Secret("91330105MA0WAMP1E1");
        QCOMPARE(partiesOf(matter, answers).shown, std::string("91330105MA0WAMP1E1"));
        // A sole trader's code is a person's.
        answers["creditCode"] = Secret("92330105MA0XXXXX14");
        QCOMPARE(partiesOf(matter, answers).shown.find("MA0XXXX"), std::string::npos);
    }

    void whoFilesForHimselfHasNoPrincipal() {
        const Parties parties = partiesOf(matterFor(ApplicantKind::Person, ""), answersWith(elder));
        QCOMPARE(parties.holder.en, std::string("Applicant"));
        QVERIFY(parties.principal.zh.empty() && parties.shown.empty());
    }
};

QTEST_APPLESS_MAIN(Principal)
#include "tst_principal.moc"
