#include "platform/base/uuid.h"
#include "platform/seal/der.h"
#include "platform/seal/envelope.h"
#include "platform/seal/openssl.h"
#include "platform/seal/packet_signature.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <fstream>

using namespace jiujin;
using namespace jiujin::seal;

namespace {

ErrorCode verdictOf(const Bytes& packet, const Certificate& root) {
    const auto result = verifyPacket(packet, root, samples::noon());
    return result.ok() ? ErrorCode::NotFound : result.error().code;
}

long peakKilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            long value = 0;
            status >> value;
            return value;
        }
    return -1;
}

// id-ecPublicKey in a recipient, the head of the BIT STRING, and the octet before two coordinates.
constexpr auto beforeThePoint =
    std::to_array<std::uint8_t>({0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x03, 0x42, 0x00, 0x04});

} // namespace

class TestPacket : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    samples::Filing filing;

    Bytes signedBy(const samples::Identity& signer, const protocol::PacketHeader& header,
                   const Bytes& sealed) const {
        return samples::must(signPacket(header, sealed, signer.certificate, signer.key));
    }

private slots:
    void initTestCase() { filing = samples::file(pki, samples::body()); }

    void aPacketOpensToWhatWasSealed() {
        const auto verified = verifyPacket(filing.packet, pki.root, samples::noon());
        QVERIFY(verified.ok());
        QVERIFY(verified->header == filing.header);
        QCOMPARE(verified->headerJson, encode(filing.header));
        for (const auto* recipient : {&pki.active, &pki.escrow}) {
            const auto opened =
                openEnvelope(verified->sealed, recipient->certificate, recipient->key);
            QVERIFY(opened.ok());
            QVERIFY(*opened == filing.document);
        }
    }

    // Every bit of the packet: frame, header, envelope, certificate, signature.
    void noFlippedBitIsAccepted() {
        Bytes packet = filing.packet;
        int accepted = 0;
        for (std::size_t bit = 0; bit < packet.size() * 8; ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            packet[bit / 8] ^= mask;
            accepted += verifyPacket(packet, pki.root, samples::noon()).ok() ? 1 : 0;
            packet[bit / 8] ^= mask;
        }
        QCOMPARE(accepted, 0);
    }

    // The envelope alone, as if the outer signature were gone: content never changes.
    void noFlippedBitOfTheEnvelopeChangesTheContent() {
        Bytes sealed = filing.sealed;
        for (std::size_t bit = 0; bit < sealed.size() * 8; bit += 3) {
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            sealed[bit / 8] ^= mask;
            const auto opened = openEnvelope(sealed, pki.active.certificate, pki.active.key);
            QVERIFY(!opened.ok() || *opened == filing.document);
            sealed[bit / 8] ^= mask;
        }
    }

    // What is remembered is these bytes and no others, and not whose days were good.
    void aVerifierThatRemembersTakesNothingElse() {
        const PacketVerifier verifier(pki.root, 2);
        const auto verdict = [&](const Bytes& packet, WallTime at) {
            const auto verified = verifier.verify(packet, at);
            return verified.ok() ? ErrorCode::NotFound : verified.error().code;
        };
        const WallTime late = pki.terminal.certificate.validUntil() + 2 * deliveryGrace;
        for (int round = 0; round < 5; ++round) {
            QCOMPARE(verdict(filing.packet, samples::noon()), ErrorCode::NotFound);
            Bytes forged = filing.packet;
            forged.back() ^= 1U;
            QCOMPARE(verdict(forged, samples::noon()), ErrorCode::PacketSignature);
            QCOMPARE(verdict(forged, samples::noon()), ErrorCode::PacketSignature);
            QCOMPARE(verdict(filing.packet, late), ErrorCode::CertificateExpired);
        }
        for (std::uint64_t counter = 2; counter < 8; ++counter)
            QCOMPARE(verdict(samples::file(pki, samples::body(), counter).packet, samples::noon()),
                     ErrorCode::NotFound);
    }

    void everyTruncationIsRefused() {
        for (std::size_t length = 0; length < filing.packet.size(); length += 7)
            QVERIFY(!verifyPacket(ByteView(filing.packet).first(length), pki.root, samples::noon())
                         .ok());
        Bytes longer = filing.packet;
        longer.push_back(0);
        QCOMPARE(verdictOf(longer, pki.root), ErrorCode::PacketMalformed);
    }

    void aPacketAboveTheLimitIsRefusedBeforeParsing() {
        const Bytes huge(protocol::maxPacketBytes + 1, 0x30);
        const long before = peakKilobytes();
        QCOMPARE(verdictOf(huge, pki.root), ErrorCode::PacketTooLarge);
        QVERIFY(before > 0);
        QVERIFY(peakKilobytes() - before < 1024);
        const auto tooMuch =
            signPacket(filing.header, huge, pki.terminal.certificate, pki.terminal.key);
        QVERIFY(!tooMuch.ok());
        QCOMPARE(tooMuch.error().code, ErrorCode::PacketTooLarge);
    }

    void aSignerOfAnotherIssuerIsRefused() {
        const samples::Pki other;
        QCOMPARE(verdictOf(filing.packet, other.root), ErrorCode::CertificateIssuer);
        const samples::Pki twin("Test Root"); // same name, other key
        const Bytes forged = signedBy(twin.terminal, filing.header, filing.sealed);
        QCOMPARE(verdictOf(forged, pki.root), ErrorCode::CertificateIssuer);
    }

    void aSignerOutsideItsTimeOrRoleIsRefused() {
        const auto day = std::chrono::days(1);
        const auto now = samples::noon();
        const auto ended =
            pki.issue(samples::terminalId, Role::Terminal, {now - 401 * day, now - 400 * day});
        const auto early =
            pki.issue(samples::terminalId, Role::Terminal, {now + day, now + 2 * day});
        const auto server = pki.issue(samples::terminalId, Role::Server);
        for (const auto& [signer, code] : {std::pair{&ended, ErrorCode::CertificateExpired},
                                           std::pair{&early, ErrorCode::CertificateExpired},
                                           std::pair{&server, ErrorCode::CertificateRole}})
            QCOMPARE(verdictOf(signedBy(*signer, filing.header, filing.sealed), pki.root), code);
    }

    // Two hundred days of silence: what was signed in time is still taken.
    void aSignerThatHasEndedMayStillDeliver() {
        const auto day = std::chrono::days(1);
        const auto now = samples::noon();
        const auto ended =
            pki.issue(samples::terminalId, Role::Terminal, {now - day, now + 90 * day});
        const Bytes packet = signedBy(ended, filing.header, filing.sealed);
        for (const int silence : {0, 89, 90, 200, 290, 454}) {
            const auto verified = verifyPacket(packet, pki.root, now + silence * day);
            QVERIFY2(verified.ok(), std::to_string(silence).c_str());
            QCOMPARE(verified->signer.validUntil(), now + 90 * day);
        }
        QCOMPARE(verifyPacket(packet, pki.root, now + 456 * day).error().code,
                 ErrorCode::CertificateExpired);
    }

    // What is remembered of a certificate is its issue; never its days, a signature, or another's
    // issue.
    void aVerifierThatKnowsTheSignerStillJudgesEachPacket() {
        const PacketVerifier verifier(pki.root);
        QVERIFY(verifier.verify(filing.packet, samples::noon()).ok());
        QVERIFY(verifier.verify(filing.packet, samples::noon()).ok());
        const auto late =
            verifier.verify(filing.packet, samples::noon() + std::chrono::hours(24 * 365 * 20));
        QCOMPARE(late.error().code, ErrorCode::CertificateExpired);
        Bytes damaged = filing.packet;
        damaged.back() ^= 1;
        QVERIFY(!verifier.verify(damaged, samples::noon()).ok());
        const samples::Pki stranger;
        const auto foreign = signedBy(stranger.terminal, filing.header, filing.sealed);
        for (int round = 0; round < 2; ++round)
            QCOMPARE(verifier.verify(foreign, samples::noon()).error().code,
                     ErrorCode::CertificateIssuer);
    }

    // Encrypt-then-sign lets anyone strip the signature: the header still names its terminal.
    void aPacketSignedAgainByAnotherTerminalIsRefused() {
        const auto thief = pki.issue("330105-A018", Role::Terminal);
        QCOMPARE(verdictOf(signedBy(thief, filing.header, filing.sealed), pki.root),
                 ErrorCode::HeaderMismatch);
    }

    void aHeaderOfAnotherEnvelopeIsRefused() {
        const auto other = samples::file(pki, samples::body(), 2);
        QCOMPARE(verdictOf(signedBy(pki.terminal, filing.header, other.sealed), pki.root),
                 ErrorCode::HeaderMismatch);
    }

    void anUnknownSuiteIsNamed() {
        auto header = filing.header;
        header.core.suite = 2;
        QCOMPARE(verdictOf(signedBy(pki.terminal, header, filing.sealed), pki.root),
                 ErrorCode::SuiteUnknown);
    }

    void aHeaderThatIsNoHeaderIsRefusedAfterTheSignature() {
        auto header = filing.header;
        header.core.counter = 0;
        QCOMPARE(verdictOf(signedBy(pki.terminal, header, filing.sealed), pki.root),
                 ErrorCode::PacketMalformed);
    }

    void signingWithAKeyOfAnotherCertificateFails() {
        const auto result =
            signPacket(filing.header, filing.sealed, pki.terminal.certificate, pki.active.key);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::KeyMismatch);
    }

    void aForeignKeyOpensNothing() {
        const auto stranger = pki.issue("stranger", Role::Seal);
        QVERIFY(!openEnvelope(filing.sealed, stranger.certificate, stranger.key).ok());
        QVERIFY(!openEnvelope(filing.sealed, pki.active.certificate, stranger.key).ok());
        QVERIFY(!openEnvelope(filing.sealed, pki.terminal.certificate, pki.terminal.key).ok());
    }

    // As any CMS tool would seal: SHA-1 in the derivation, one recipient, no proof.
    void aRecipientInAnotherSpellingIsLeftToCms() {
        const std::string plain = "text";
        const Owned<BIO> input = memoryOf(viewOf(plain));
        const Owned<CMS_ContentInfo> cms(
            CMS_encrypt(nullptr, input.get(), EVP_aes_256_gcm(), CMS_BINARY | CMS_PARTIAL));
        QVERIFY(CMS_add1_recipient_cert(cms.get(), pki.active.certificate.handle(), CMS_BINARY) !=
                nullptr);
        QCOMPARE(CMS_final(cms.get(), input.get(), nullptr, CMS_BINARY), 1);
        const Bytes sealed = derOf(cms.get(), i2d_CMS_ContentInfo);
        const auto opened = openEnvelope(sealed, pki.active.certificate, pki.active.key);
        QVERIFY(opened.ok());
        QVERIFY(opened->expose() == plain);
    }

    // Coordinates that no point of the curve has would tell of the key when they were used.
    void aPointBesideTheCurveOpensNothing() {
        constexpr std::size_t lastOfPoint = beforeThePoint.size() + 63;
        for (const std::uint8_t mask : {1U, 0x80U}) {
            Bytes sealed = filing.sealed;
            int points = 0;
            for (auto at = sealed.begin();
                 (at = std::search(at, sealed.end(), beforeThePoint.begin(),
                                   beforeThePoint.end())) != sealed.end();
                 ++points, ++at)
                *(at + lastOfPoint) ^= mask;
            QCOMPARE(points, 2); // one for each recipient, in no order
            QCOMPARE(openEnvelope(sealed, pki.active.certificate, pki.active.key).error().code,
                     ErrorCode::EnvelopeDamaged);
        }
    }

    void sealingNeedsRecipientsThatCanOpen() { QVERIFY(!sealTo({}, "text").ok()); }

    void theOneTimeRecipientIsGone() {
        // In the recipients' SET only key agreement ([1]) stands, once for each recipient.
        der::Reader outside(filing.sealed);
        der::Reader info(*outside.take(der::Sequence));
        static_cast<void>(info.takeWhole(static_cast<der::Tag>(0x06)));
        der::Reader tagged(*info.take(der::Context0));
        der::Reader envelope(*tagged.take(der::Sequence));
        static_cast<void>(envelope.takeWhole(der::Integer));
        der::Reader recipients(*envelope.take(der::Set));
        QVERIFY(recipients.takeWhole(der::Context1));
        QVERIFY(recipients.takeWhole(der::Context1));
        QVERIFY(recipients.empty());
    }

    void anEmptyAndALargeDocumentSealAlike() {
        const Certificate recipients[] = {pki.active.certificate};
        for (const std::size_t size : {std::size_t{0}, std::size_t{5} << 20U}) {
            const std::string plain(size, 'x');
            const auto sealed = sealTo(recipients, plain);
            QVERIFY(sealed.ok());
            const auto opened = openEnvelope(*sealed, pki.active.certificate, pki.active.key);
            QVERIFY(opened.ok());
            QVERIFY(opened->expose() == plain);
        }
    }
};

QTEST_GUILESS_MAIN(TestPacket)
#include "tst_packet.moc"
