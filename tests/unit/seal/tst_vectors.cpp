// platform/protocol/vectors, byte for byte: made again where nothing is random, opened and verified
// where something is.
#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/checkpoint.h"
#include "platform/protocol/packet_batch.h"
#include "platform/seal/ask_seal.h"
#include "platform/seal/jws.h"
#include "tests/support/samples/samples.h"
#include "tests/unit/seal/vectors.h"

#include <QtTest/QtTest>

using namespace jiujin;
using samples::must;
namespace fs = std::filesystem;

class TestVectors : public QObject {
    Q_OBJECT
    const fs::path folder = qEnvironmentVariable("JIUJIN_VECTORS").toStdString();

    std::string file(const char* name) const { return tests::vectors::read(folder / name); }
    seal::Certificate certificate(const char* name) const {
        return must(seal::Certificate::fromPem(file(name)));
    }

private slots:
    void whatIsNotRandomIsMadeAgain() {
        const auto values = tests::vectors::remade(folder);
        QCOMPARE(values.size(), std::size_t(14));
        for (const auto& [name, bytes] : values)
            QVERIFY2(file(name.c_str()) == bytes, name.c_str());
    }

    void thePacketVerifiesAndBothRecipientsOpenIt() {
        const auto packets = must(protocol::splitBatch(viewOf(file("batch.bin"))));
        QCOMPARE(packets.size(), std::size_t(1));
        const std::string packet = file("packet.der");
        const auto verified =
            must(seal::verifyPacket(viewOf(packet), certificate("keys/root.pem"), samples::noon()));
        QCOMPARE(verified.headerJson, file("header.json"));
        for (const char* recipient : {"seal", "escrow"}) {
            const std::string name = std::string("keys/") + recipient;
            const auto key = must(seal::PrivateKey::fromPem(file((name + ".key").c_str())));
            const auto opened = must(
                seal::openEnvelope(verified.sealed, certificate((name + ".pem").c_str()), key));
            QVERIFY(opened.expose() == file("document.json"));
            QVERIFY(must(protocol::decodeDocument(opened.expose())).header == verified.header.core);
        }
    }

    void theInnerZonesWordsAreTheInnerZones() {
        const auto signer = certificate("keys/acknowledge.pem");
        const auto words = must(protocol::decodeAcknowledgements(
            must(seal::verifyJws(file("acknowledgement.jws"), signer))));
        QCOMPARE(words.entries.at(0).headerDigest, seal::digestOf(viewOf(file("header.json"))));
        const auto checkpoint =
            must(protocol::decodeCheckpoint(must(seal::verifyJws(file("checkpoint.jws"), signer))));
        QCOMPARE(checkpoint.count, std::uint64_t(1));
        QVERIFY(!seal::verifyJws(file("acknowledgement.jws"), certificate("keys/terminal.pem")));
    }

    void theAskOpensForTheInnerZoneAndItsAnswerForTheAsker() {
        const auto ask = must(protocol::decodeAsk(file("ask.json")));
        const auto request =
            must(seal::openAsk(ask.head, ask.sealed, certificate("keys/seal.pem"),
                               must(seal::PrivateKey::fromPem(file("keys/seal.key")))));
        QVERIFY(encode(request).expose() == file("request.json"));
        const auto evidence = must(protocol::decodeIdentityEvidence(must(seal::verifyJws(
            request.assurance.evidence.expose(), certificate("keys/witness.pem")))));
        QCOMPARE(evidence.askDigest, digestOf(request));
        seal::PreparedAsk mine{ask.head,
                               {},
                               request.nonce,
                               must(seal::PrivateKey::fromPem(file("keys/one-time.key"))),
                               SteadyTime(std::chrono::seconds(1))};
        const auto reply = must(protocol::decodeAskReply(file("reply.json")));
        const auto answer =
            must(seal::openAnswer(mine, reply, certificate("keys/acknowledge.pem"), SteadyTime()));
        QVERIFY(encode(answer).expose() == file("answer.json"));
        mine.nonce.back() = 'B';
        QVERIFY(!seal::openAnswer(mine, reply, certificate("keys/acknowledge.pem"), SteadyTime()));
    }

    void theReceiptIsGenuine() {
        const auto receipt = must(seal::verifyReceiptCode(file("receipt-code.txt"),
                                                          certificate("keys/credential.pem"),
                                                          certificate("keys/root.pem")));
        QCOMPARE(encode(receipt.claims), file("receipt.json"));
        QCOMPARE(encode(receipt.credential), file("credential.json"));
        const auto header = must(protocol::decodePacketHeader(file("header.json")));
        QCOMPARE(header.receiptDigest, seal::digestOf(viewOf(file("receipt.json"))));
        QCOMPARE(header.sealedDigest, receipt.claims.sealedDigest);
    }
};

QTEST_APPLESS_MAIN(TestVectors)
#include "tst_vectors.moc"
