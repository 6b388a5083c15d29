#include "app/terminal/keys/device_keys.h"
#include "platform/seal/envelope.h"
#include "platform/seal/packet_signature.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::enrolment;
using keys::loadEnrolment;
using keys::mayFile;

class KeysTest : public QObject {
    Q_OBJECT

    GradedTime now_ = SystemClock().wall();
    std::unique_ptr<TestPki> pki_;
    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;

    ErrorCode refusal() {
        const auto loaded = loadEnrolment(folder_, now_);
        return loaded ? ErrorCode::NotFound : loaded.error().code;
    }

private slots:
    void initTestCase() {
        now_.grade = ClockGrade::Drift;
        pki_ = std::make_unique<TestPki>(now_.time);
    }
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        folder_ = temporary_->path().toStdString();
        writeEnrolment(folder_, *pki_, "https://localhost:8443");
    }

    void loadsWhatEnrolmentLeft() {
        const auto loaded = loadEnrolment(folder_, now_);
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
        QCOMPARE(loaded->platformUrl, std::string("https://localhost:8443"));
        QCOMPARE(loaded->device.commonName(), std::string(terminalId));
    }

    void eachMissingFileIsNamed() {
        for (const char* name :
             {"device.key", "device.pem", "root.pem", "trust/seal.pem", "trust/escrow.pem",
              "trust/acknowledge.pem", "trust/credential.pem", "credential.jws", "platform.url"}) {
            init();
            std::filesystem::remove(folder_ / name);
            const auto loaded = loadEnrolment(folder_, now_);
            QVERIFY2(!loaded.ok(), name);
            QVERIFY2(loaded.error().where.find(name) != std::string::npos,
                     loaded.error().text().c_str());
        }
    }

    void aKeyThatOthersMayReadIsRefused() {
        std::filesystem::permissions(folder_ / "device.key", std::filesystem::perms::group_read,
                                     std::filesystem::perm_options::add);
        QCOMPARE(refusal(), ErrorCode::KeyUnreadable);
    }

    void aKeyOfAnotherTerminalIsRefused() {
        writeKey(folder_ / "device.key", pki_->sealing.key);
        QCOMPARE(refusal(), ErrorCode::KeyMismatch);
    }

    void wrongIssuerWrongRoleWrongTime() {
        const TestPki twin(now_.time);
        writeFile(folder_ / "trust/acknowledge.pem", twin.acknowledge.certificate.pem());
        QCOMPARE(refusal(), ErrorCode::CertificateIssuer);
        writeFile(folder_ / "trust/acknowledge.pem", pki_->credential.certificate.pem());
        QCOMPARE(refusal(), ErrorCode::CertificateRole);
        const seal::Validity future{now_.time + std::chrono::hours(10),
                                    now_.time + std::chrono::hours(20)};
        writeFile(folder_ / "trust/acknowledge.pem",
                  pki_->issue("new", seal::Role::Acknowledge, future).certificate.pem());
        QCOMPARE(refusal(), ErrorCode::CertificateExpired);
    }

    void whatHasEndedMayOnlyDeliver_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("role");
        const auto row = [](const char* file, seal::Role role) {
            QTest::newRow(file) << QString::fromLatin1(file) << int(role);
        };
        row("trust/seal.pem", seal::Role::Seal);
        row("trust/escrow.pem", seal::Role::Seal);
        row("trust/acknowledge.pem", seal::Role::Acknowledge);
    }
    void whatHasEndedMayOnlyDeliver() {
        QFETCH(QString, file);
        QFETCH(int, role);
        QVERIFY(mayFile(must(loadEnrolment(folder_, now_)), now_).ok());
        const seal::Validity past{now_.time - std::chrono::hours(20),
                                  now_.time - std::chrono::hours(10)};
        writeFile(folder_ / file.toStdString(),
                  pki_->issue("old", seal::Role(role), past).certificate.pem());
        const auto loaded = must(loadEnrolment(folder_, now_));
        QCOMPARE(mayFile(loaded, now_).error().code, ErrorCode::TerminalExpired);
    }

    // The device's own certificate, two hundred days on.
    void aTerminalThatWasSilentForLongStartsAndTakesNothingNew() {
        GradedTime later = now_;
        later.time += std::chrono::hours(24 * 566);
        const keys::DeviceKeys device(must(loadEnrolment(folder_, later)));
        QCOMPARE(mayFile(device.enrolment(), later).error().code, ErrorCode::TerminalExpired);
        QVERIFY(mayFile(device.enrolment(), now_).ok());
        // A clock that knows nothing takes nobody's right away.
        QVERIFY(mayFile(device.enrolment(), {WallTime(std::chrono::hours(1)), ClockGrade::Unknown})
                    .ok());
    }

    void aClockIn1970AccusesNobody() {
        const GradedTime seventies{WallTime(std::chrono::hours(1)), ClockGrade::Unknown};
        QVERIFY(loadEnrolment(folder_, seventies).ok());
        const GradedTime sure{seventies.time, ClockGrade::Drift};
        QCOMPARE(loadEnrolment(folder_, sure).error().code, ErrorCode::CertificateExpired);
        const TestPki twin(now_.time);
        writeFile(folder_ / "trust/acknowledge.pem", twin.acknowledge.certificate.pem());
        QCOMPARE(loadEnrolment(folder_, seventies).error().code, ErrorCode::CertificateIssuer);
    }

    void aCredentialForAnotherKeyOrNameIsRefused() {
        writeFile(folder_ / "credential.jws",
                  pki_->credentialFor(pki_->sealing.certificate, terminalId));
        QCOMPARE(refusal(), ErrorCode::KeyMismatch);
        writeFile(folder_ / "credential.jws",
                  pki_->credentialFor(pki_->device.certificate, "330105-A018"));
        QCOMPARE(refusal(), ErrorCode::KeyMismatch);
        writeFile(folder_ / "credential.jws",
                  TestPki(now_.time).credentialFor(pki_->device.certificate, terminalId));
        QCOMPARE(refusal(), ErrorCode::TokenSignature);
    }

    void onlyAnHttpsHostIsAPlatform() {
        for (const char* url : {"http://localhost", "https://", "https://a@b", "https://h/path",
                                "ftp://h", "https://h?x", "localhost:8443"}) {
            writeFile(folder_ / "platform.url", url);
            QCOMPARE(refusal(), ErrorCode::SettingsInvalid);
        }
    }

    void receiptAndPacketVerify() {
        const keys::DeviceKeys device(must(loadEnrolment(folder_, now_)));
        const Bytes sealed = bytesOf("sealed bytes");
        protocol::CoreHeader core{
            "01933f6e-0000-7000-8000-000000000000",
            std::string(terminalId),
            1,
            "330105-A017-0000001-K",
            protocol::packetSchema,
            protocol::suiteNist,
            {pki_->sealing.certificate.keyId(), pki_->escrow.certificate.keyId()},
            device.digest(viewOf("body")),
            {}};
        const protocol::ReceiptClaims claims{
            core.terminalId,       1,  core.caseNumber,    core.packetId,
            device.digest(sealed), "", "0123456789ABCDEF", now_};
        const std::string code = must(device.receiptCode(claims));
        const auto receipt =
            seal::verifyReceiptCode(code, pki_->credential.certificate, pki_->root);
        QVERIFY2(receipt.ok(), receipt.ok() ? "" : receipt.error().text().c_str());
        QVERIFY(receipt->claims == claims);

        const protocol::PacketHeader header{core, device.digest(sealed),
                                            device.digest(viewOf(encode(claims)))};
        const auto packet =
            seal::verifyPacket(must(device.signPacket(header, sealed)), pki_->root, now_.time);
        QVERIFY2(packet.ok(), packet.ok() ? "" : packet.error().text().c_str());
        QVERIFY(packet->sealed == sealed);
    }

    void rowsOfTwoKeysDiffer() {
        const keys::DeviceKeys here(must(loadEnrolment(folder_, now_)));
        const keys::DeviceKeys again(must(loadEnrolment(folder_, now_)));
        writeEnrolment(folder_, TestPki(now_.time), "https://localhost");
        const keys::DeviceKeys other(must(loadEnrolment(folder_, now_)));
        const Bytes row = bytesOf("row");
        QVERIFY(here.authenticator(row) == again.authenticator(row));
        QVERIFY(here.authenticator(row) != other.authenticator(row));
        QCOMPARE(here.authenticator(row).size(), 32u);
    }
};

QTEST_GUILESS_MAIN(KeysTest)
#include "tst_keys.moc"
