#include "platform/formats/credit_code.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::string randomCode(std::mt19937& random) {
    std::string code = "91";
    for (int i = 0; i < 6; ++i)
        code += static_cast<char>('0' + random() % 10);
    for (int i = 0; i < 9; ++i)
        code += alphabet[random() % alphabet.size()];
    return code + creditCheck(code);
}

} // namespace

class TestCreditCode : public QObject {
    Q_OBJECT
private slots:
    // The standard's worked example, then codes that public bodies publish.
    void publishedCodesAreTaken() {
        for (const std::string text :
             {"91350100M000100Y43", "11320000MB151840XJ", "11370800MB28559184",
              "11310000MB2F30661Y", "11110000000021135M", "11220000013544541J",
              "11430000006122244L", "11330105002500287C", "113700000045046442",
              "11420503087246977F", "11100000000013338W", "11100000MB03271699"}) {
            const auto code = CreditCode::parse(text);
            QVERIFY2(code.ok(), text.c_str());
            QCOMPARE(std::string(code->text().expose()), text);
            QCOMPARE(code->shown(), text);
        }
    }
    void itsPartsAreRead() {
        const auto code = CreditCode::parse("91350100m000100y43");
        QVERIFY(code.ok() && code->registrar() == '9' && code->category() == '1');
        QCOMPARE(code->division(), std::string("350100"));
        QCOMPARE(code->organisation(), std::string("M000100Y4"));
        QVERIFY(*code == *CreditCode::parse("91350100M000100Y43"));
    }
    // A widely copied example takes the remainder itself instead of what is missing to 31.
    void theWrongRuleOfTheWebIsRefused() {
        QCOMPARE(CreditCode::parse("91350100M000100Y4U").error().code, ErrorCode::CreditCodeFormat);
    }
    void eachFaultNamesItsPlace() {
        const auto where = [](const char* text) {
            const auto code = CreditCode::parse(text);
            return code.ok() ? std::string("taken") : code.error().where;
        };
        QCOMPARE(where("91350100M000100Y4"), std::string("credit code: 17 bytes, expected 18"));
        QCOMPARE(where(""), std::string("credit code: 0 bytes, expected 18"));
        QCOMPARE(where("91350100MO00100Y43"),
                 std::string("credit code: character 10, expected 0-9 or A-Z without I O S V Z"));
        QCOMPARE(where("9135A100M000100Y43"),
                 std::string("credit code: characters 3 to 8, the division, are digits"));
        QCOMPARE(where("91350100M000100Y44"), std::string("credit code: check character"));
        QCOMPARE(creditCheck("9135-"), '\0');
    }
    void aSoleTradersCodeIsShownMasked() {
        const std::string body = "92330105MA2AAAAAX";
        const auto code = CreditCode::parse(body + creditCheck(body));
        QVERIFY(code.ok() && code->isSoleTrader());
        QCOMPARE(code->shown().substr(0, 16), std::string("92330105********"));
        QCOMPARE(code->shown().substr(16), std::string("X") + creditCheck(body));
    }
    // 31 is a prime: every single error and every swap of neighbours changes the sum.
    void everySingleErrorAndTranspositionIsFound() {
        std::mt19937 random(32100);
        for (int round = 0; round < 100; ++round) {
            const std::string good = randomCode(random);
            QVERIFY(CreditCode::parse(good).ok());
            for (std::size_t at = 0; at < good.size(); ++at) {
                for (const char c : alphabet) {
                    std::string wrong = good;
                    wrong[at] = c;
                    QCOMPARE(CreditCode::parse(wrong).ok(), wrong == good);
                }
                std::string swapped = good;
                std::swap(swapped[at], swapped[at == 0 ? 1 : at - 1]);
                QCOMPARE(CreditCode::parse(swapped).ok(), swapped == good);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCreditCode)
#include "tst_credit_code.moc"
