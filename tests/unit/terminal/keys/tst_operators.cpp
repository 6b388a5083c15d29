// Who may open the page of the devices: an enrolled card, for this terminal, this once.
#include "app/terminal/keys/operator_register.h"
#include "platform/protocol/operator_login.h"
#include "platform/seal/openssl.h"
#include "platform/seal/revocation.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::enrolment;

class Operators : public QObject {
    Q_OBJECT

    GradedTime now_ = SystemClock().wall();
    std::unique_ptr<TestPki> pki_;
    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;
    std::optional<keys::Enrolment> enrolment_;
    std::optional<keys::OperatorRegister> register_;
    std::optional<Identity> card_;

    void enlist(const Identity& card) {
        std::filesystem::create_directories(folder_ / "operators");
        writeFile(folder_ / "operators/one.pem", card.certificate.pem());
    }
    static Bytes signedBy(const Identity& card, const std::string& text) {
        return seal::signSha256(card.key.handle(), viewOf(text));
    }
    static Bytes der(const seal::Certificate& certificate) {
        return seal::derOf(certificate.handle(), i2d_X509);
    }
    // Nothing: admitted.
    std::optional<ErrorCode> verdict(const Identity& card) {
        const std::string challenge = register_->challenge();
        const auto admitted =
            register_->admit(challenge, der(card.certificate), signedBy(card, challenge), now_);
        return admitted ? std::nullopt : std::optional(admitted.error().code);
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
        enrolment_.emplace(must(keys::loadEnrolment(folder_, now_)));
        register_.emplace(folder_, *enrolment_);
        card_.emplace(pki_->issue("operator 7", seal::Role::Operator));
    }

    void anEnlistedCardIsAdmitted() {
        enlist(*card_);
        QCOMPARE(verdict(*card_), std::nullopt);
    }
    void withoutTheFolderNobodyIs() { QCOMPARE(verdict(*card_), ErrorCode::OperatorUnknown); }
    void anotherCardOfTheSameRootIsNot() {
        enlist(pki_->issue("operator 7", seal::Role::Operator));
        QCOMPARE(verdict(*card_), ErrorCode::OperatorUnknown);
    }
    void aListedCertificateOfAnotherKindIsNot() {
        const Identity device = pki_->issue("operator 7", seal::Role::Terminal);
        enlist(device);
        QCOMPARE(verdict(device), ErrorCode::CertificateRole);
    }
    void noneOfAnotherRoot() {
        const TestPki twin(now_.time);
        const Identity stranger = twin.issue("operator 7", seal::Role::Operator);
        enlist(stranger);
        QCOMPARE(verdict(stranger), ErrorCode::CertificateIssuer);
    }
    void oneThatHasEndedIsNot() {
        const Identity old =
            pki_->issue("operator 7", seal::Role::Operator,
                        {now_.time - std::chrono::hours(20), now_.time - std::chrono::hours(10)});
        enlist(old);
        QCOMPARE(verdict(old), ErrorCode::CertificateExpired);
    }
    void aRevokedOneIsNot() {
        enlist(*card_);
        const auto list = must(seal::RevocationList::issue({}, {card_->certificate}, pki_->root,
                                                           pki_->rootKey, now_.time));
        QVERIFY(enrolment_->revoked.offer(list));
        QCOMPARE(verdict(*card_), ErrorCode::OperatorUnknown);
    }
    void aSignatureIsGoodForItsChallengeOnly() {
        enlist(*card_);
        const std::string first = register_->challenge(), second = register_->challenge();
        QVERIFY(first != second);
        QVERIFY(protocol::isOperatorChallenge(first));
        QVERIFY(first.find(terminalId) != std::string::npos);
        const Bytes certificate = der(card_->certificate), signature = signedBy(*card_, first);
        QVERIFY(register_->admit(first, certificate, signature, now_).ok());
        QVERIFY(!register_->admit(second, certificate, signature, now_).ok());
        Bytes altered = signature;
        altered.back() ^= 1U;
        QVERIFY(!register_->admit(first, certificate, altered, now_).ok());
        QVERIFY(!register_->admit(first, certificate, {}, now_).ok());
    }
    void whatIsNoCertificateIsRefused() {
        enlist(*card_);
        Bytes certificate = der(card_->certificate);
        certificate.push_back(0);
        QCOMPARE(register_->admit("a", certificate, {}, now_).error().code,
                 ErrorCode::CertificateMalformed);
        QCOMPARE(register_->admit("a", {}, {}, now_).error().code, ErrorCode::CertificateMalformed);
    }
};

QTEST_GUILESS_MAIN(Operators)
#include "tst_operators.moc"
