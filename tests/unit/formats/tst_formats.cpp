#include "platform/formats/case_number.h"
#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/formats/iso7064.h"

#include "platform/base/bytes.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::formats;
using namespace std::chrono;

namespace {

constexpr sys_days today = 2026y / November / 22;

// The rule once more, in the other form of ISO 7064: the remainder of the whole, weighted by powers
// of two, is 1.
bool mod11Holds(std::string_view number) {
    int remainder = 0;
    for (const char c : number)
        remainder = (remainder * 2 + (c == 'X' ? 10 : c - '0')) % 11;
    return remainder == 1;
}

std::string withCheck(const std::string& seventeen) {
    for (const char c : std::string("0123456789X")) {
        if (mod11Holds(seventeen + c))
            return seventeen + c;
    }
    return {};
}

bool refused(std::string_view number, ErrorCode code) {
    const auto result = CitizenNumber::parse(number, today);
    return !result.ok() && result.error().code == code;
}

std::string randomSeventeen(std::mt19937& random) {
    const sys_days born = sys_days(1900y / January / 1) + days(random() % 46000);
    const year_month_day date(born);
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%06u%04d%02u%02u%03u",
                  110000 + static_cast<unsigned>(random() % 600000), static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<unsigned>(random() % 1000));
    return buffer;
}

std::string compactNumber(std::mt19937& random) {
    char terminal[32];
    std::snprintf(terminal, sizeof terminal, "%06u-A%03u",
                  static_cast<unsigned>(random() % 1'000'000),
                  static_cast<unsigned>(random() % 1000));
    std::string text = caseNumberOf(terminal, 1 + random() % 9'999'999)->text();
    std::erase(text, '-');
    return text;
}

} // namespace

