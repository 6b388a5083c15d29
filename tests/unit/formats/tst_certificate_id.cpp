#include "platform/formats/certificate_id.h"
#include "platform/formats/iso7064.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

const std::string oid = "1.2.156.3005.2.";
const std::string symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// ISO 7064 the other way round: the whole with its check comes out at 1.
bool hybridHolds(std::string_view text) {
    int product = 36;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int sum = (product + static_cast<int>(symbols.find(text[i]))) % 36;
        if (i + 1 == text.size())
            return sum == 1;
        product = (sum == 0 ? 36 : sum) * 2 % 37;
    }
    return false;
}

std::string randomSerial(std::mt19937& random) {
    std::string serial;
    for (std::size_t left = 1 + random() % 32; left > 0; --left)
        serial += symbols[random() % symbols.size()];
    return serial;
}

std::string whereOf(const std::string& text) {
    const auto id = CertificateId::parse(text);
    return id.ok() ? "taken" : id.error().where;
}

} // namespace

class TestCertificateId : public QObject {
    Q_OBJECT
private slots:
    void publishedIdentifiersAreTaken() {
        for (const std::string tail :
             {"11100000000013338W032.11220000013544541J.2430599.001.F",
              "11100000000013338W011.11430000006122244L.20230000403.001.U",
              "11100000MB03271699022.340100.000000016.001.9",
              "11100000000013338W009.11330105002500287C.2025052201.002.0",
              "11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.D"}) {
            const auto id = CertificateId::parse(oid + tail);
            QVERIFY2(id.ok(), tail.c_str());
            QCOMPARE(std::string(id->text().expose()), oid + tail);
        }
    }
    // The example of an interface's documentation, whose check does not hold.
    void aMadeUpExampleIsRefused() {
        const auto id = CertificateId::parse(
            oid +
            "11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M");
        QCOMPARE(id.error().code, ErrorCode::CertificateIdFormat);
    }
    void itsPartsAreReadAndTheSerialIsMasked() {
        const auto id =
            CertificateId::parse(oid + "11100000000013338w009.11330105002500287c.2025052201.002.0");
        QVERIFY(id.ok() && id->version() == 2);
        QCOMPARE(id->type(), std::string("11100000000013338W009"));
        QCOMPARE(id->issuer(), std::string("11330105002500287C"));
        QCOMPARE(id->serial().expose(), std::string_view("2025052201"));
        QCOMPARE(id->masked(), oid + "11100000000013338W009.11330105002500287C.**********.002.*");
    }
    void eachFaultNamesItsPart() {
        const std::string type = "11100000MB03271699022", about = "certificate id: ";
        QCOMPARE(whereOf(""), about + "expected to begin with 1.2.156.3005.2");
        QCOMPARE(whereOf("1.2.156.3005.1." + type),
                 about + "expected to begin with 1.2.156.3005.2");
        for (const std::string tail : {"", ".340100.1.001", ".340100.1.001.9.9"})
            QCOMPARE(whereOf(oid + type + tail),
                     about + "expected five parts behind 1.2.156.3005.2");
        QCOMPARE(whereOf(oid + "022.340100.1.001.9"),
                 about + "type: expected a credit code and three digits");
        QCOMPARE(whereOf(oid + "11100000MB03271698022.340100.1.001.9"),
                 about + "type: credit code: check character");
        QCOMPARE(whereOf(oid + type + ".34010.1.001.9"),
                 about + "issuer: expected a credit code, or 6 of 0-9 A-Z");
        QCOMPARE(whereOf(oid + type + ".340100..001.9"),
                 about + "serial: expected 1 to 64 characters");
        QCOMPARE(whereOf(oid + type + ".340100.A-B.001.9"),
                 about + "serial: character 2, expected 0-9 A-Z without hyphens");
        QCOMPARE(whereOf(oid + type + ".340100.1.01.9"), about + "version: expected three digits");
        QCOMPARE(whereOf(oid + type + ".340100.1.000.9"), about + "version: expected 001 to 999");
        QCOMPARE(whereOf(oid + type + ".340100.1.001."), about + "check: expected one character");
    }
    void whatIsMadeIsReadAgainAndHoldsByTheOtherRule() {
        std::mt19937 random(36904);
        for (int round = 0; round < 500; ++round) {
            const auto id =
                CertificateId::make("11100000MB03271699022", "11220000013544541J",
                                    randomSerial(random), 1 + static_cast<int>(random() % 999));
            QVERIFY(id.ok());
            std::string text(id->text().expose());
            QVERIFY(*CertificateId::parse(text) == *id);
            text.erase(0, oid.size());
            std::erase(text, '.');
            QVERIFY2(hybridHolds(text), text.c_str());
        }
    }
    void everySingleErrorInASerialIsFound() {
        std::mt19937 random(37);
        for (int round = 0; round < 100; ++round) {
            const std::string serial = randomSerial(random);
            const auto id = CertificateId::make("11100000MB03271699022", "340100", serial, 1);
            const std::string good(id->text().expose());
            const std::size_t at = good.find(serial, oid.size() + 29) + random() % serial.size();
            for (const char c : symbols) {
                std::string wrong = good;
                wrong[at] = c;
                QCOMPARE(CertificateId::parse(wrong).ok(), wrong == good);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCertificateId)
#include "tst_certificate_id.moc"
