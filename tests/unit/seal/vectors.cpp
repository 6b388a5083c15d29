#include "tests/unit/seal/vectors.h"

#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/checkpoint.h"
#include "platform/seal/der.h"
#include "tests/support/samples/samples.h"

#include <fstream>
#include <iterator>

namespace jiujin::tests::vectors {

namespace {

using samples::must;

constexpr std::string_view packetId = "019aa9a5-1d00-7abc-8def-0123456789ab";
constexpr std::string_view lookupCode = "7ZZZ0123456789AB";
constexpr std::uint64_t counter = 42;

seal::Certificate certificate(const fs::path& folder, const char* name) {
    return must(seal::Certificate::fromPem(read(folder / "keys" / name)));
}

Bytes salt() {
    Bytes bytes(32);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
}

protocol::CaseBody body() {
    auto body = samples::body();
    body.lookupCode = lookupCode;
    // Nobody's: the last digit of a true number would be X.
    body.applicant.number = Secret("110105194912310021");
    return body;
}

protocol::CoreHeader core(const fs::path& folder) {
    protocol::CoreHeader core;
    core.packetId = packetId;
    core.terminalId = samples::terminalId;
    core.counter = counter;
    core.caseNumber = "330105-A017-0000042-K";
    core.recipientKeyIds = {certificate(folder, "seal.pem").keyId(),
                            certificate(folder, "escrow.pem").keyId()};
    core.bodyDigest = protocol::bodyDigest(salt(), protocol::encode(body()));
    return core;
}

protocol::ReceiptClaims receipt(const std::string& sealedDigest) {
    return {std::string(samples::terminalId),
            counter,
            "330105-A017-0000042-K",
            std::string(packetId),
            sealedDigest,
            seal::digestOf(viewOf("the receipt before")),
            std::string(lookupCode),
            {samples::noon(), ClockGrade::Network}};
}

std::string textFrom(const Bytes& bytes) {
    return std::string(textOf(bytes));
}

std::string framed(const std::string& packet) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        out.push_back(static_cast<char>(packet.size() >> shift));
    return out + packet;
}

} // namespace

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string document(const fs::path& folder) {
    return std::string(
        protocol::encodeDocument(core(folder), protocol::encode(body()), salt()).expose());
}

std::map<std::string, std::string> remade(const fs::path& folder) {
    using namespace std::chrono_literals;
    const std::string sealed = read(folder / "sealed.der");
    const std::string sealedDigest = seal::digestOf(viewOf(sealed));
    const std::string claims = encode(receipt(sealedDigest));
    const std::string header = protocol::encode(
        protocol::PacketHeader{core(folder), sealedDigest, seal::digestOf(viewOf(claims))});
    const auto octets = [](const std::string& text) {
        return seal::der::element(seal::der::OctetString, {viewOf(text)});
    };
    const std::string headerDigest = seal::digestOf(viewOf(header));
    const std::string terminal(samples::terminalId);
    const WallTime noon = samples::noon();
    return {{"core.json", protocol::encode(core(folder))},
            {"document.json", document(folder)},
            {"receipt.json", claims},
            {"header.json", header},
            {"content.der",
             textFrom(seal::der::element(seal::der::Sequence, {octets(header), octets(sealed)}))},
            {"batch.bin", framed(read(folder / "packet.der"))},
            {"credential.json",
             encode(protocol::TerminalCredential{
                 terminal, toBase64Url(certificate(folder, "terminal.pem").publicKey()),
                 noon - 720h, noon + 720h})},
            {"acknowledgement.json",
             encode(protocol::AcknowledgementBatch{noon + 60s,
                                                   {{std::string(packetId), headerDigest, terminal,
                                                     protocol::Verdict::Stored, ""}}})},
            {"checkpoint.json",
             encode(protocol::Checkpoint{terminal, 1, counter, 1,
                                         protocol::checkpointRoot({{counter, headerDigest}}),
                                         "AAECAwQFBgcICQoLDA0ODw", noon + 120s})}};
}

} // namespace jiujin::tests::vectors