class TestFormats : public QObject {
    Q_OBJECT
private slots:
    void theStandardsExampleIsTaken() {
        for (const char* text : {"11010519491231002X", "11010519491231002x"}) {
            const auto number = CitizenNumber::parse(text, today);
            QVERIFY(number.ok());
            QCOMPARE(number->text().expose(), std::string_view("11010519491231002X"));
            QVERIFY(number->birth() == 1949y / December / 31);
            QVERIFY(!number->isMale() && !number->isLegacy());
            QCOMPARE(maskNumber(number->text()), std::string("110105********002X"));
        }
    }
    void eachFaultHasItsCode() {
        QVERIFY(refused("", ErrorCode::NumberLength));
        QVERIFY(refused("11010519491231002", ErrorCode::NumberLength));
        QVERIFY(refused("1101051949123100211", ErrorCode::NumberLength));
        QVERIFY(refused("1101O519491231002X", ErrorCode::NumberCharacter));
        QVERIFY(refused("X10105194912310021", ErrorCode::NumberCharacter));
        QVERIFY(refused("１１０１０５", ErrorCode::NumberCharacter)); // 18 bytes of UTF-8
        QVERIFY(refused(withCheck("11010519490231002"), ErrorCode::NumberDate));
        QVERIFY(refused("110105194912310021", ErrorCode::NumberCheck));
    }
    void aBirthdayMustBeARealDayNotAfterToday() {
        QVERIFY(CitizenNumber::parse(withCheck("11010520000229001"), today).ok());
        QVERIFY(refused(withCheck("11010519000229001"), ErrorCode::NumberDate));
        QVERIFY(refused(withCheck("11010520250229001"), ErrorCode::NumberDate));
        QVERIFY(CitizenNumber::parse(withCheck("11010520261122001"), today).ok());
        QVERIFY(refused(withCheck("11010520261123001"), ErrorCode::NumberDate));
    }
    void aLeapDayChildTurnsOlderOnTheFirstOfMarch() {
        const auto number = CitizenNumber::parse(withCheck("11010520000229001"), today);
        QVERIFY(number.ok());
        QCOMPARE(ageOn(number->birth(), 2026y / February / 28), 25);
        QCOMPARE(ageOn(number->birth(), 2026y / March / 1), 26);
        QCOMPARE(ageOn(number->birth(), 2028y / February / 28), 27);
        QCOMPARE(ageOn(number->birth(), 2028y / February / 29), 28);
    }
    void residencePermitsAndForeignersAreTaken() {
        for (const char* prefix : {"810000", "820000", "830000", "911840", "110302"})
            QVERIFY2(
                CitizenNumber::parse(withCheck(std::string(prefix) + "19900101001"), today).ok(),
                prefix);
    }
    void theOldFormHasNoCheck() {
        const auto number = CitizenNumber::parse("110105491231002", today);
        QVERIFY(number.ok() && number->isLegacy() && !number->isMale());
        QVERIFY(number->birth() == 1949y / December / 31);
        QCOMPARE(maskNumber(number->text()), std::string("110105*****1002"));
        QVERIFY(refused("11010549123100X", ErrorCode::NumberCharacter));
        QVERIFY(refused("110105490231002", ErrorCode::NumberDate));
    }
    void foreignNumbersOfTheOldModelHaveLettersInFront() {
        QVERIFY(isForeignNumber2017("AUS110090010101"));
        for (const char* wrong : {"aus110090010101", "AUS11009001010X", "AU1110090010101", "AUS"})
            QVERIFY2(!isForeignNumber2017(wrong), wrong);
    }
    void everySingleErrorAndTranspositionIsFound() {
        std::mt19937 random(11643);
        for (int round = 0; round < 200; ++round) {
            const std::string good = withCheck(randomSeventeen(random));
            QVERIFY(CitizenNumber::parse(good, today).ok());
            for (std::size_t at = 0; at < good.size(); ++at) {
                for (const char c : std::string(at == 17 ? "0123456789X" : "0123456789")) {
                    std::string wrong = good;
                    wrong[at] = c;
                    QCOMPARE(CitizenNumber::parse(wrong, today).ok(), wrong == good);
                }
                if (at == 0)
                    continue;
                std::string swapped = good;
                std::swap(swapped[at], swapped[at - 1]);
                QCOMPARE(CitizenNumber::parse(swapped, today).ok(), swapped == good);
            }
        }
    }
    void theCheckCharacterAgreesWithPublishedIdentifiers() {
        // Identifiers of e-certificates, GB/T 36904: four parts and their check.
        QCOMPARE(mod37Check("11100000MB03271699022340100000000016001"), '9');
        QCOMPARE(mod37Check(""), '1');
        QCOMPARE(mod37Check("A-B"), '\0');
    }
    void caseNumbersSurvivePeoplesTyping() {
        const auto number = caseNumberOf("330105-A017", 42);
        QVERIFY(number.ok());
        const std::string text = number->text();
        QCOMPARE(text.substr(0, 20), std::string("330105-A017-0000042-"));
        std::string typed = text;
        std::erase(typed, '-');
        for (char& c : typed)
            c = static_cast<char>(std::tolower(c));
        for (const std::string& spelling : {text, typed, " " + text + " "}) {
            const auto parsed = CaseNumber::parse(spelling);
            QVERIFY(parsed.ok() && *parsed == *number);
        }
        for (const char* wrong : {"", "330105-A017-0000042", "33010X-A017-0000042-K",
                                  "330105-A017-00000A2-K", "330105-A0_7-0000042-K"})
            QVERIFY(CaseNumber::parse(wrong).error().code == ErrorCode::TokenMalformed);
        const std::string zero = "330105A0170000000";
        QVERIFY(!CaseNumber::parse(zero + mod37Check(zero)).ok());
    }
    void terminalIdsHaveOneSpelling() {
        for (const char* wrong : {"", "330105A017", "330105-a017", "33010-A0177", "330105-A01",
                                  "A30105-A017", "330105-A0177"})
            QVERIFY2(!caseNumberOf(wrong, 1).ok(), wrong);
        QVERIFY(!caseNumberOf("330105-A017", 0).ok());
        QVERIFY(caseNumberOf("330105-A017", 9'999'999).ok());
        QVERIFY(!caseNumberOf("330105-A017", 10'000'000).ok());
    }
    void caseNumbersFindEverySingleError() {
        const std::string symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        std::mt19937 random(7064);
        for (int round = 0; round < 100; ++round) {
            const std::string good = compactNumber(random);
            for (std::size_t at = 0; at < good.size(); ++at) {
                for (const char c : symbols) {
                    std::string wrong = good;
                    wrong[at] = c;
                    QCOMPARE(CaseNumber::parse(wrong).ok(), wrong == good);
                }
            }
        }
    }
    // A hybrid system of ISO 7064 lets a few transpositions through: fewer than one in 100 here.
    void caseNumbersFindNearlyEveryTransposition() {
        std::mt19937 random(7064);
        int swaps = 0, missed = 0;
        for (int round = 0; round < 2000; ++round) {
            const std::string good = compactNumber(random);
            for (std::size_t at = 1; at < good.size(); ++at) {
                std::string swapped = good;
                std::swap(swapped[at], swapped[at - 1]);
                swaps += swapped != good;
                missed += swapped != good && CaseNumber::parse(swapped).ok();
            }
        }
        QVERIFY2(swaps > 10'000 && missed * 100 < swaps, qPrintable(QString::number(missed)));
    }
    void mobileNumbersAreElevenDigits() {
        const auto number = parseMobile("13812340002");
        QVERIFY(number.ok());
        QCOMPARE(maskMobile(*number), std::string("138****0002"));
        for (const char* wrong : {"", "1381234000", "138123400022", "12812340002", "03812340002",
                                  "138 1234000", "+8613812340", "１３８１２３４０００２"})
            QVERIFY2(!parseMobile(wrong).ok(), wrong);
    }
    void masksShowTheEndsOfAnyNumber() {
        QCOMPARE(maskNumber(Secret("AUS110090010101")), std::string("AUS110*****0101"));
        QCOMPARE(maskNumber(Secret("1234567890")), std::string("**********"));
    }
    void masksShowOneCharacterOfAName() {
        QCOMPARE(maskName(Secret("张某某")), std::string("张**"));
        QCOMPARE(maskName(Secret("𠮷㐂")), std::string("𠮷*"));
        QCOMPARE(maskName(Secret("阿卜杜热合曼·阿卜杜热西提某某")), std::string("阿******"));
        QCOMPARE(maskName(Secret("")), std::string());
    }
    void masksOfNumbersNeverShowAWholeShortOne() {
        QCOMPARE(maskNumber(Secret("USA110078010101")), std::string("USA110*****0101"));
        QCOMPARE(maskNumber(Secret("1234567890")), std::string(10, '*'));
    }
    void masksHideHouseAndRoom() {
        QCOMPARE(maskAddress(Secret("北京市朝阳区示例街道一号院二号楼三〇一室")),
                 std::string("北京市朝阳区示例街…"));
        QCOMPARE(maskAddress(Secret("示例街一号")), std::string("示例…"));
        QCOMPARE(maskAddress(Secret("")), std::string());
    }
    void datesAreStrict() {
        QCOMPARE(toIsoDate(*parseDate("2028-02-29")), std::string("2028-02-29"));
        QCOMPARE(toIsoDate(*parseCompactDate("19491231")), std::string("1949-12-31"));
        for (const char* wrong : {"2027-02-29", "2028-2-29", "2028-13-01", "2028-00-01",
                                  "0000-01-01", "2028/02/29", "２０２８", "20280229"})
            QVERIFY2(!parseDate(wrong).ok(), wrong);
        for (const char* wrong : {"2028-02-", "20270229", "", "长期"})
            QVERIFY2(!parseCompactDate(wrong).ok(), wrong);
    }
    void hiddenCharactersAreNotAPlainLine() {
        for (const char* good : {"㐂𠮷·某", "Müller", "葛\xF3\xA0\x84\x80", "\xEE\x80\x80", ""})
            QVERIFY2(isPlainLine(good), good);
        for (const char* wrong : {"a\nb", "a\x7F", "\u202Eabc", "a\u200B", "\u2028", "\uFEFF张",
                                  "\u00AD", "\u0085", "\xFF", "\uFFFF"})
            QVERIFY2(!isPlainLine(wrong), wrong);
    }
};

QTEST_APPLESS_MAIN(TestFormats)
#include "tst_formats.moc"
