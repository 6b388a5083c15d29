#include "platform/matter/check.h"
#include "platform/matter/review.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;
using protocol::CardFacts;
using protocol::CaseBody;
using tests::personCard;

namespace {

constexpr sys_days today = 2026y / November / 22;

class Sample {
public:
    const Matter matter = tests::pensionMatter();
    CaseBody body(std::string_view person = "zhang", std::string_view language = "zh_CN") const {
        return tests::sampleBody(matter, personCard(person), language);
    }
    bool onlyFault(const CaseBody& body, const std::string& id, ErrorCode code) const {
        const auto faults = checkCase(matter, body, today, tests::legalCalendar());
        for (const auto& each : faults)
            qInfo("%s %s", each.id.c_str(), std::string(codeOf(each.code)).c_str());
        return faults == std::vector<Fault>{{id, code}};
    }
};

bool holds(const std::vector<Fault>& faults, const std::string& id, ErrorCode code) {
    return std::find(faults.begin(), faults.end(), Fault{id, code}) != faults.end();
}

} // namespace

class TestCheck : public QObject {
    Q_OBJECT
    const Sample sample_{};

private slots:
    void aRightCaseHasNoFault_data() {
        QTest::addColumn<QString>("person");
        for (const char* person :
             {"zhang", "leap", "longterm", "rare", "surrogate", "dot", "fifteenchars", "li"})
            QTest::newRow(person) << person;
    }
    void aRightCaseHasNoFault() {
        QFETCH(QString, person);
        for (const char* language : {"zh_CN", "en"}) {
            const auto body = sample_.body(person.toStdString(), language);
            QVERIFY(checkCase(sample_.matter, body, today, tests::legalCalendar()).empty());
        }
    }
    void cardsThatMayNotBeUsed() {
        QVERIFY(!checkCard(personCard("zhang"), today));
        QVERIFY(!checkCard(personCard("longterm"), today));
        QVERIFY(!checkCard(personCard("chan"), today));
        QVERIFY(!checkCard(personCard("doe"), today));
        QVERIFY(!checkCard(personCard("roe"), today));
        QVERIFY(checkCard(personCard("expired"), today) == ErrorCode::CardExpired);
        QVERIFY(checkCard(personCard("wrongdigit"), today) == ErrorCode::CardWrongCheckDigit);
        QVERIFY(checkCard(personCard("fifteen"), today) == ErrorCode::CardWrongCheckDigit);
    }
    void cardsThatContradictThemselves() {
        CardFacts card = personCard("zhang");
        card.birth = Secret("19900308");
        QVERIFY(checkCard(card, today) == ErrorCode::CardInconsistent);
        card = personCard("zhang");
        card.kind = "passport";
        QVERIFY(checkCard(card, today) == ErrorCode::CardUnknownType);
        for (Secret CardFacts::*text : {&CardFacts::name, &CardFacts::birth}) {
            card = personCard("zhang");
            card.*text = Secret();
            QVERIFY(checkCard(card, today) == ErrorCode::CardBadText);
        }
        card = personCard("zhang");
        card.address = Secret("北京\u202e市");
        QVERIFY(checkCard(card, today) == ErrorCode::CardBadText);
        card = personCard("zhang");
        card.validUntil = Secret("20269999");
        QVERIFY(checkCard(card, today) == ErrorCode::CardBadText);
    }
    void aCardIsGoodOnItsLastDay() {
        CardFacts card = personCard("zhang");
        card.validUntil = Secret("20261122");
        QVERIFY(!checkCard(card, today));
        QVERIFY(checkCard(card, today + days(1)) == ErrorCode::CardExpired);
    }
    void withAClockIn1970TheCentreJudges() {
        QVERIFY(!checkCard(personCard("expired"), std::nullopt));
        QVERIFY(!checkCard(personCard("zhang"), std::nullopt));
        CaseBody body = sample_.body();
        body.filed = {WallTime(milliseconds(1000)), ClockGrade::Unknown};
        body.materials[0].dueDate.clear();
        tests::signAgain(sample_.matter, body);
        QVERIFY(checkCase(sample_.matter, body, today, tests::legalCalendar()).empty());
        QVERIFY(checkCase(sample_.matter, body, std::nullopt, tests::legalCalendar()).empty());
        body = tests::sampleBody(sample_.matter, personCard("expired"));
        body.filed = {WallTime(milliseconds(1000)), ClockGrade::Unknown};
        body.materials[0].dueDate.clear();
        tests::signAgain(sample_.matter, body);
        QVERIFY(sample_.onlyFault(body, "applicant", ErrorCode::CardExpired));
        QVERIFY(checkCase(sample_.matter, body, std::nullopt, tests::legalCalendar()).empty());
    }
    void onlyThoseWhoMayApply() {
        QVERIFY(!checkEligible(sample_.matter, personCard("zhang"), today));
        QVERIFY(!checkEligible(sample_.matter, personCard("chan"), today));
        for (const char* person : {"child", "doe", "roe"})
            QVERIFY2(checkEligible(sample_.matter, personCard(person), today) ==
                         ErrorCode::ApplicantNotEligible,
                     person);
        CardFacts card = personCard("zhang");
        card.birth = Secret("20101122");
        QVERIFY(!checkEligible(sample_.matter, card, today));
        card.birth = Secret("20101123");
        QVERIFY(checkEligible(sample_.matter, card, today) == ErrorCode::ApplicantNotEligible);
    }
    void eachAnswerHasItsFault_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* id, const QString& value, ErrorCode code) {
            QTest::addRow("%s %d", id, static_cast<int>(code))
                << id << value << QString::fromStdString(std::string(codeOf(code)));
        };
        row("mobile", QStringLiteral("1380013800"), ErrorCode::PhoneFormat);
        row("mobile", QStringLiteral("138001380000"), ErrorCode::FieldTooLong);
        row("mobile", {}, ErrorCode::FieldMissing);
        row("address", QStringLiteral(" \u3000 "), ErrorCode::FieldMissing);
        row("address", QString(101, QChar(u'村')), ErrorCode::FieldTooLong);
        row("address", QStringLiteral("一号\n二号"), ErrorCode::FieldFormat);
        row("level", QStringLiteral("99999"), ErrorCode::FieldChoice);
        row("birth", QStringLiteral("2001-02-29"), ErrorCode::DateFormat);
        row("number", QStringLiteral("11010519491231002"), ErrorCode::NumberLength);
        row("number", QStringLiteral("110105194912310021"), ErrorCode::NumberCheck);
        row("number", QStringLiteral("110105194902310021"), ErrorCode::NumberDate);
        row("number", QStringLiteral("11010519491231002Y"), ErrorCode::NumberCharacter);
    }
    void eachAnswerHasItsFault() {
        QFETCH(QString, id);
        QFETCH(QString, value);
        QFETCH(QString, code);
        ErrorCode expected{};
        QVERIFY(errorFromCode(code.toStdString(), expected));
        const Secret answer(value.toStdString());
        const Field* field = sample_.matter.field(id.toStdString());
        QVERIFY(field != nullptr);
        QVERIFY(checkAnswer(*field, answer, today) ==
                (std::vector<Fault>{{id.toStdString(), expected}}));
        auto answers = sample_.body().answers;
        answers[id.toStdString()] = answer;
        QVERIFY(checkAnswers(sample_.matter, answers, today) ==
                (std::vector<Fault>{{id.toStdString(), expected}}));
    }
    void anOldNumberOfFifteenDigitsMayBeTyped() {
        QVERIFY(
            checkAnswer(*sample_.matter.field("number"), Secret("110105491231002"), today).empty());
    }
    void allFaultsComeAtOnce() {
        auto answers = sample_.body().answers;
        answers["mobile"] = Secret("1");
        answers.erase("level");
        answers["payment"] = Secret("7");
        answers["extra"] = Secret("x");
        const auto faults = checkAnswers(sample_.matter, answers, today);
        QCOMPARE(faults.size(), std::size_t(4));
        QVERIFY(holds(faults, "mobile", ErrorCode::PhoneFormat));
        QVERIFY(holds(faults, "level", ErrorCode::FieldMissing));
        QVERIFY(holds(faults, "payment", ErrorCode::FieldChoice));
        QVERIFY(holds(faults, "extra", ErrorCode::FieldUnknown));
    }
    void rulesOverTwoFieldsHold() {
        auto answers = sample_.body().answers;
        answers["contactName"] = Secret("李某某");
        QVERIFY(checkAnswers(sample_.matter, answers, today) ==
                (std::vector<Fault>{{"contactMobile", ErrorCode::FieldMissing}}));
        answers["contactMobile"] = Secret("13800138001");
        QVERIFY(checkAnswers(sample_.matter, answers, today).empty());
        answers["contactName"] = Secret("");
        QVERIFY(checkAnswers(sample_.matter, answers, today) ==
                (std::vector<Fault>{{"contactName", ErrorCode::FieldMissing}}));
    }
    void monstrousAnswersAreRefusedAndNothingFalls() {
        auto answers = sample_.body().answers;
        answers["address"] = Secret(std::string(3'000'000, '9'));
        QVERIFY(!checkAnswers(sample_.matter, answers, today).empty());
        answers["address"] = Secret("\xFF\xFE");
        QVERIFY(!checkAnswers(sample_.matter, answers, today).empty());
        for (int i = 0; i < 1000; ++i)
            answers["f" + std::to_string(i)] = Secret("x");
        QVERIFY(checkAnswers(sample_.matter, answers, today) ==
                (std::vector<Fault>{{"case", ErrorCode::DocumentMalformed}}));
    }
    void lockedFieldsAreTheCards() {
        CaseBody body = sample_.body();
        body.answers["name"] = Secret("李某某");
        tests::signAgain(sample_.matter, body);
        QVERIFY(sample_.onlyFault(body, "name", ErrorCode::FieldLocked));
        body = sample_.body();
        body.provenance["name"] = protocol::Source::Citizen;
        tests::signAgain(sample_.matter, body);
        QVERIFY(sample_.onlyFault(body, "name", ErrorCode::FieldLocked));
        body = sample_.body();
        body.answers["address"] = Secret("另一处");
        tests::signAgain(sample_.matter, body);
        QVERIFY(sample_.onlyFault(body, "address", ErrorCode::FieldLocked));
        body.provenance["address"] = protocol::Source::Citizen;
        tests::signAgain(sample_.matter, body);
        QVERIFY(checkCase(sample_.matter, body, today, tests::legalCalendar()).empty());
    }
    void whatACardDoesNotSayTheCitizenMayFill() {
        const CardFacts card = personCard("chan");
        QVERIFY(!isLocked(*sample_.matter.field("nation"), card));
        CaseBody body = tests::sampleBody(sample_.matter, card);
        body.answers["nation"] = Secret("01");
        body.provenance["nation"] = protocol::Source::Citizen;
        tests::signAgain(sample_.matter, body);
        QVERIFY(checkCase(sample_.matter, body, today, tests::legalCalendar()).empty());
    }
    void theSignatureIsForWhatWasShown() {
        CaseBody body = sample_.body();
        body.answers["level"] = Secret("2000");
        QVERIFY(sample_.onlyFault(body, "signature", ErrorCode::DocumentMalformed));
        body = sample_.body();
        body.signature.strokes = Secret();
        QVERIFY(sample_.onlyFault(body, "signature", ErrorCode::SignatureMissing));
    }
    void consentMatterAndDeadlineBelongToACase() {
        CaseBody body = sample_.body();
        body.consentVersion.clear();
        tests::signAgain(sample_.matter, body);
        QVERIFY(sample_.onlyFault(body, "consent", ErrorCode::ConsentMissing));
        body = sample_.body();
        body.matterVersion = "0.9";
        QVERIFY(sample_.onlyFault(body, "case", ErrorCode::DocumentMalformed));
    }
    void aDayThatIsNamedLiesWithinTheWorkingDays() {
        const auto faultsOf = [&](const char* due, const WorkingCalendar& calendar) {
            CaseBody body = sample_.body();
            body.materials[0].dueDate = due;
            tests::signAgain(sample_.matter, body);
            return checkCase(sample_.matter, body, today, calendar);
        };
        const std::vector<Fault> late{{"householdRegister", ErrorCode::MaterialLate}};
        const LegalCalendar none;
        QCOMPARE(sample_.body().materials[0].dueDate, std::string("2026-12-02"));
        QVERIFY(faultsOf("2026-12-03", tests::legalCalendar()) == late);
        QVERIFY(faultsOf("2027-12-31", tests::legalCalendar()) == late);
        QVERIFY(faultsOf("2026-11-30", tests::legalCalendar()).empty());
        // Without a calendar there, or here, the number of working days alone was promised.
        QVERIFY(faultsOf("", tests::legalCalendar()).empty());
        QVERIFY(faultsOf("", none).empty() && faultsOf("2026-12-03", none).empty());
    }
    void daysAreTheLegalCalendars() {
        const auto& calendar = tests::legalCalendar();
        QCOMPARE(calendar.dateAfter(2026y / November / 20, 1), std::string("2026-11-23"));
        QCOMPARE(calendar.dateAfter(2026y / November / 22, 15), std::string("2026-12-11"));
        QCOMPARE(calendar.dateAfter(2026y / November / 23, 0), std::string("2026-11-23"));
        QCOMPARE(calendar.dateAfter(2026y / September / 30, 1), std::string("2026-10-08"));
        QCOMPARE(calendar.dateAfter(2026y / December / 31, 1), std::string());
        QVERIFY(localDay(*fromRfc3339("2026-11-22T16:00:00.000Z")) == 2026y / November / 23);
    }
    void theReviewShowsEveryLineInTheCitizensLanguage() {
        const Secret zh = reviewText(sample_.matter, sample_.body());
        const Secret en = reviewText(sample_.matter, sample_.body("zhang", "en"));
        for (const char* part : {"姓名: 张某某", "500元", "1990-03-07",
                                 "容缺后补原件 1 份，最迟 2026-12-02", "本人承诺", "紧急联系人: -"})
            QVERIFY2(zh.expose().find(part) != std::string_view::npos, part);
        for (const char* part : {"500 yuan", "by 2026-12-02", "Mobile number: 13800138000"})
            QVERIFY2(en.expose().find(part) != std::string_view::npos, part);
    }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "tst_check.moc"
