#include "platform/seal/jws.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace jiujin;
using namespace jiujin::seal;

namespace {

std::string coded(std::string_view text) {
    return toBase64Url(viewOf(text));
}

struct Token {
    std::string header, payload, signature;
    explicit Token(const std::string& text)
        : header(text.substr(0, text.find('.'))),
          payload(text.substr(header.size() + 1, text.rfind('.') - header.size() - 1)),
          signature(text.substr(text.rfind('.') + 1)) {}
    std::string text() const { return header + '.' + payload + '.' + signature; }
};

} // namespace

class TestJws : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    std::string token;

    ErrorCode verdictOf(const std::string& text) const {
        const auto result = verifyJws(text, pki.acknowledge.certificate);
        return result.ok() ? ErrorCode::NotFound : result.error().code;
    }

    std::string receiptCode(const protocol::ReceiptClaims& claims,
                            const protocol::TerminalCredential& credential) const {
        return samples::receiptCode(pki, claims, credential);
    }
    static protocol::ReceiptClaims claims() { return samples::claims(); }
    protocol::TerminalCredential credential() const { return samples::credential(pki); }
    ErrorCode receiptVerdict(const std::string& code) const {
        const auto result = verifyReceiptCode(code, pki.credential.certificate, pki.root);
        return result.ok() ? ErrorCode::NotFound : result.error().code;
    }

private slots:
    void initTestCase() {
        token = samples::must(signJws(R"({"a":1})", pki.acknowledge.key, "key-1"));
    }

    void aTokenGivesItsPayloadAndKeyId() {
        QCOMPARE(samples::must(verifyJws(token, pki.acknowledge.certificate)),
                 std::string(R"({"a":1})"));
        QCOMPARE(samples::must(keyIdOfJws(token)), std::string("key-1"));
        QCOMPARE(samples::must(verifyJws(token, pki.acknowledge.certificate.publicKey())),
                 std::string(R"({"a":1})"));
    }

    void noFlippedBitIsAccepted() {
        for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
            std::string wrong = token;
            wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1U << (bit % 8)));
            QVERIFY(!verifyJws(wrong, pki.acknowledge.certificate).ok());
        }
    }

    void otherAlgorithmsAndHeadersAreRefused() {
        for (const char* header :
             {R"({"alg":"none"})", R"({"alg":"HS256","kid":"key-1"})", R"({"alg":"ES384"})",
              R"({"alg":"ES256","kid":"key-1","crit":["x"]})",
              R"({"alg":"ES256","jwk":{},"kid":"key-1"})", R"({"kid":"key-1","alg":"ES256"})",
              "{\"alg\":\"ES256\",\"kid\":\"a\\\"b\"}", R"({"alg":"ES256" })",
              R"({"alg":"ES256","kid":""})", ""}) {
            Token wrong(token);
            wrong.header = coded(header);
            QCOMPARE(verdictOf(wrong.text()), ErrorCode::TokenMalformed);
        }
    }

    // The classic confusion: HMAC with the public key as its secret.
    void anHmacOverThePublicKeyIsRefused() {
        Token wrong(token);
        wrong.header = coded(R"({"alg":"HS256"})");
        const std::string covered = wrong.header + '.' + wrong.payload;
        const Bytes key = pki.acknowledge.certificate.publicKey();
        Bytes mac(32);
        unsigned length = 32;
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), viewOf(covered).data(),
             covered.size(), mac.data(), &length);
        wrong.signature = toBase64Url(mac);
        QCOMPARE(verdictOf(wrong.text()), ErrorCode::TokenMalformed);
    }

    void otherKeysAndSpellingsAreRefused() {
        QCOMPARE(verdictOf(samples::must(signJws("{}", pki.terminal.key, "key-1"))),
                 ErrorCode::TokenSignature);
        Token other(token);
        other.payload = coded(R"({"a":2})");
        QCOMPARE(verdictOf(other.text()), ErrorCode::TokenSignature);
        for (const std::string& wrong :
             {token + "=", token + ".", "." + token, token.substr(0, token.rfind('.')),
              token.substr(0, token.rfind('.') + 1), std::string(), std::string(".."), " " + token,
              std::string(2UL << 20U, 'A')})
            QCOMPARE(verdictOf(wrong), ErrorCode::TokenMalformed);
    }

    void aSignatureOfZerosIsRefused() {
        Token zeros(token);
        zeros.signature = toBase64Url(Bytes(64, 0));
        QCOMPARE(verdictOf(zeros.text()), ErrorCode::TokenSignature);
    }

    void receiptsVerifyOffline() {
        const auto result = verifyReceiptCode(receiptCode(claims(), credential()),
                                              pki.credential.certificate, pki.root);
        QVERIFY(result.ok());
        QCOMPARE(result->claims.caseNumber, claims().caseNumber);
        QVERIFY(receiptCode(claims(), credential()).size() < 1000);
    }

    void receiptsWhosePartsDoNotFitAreRefused() {
        auto otherTerminal = credential();
        otherTerminal.terminalId = "330105-A018";
        QCOMPARE(receiptVerdict(receiptCode(claims(), otherTerminal)), ErrorCode::TokenSignature);
        auto otherKey = credential();
        otherKey.publicKey = toBase64Url(pki.active.certificate.publicKey());
        QCOMPARE(receiptVerdict(receiptCode(claims(), otherKey)), ErrorCode::TokenSignature);
        auto late = claims();
        late.taken.time = credential().until + std::chrono::hours(1);
        QCOMPARE(receiptVerdict(receiptCode(late, credential())), ErrorCode::CertificateExpired);
        late.taken = {WallTime(), ClockGrade::Unknown};
        QCOMPARE(receiptVerdict(receiptCode(late, credential())), ErrorCode::NotFound);
        auto before = credential();
        before.from = samples::noon() - std::chrono::days(900);
        QCOMPARE(receiptVerdict(receiptCode(claims(), before)), ErrorCode::CertificateExpired);
    }

    void receiptsUnderAnotherAuthorityAreRefused() {
        const samples::Pki other;
        const std::string code = receiptCode(claims(), credential());
        const auto wrongRoot = verifyReceiptCode(code, pki.credential.certificate, other.root);
        QVERIFY(!wrongRoot.ok());
        QCOMPARE(wrongRoot.error().code, ErrorCode::CertificateIssuer);
        const auto wrongKey = verifyReceiptCode(code, other.credential.certificate, other.root);
        QVERIFY(!wrongKey.ok());
        QCOMPARE(wrongKey.error().code, ErrorCode::TokenSignature);
        const auto wrongRole =
            verifyReceiptCode(protocol::joinReceiptCode(
                                  samples::must(signJws(encode(claims()), pki.terminal.key, {})),
                                  samples::must(signJws(encode(credential()), pki.acknowledge.key,
                                                        pki.acknowledge.certificate.keyId()))),
                              pki.acknowledge.certificate, pki.root);
        QVERIFY(!wrongRole.ok());
        QCOMPARE(wrongRole.error().code, ErrorCode::CertificateRole);
    }
};

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
