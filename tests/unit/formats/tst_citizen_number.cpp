#include "platform/formats/citizen_number.h"
#include "platform/formats/iso7064.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::formats;
using namespace std::chrono;
using Holder = CitizenNumber::Holder;

namespace {

constexpr sys_days today = 2026y / November / 22;

CitizenNumber numberOf(const std::string& seventeen) {
    return *CitizenNumber::parse(seventeen + mod11Check(seventeen), today);
}

Error faultOf(std::string_view text) {
    return CitizenNumber::parse(text, today).error();
}

} // namespace

class TestCitizenNumber : public QObject {
    Q_OBJECT
private slots:
    void theFirstDigitsSayWhoHoldsIt() {
        QVERIFY(numberOf("11010519900101001").holder() == Holder::Citizen);
        QVERIFY(numberOf("71000019900101001").holder() == Holder::Citizen);
        QVERIFY(numberOf("81000019900101001").holder() == Holder::HongKong);
        QVERIFY(numberOf("82000019900101001").holder() == Holder::Macao);
        QVERIFY(numberOf("83000019900101001").holder() == Holder::Taiwan);
        QVERIFY(numberOf("91184019900101001").holder() == Holder::Foreigner);
    }
    void onlyACitizensNumberNamesADivision() {
        QCOMPARE(numberOf("11010319900101001").division(), std::string("110103")); // abolished 2010
        QCOMPARE(numberOf("81000019900101001").division(), std::string());
        QCOMPARE(numberOf("91184019900101001").division(), std::string());
    }
    void residentsAndForeignersNeverHadTheOldForm() {
        for (const char* text : {"810000900101001", "830000900101001", "911840900101001"})
            QVERIFY2(faultOf(text).code == ErrorCode::NumberLength, text);
    }
    void oldAndNewFormAreOnePerson() {
        const auto old = CitizenNumber::parse("110105491231002", today);
        const auto young = CitizenNumber::parse("11010519491231002X", today);
        QVERIFY(old.ok() && young.ok());
        QVERIFY(old->modern().text() == young->text());
        QVERIFY(old->sameAs(*young) && young->sameAs(*old));
        QVERIFY(!old->sameAs(numberOf("11010519491231003")));
        QVERIFY(young->modern().text() == young->text());
    }
    void theOldFormSurvivesItsModernising() {
        std::mt19937 random(15);
        for (int round = 0; round < 500; ++round) {
            const auto below = [&random](unsigned end) {
                return static_cast<unsigned>(random() % end);
            };
            char text[64];
            std::snprintf(text, sizeof text, "%06u%02u%02u%02u%03u", 110000 + below(500000),
                          below(100), 1 + below(12), 1 + below(28), below(1000));
            const auto old = CitizenNumber::parse(text, today);
            QVERIFY2(old.ok(), text);
            const auto modern = CitizenNumber::parse(old->modern().text().expose(), today);
            QVERIFY2(modern.ok() && modern->birth() == old->birth(), text);
            QVERIFY(modern->isMale() == old->isMale() && modern->division() == old->division());
        }
    }
    void errorsNameThePlaceAndNoDigit() {
        QCOMPARE(faultOf("1101051949").where,
                 std::string("citizen number: 10 bytes, expected 18 or 15"));
        QCOMPARE(faultOf("1101O519491231002X").where, std::string("citizen number: character 5"));
        QCOMPARE(faultOf("11010519491231002A").where, std::string("citizen number: character 18"));
        QCOMPARE(faultOf("110105194902310021").where,
                 std::string("citizen number: no such day of birth"));
        QCOMPARE(faultOf("110105203012310021").where,
                 std::string("citizen number: day of birth after today"));
        QCOMPARE(faultOf("110105194912310021").where,
                 std::string("citizen number: check character"));
    }
    void theTypeMasksItself() {
        QCOMPARE(numberOf("11010519491231002").masked(), std::string("110105********002X"));
        QCOMPARE(CitizenNumber::parse("110105491231002", today)->masked(),
                 std::string("110105*****1002"));
    }
};

QTEST_APPLESS_MAIN(TestCitizenNumber)
#include "tst_citizen_number.moc"
