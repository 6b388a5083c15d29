#include "app/control/test_cards.h"
#include "platform/protocol/test_cards.h"
#include "platform/seal/revocation.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using enrolment::must;
using namespace std::chrono_literals;

class TestTestCards : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    const WallTime now_ = SystemClock().wall().time;
    enrolment::TestPki pki_{now_};
    const protocol::TestCards cards_{
        now_ - 1h,
        now_ + 24h,
        {protocol::testCardDigest("resident", Secret("11010519491231002X"))}};

    std::filesystem::path path(const char* name) const {
        return folder_.filePath(QString::fromUtf8(name)).toStdString();
    }
    std::string signedBy(const enrolment::Identity& signer, const std::string& payload) const {
        return must(seal::signJws(payload, signer.key, signer.certificate.keyId()));
    }
    ErrorCode refusal(const std::string& token, WallTime at) const {
        enrolment::writeFile(path("list"), token + "\n");
        const auto read = control::testCardsFrom(path("list"), path("enrolment"), at);
        return read.ok() ? ErrorCode::NotFound : read.error().code;
    }

private slots:
    void initTestCase() {
        enrolment::writeEnrolment(path("enrolment"), pki_, "https://127.0.0.1:1");
    }
    void whatTheCentreSignedIsBelieved() {
        enrolment::writeFile(path("list"), signedBy(pki_.credential, encode(cards_)) + "\n");
        QVERIFY(must(control::testCardsFrom(path("list"), path("enrolment"), now_)) ==
                cards_.digests);
    }
    void whatAnotherSignedIsNot() {
        QCOMPARE(refusal(signedBy(pki_.acknowledge, encode(cards_)), now_),
                 ErrorCode::TokenSignature);
        QCOMPARE(refusal(signedBy(pki_.device, encode(cards_)), now_), ErrorCode::TokenSignature);
    }
    // The same key signs credentials of terminals.
    void whatIsNoListIsNot() {
        QCOMPARE(refusal(pki_.credentialFor(pki_.device.certificate, enrolment::terminalId), now_),
                 ErrorCode::TokenMalformed);
        QCOMPARE(refusal("no token", now_), ErrorCode::TokenMalformed);
        const auto missing = control::testCardsFrom(path("nowhere"), path("enrolment"), now_);
        QCOMPARE(missing.error().code, ErrorCode::FileUnreadable);
    }
    void aListHasItsTime() {
        const std::string token = signedBy(pki_.credential, encode(cards_));
        QCOMPARE(refusal(token, cards_.until), ErrorCode::CertificateExpired);
        QCOMPARE(refusal(token, cards_.issued - 1min), ErrorCode::CertificateExpired);
    }
    void aRevokedSignerIsNotBelieved() {
        const auto list = must(seal::RevocationList::issue({}, {pki_.credential.certificate},
                                                           pki_.root, pki_.rootKey, now_));
        enrolment::writeFile(path("enrolment") / "revoked.pem", list.pem());
        QCOMPARE(refusal(signedBy(pki_.credential, encode(cards_)), now_),
                 ErrorCode::PlatformRevoked);
    }
};

QTEST_GUILESS_MAIN(TestTestCards)
#include "tst_test_cards.moc"
