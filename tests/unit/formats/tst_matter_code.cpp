#include "platform/formats/matter_code.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

template <typename Code>
std::string whereOf(std::string_view text) {
    const auto code = Code::parse(text);
    return code.ok() ? "taken" : code.error().where;
}

} // namespace

class TestMatterCode : public QObject {
    Q_OBJECT
private slots:
    void aPublishedImplementationCodeIsTakenApart() {
        const std::string text = "11370800MB285591843370117002011";
        const auto code = ImplementationCode::parse(text);
        QVERIFY(code.ok());
        QCOMPARE(code->text(), text);
        QCOMPARE(code->body.shown(), std::string("11370800MB28559184"));
        QCOMPARE(code->level, '3');
        QVERIFY((code->basic == BasicCode{"37", "01", "17002", "011"}));
        QCOMPARE(code->basic.department(), std::string("17"));
        QVERIFY(code->basic.isSubItem());
    }
    void aPublishedHandlingCodeIsTakenApart() {
        const std::string text = "11310000MB2F30661Y231200356400001";
        const auto code = HandlingCode::parse(text);
        QVERIFY(code.ok());
        QCOMPARE(code->text(), text);
        QCOMPARE(code->serial, 1);
        QCOMPARE(code->implementation.level, '2');
        QVERIFY((code->implementation.basic == BasicCode{"31", "20", "03564", "000"}));
        QVERIFY(!code->implementation.basic.isSubItem());
    }
    void aPublishedBasicCodeIsTakenApart() {
        const auto code = BasicCode::parse("442199806003");
        QVERIFY(code.ok() && *code == (BasicCode{"44", "21", "99806", "003"}));
        QCOMPARE(code->text(), std::string("442199806003"));
    }
    void lowerCaseIsTakenAndKeptUpper() {
        QCOMPARE(HandlingCode::parse("11310000mb2f30661y231200356400001")->text(),
                 std::string("11310000MB2F30661Y231200356400001"));
    }
    void everySerialComesBack() {
        for (int serial = 0; serial <= 99; ++serial) {
            const std::string text = "11310000MB2F30661Y2312003564000" +
                                     std::string(serial < 10 ? "0" : "") + std::to_string(serial);
            const auto code = HandlingCode::parse(text);
            QCOMPARE(code.ok(), serial != 0);
            QVERIFY(!code || (code->serial == serial && code->text() == text));
        }
    }
    void eachFaultNamesItsPlace() {
        QCOMPARE(whereOf<BasicCode>("4421998060"),
                 std::string("matter code: 10 bytes, expected 12"));
        QCOMPARE(whereOf<BasicCode>("4421X9806003"),
                 std::string("matter code: basic code: character 5 is no digit"));
        QCOMPARE(whereOf<ImplementationCode>(""), std::string("matter code: 0 bytes, expected 31"));
        QCOMPARE(whereOf<ImplementationCode>("11370800MB285591833370117002011"),
                 std::string("matter code: body: credit code: check character"));
        for (const char* text :
             {"11370800MB285591840370117002011", "11370800MB285591848370117002011",
              "11370800MB28559184A370117002011"})
            QCOMPARE(whereOf<ImplementationCode>(text),
                     std::string("matter code: character 19, the level, is 1 to 7"));
        QCOMPARE(whereOf<HandlingCode>("11310000MB2F30661Y2312003564000A1"),
                 std::string("matter code: characters 32 and 33, the serial, are 01 to 99"));
        QCOMPARE(whereOf<HandlingCode>("11310000MB2F30661Y2312003564000"),
                 std::string("matter code: 31 bytes, expected 33"));
    }
    void anErrorInTheBodyIsNeverTaken() {
        const std::string good = "11310000MB2F30661Y231200356400001";
        for (std::size_t at = 0; at < 18; ++at) {
            for (const char c : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
                std::string wrong = good;
                wrong[at] = c;
                QCOMPARE(HandlingCode::parse(wrong).ok(), wrong == good);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestMatterCode)
#include "tst_matter_code.moc"
