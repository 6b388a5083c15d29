#include "tests/unit/seal/vectors.h"

#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/ask.h"
#include "platform/protocol/checkpoint.h"
#include "platform/seal/der.h"
#include "platform/seal/one_time_key.h"
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

constexpr std::string_view askId = "019aa9a7-7000-7abc-8def-0123456789ac";
constexpr std::string_view caseNumber = "330105-A017-0000042-K";

protocol::AskRequest request(const fs::path& folder) {
    using namespace std::chrono_literals;
    const auto key = must(seal::PrivateKey::fromPem(read(folder / "keys/one-time.key")));
    const Bytes bytes = salt();
    return {{std::string(askId), samples::noon() + 150s},
            protocol::AskKind::MyCases,
            {"L2", Secret(read(folder / "evidence.jws"))},
            toBase64Url(ByteView(bytes).first(16)),
            toBase64Url(seal::publicKeyOf(key)),
            {},
            {}};
}

protocol::AskAnswer answer(const fs::path& folder) {
    using namespace std::chrono_literals;
    return {std::string(askId),
            request(folder).nonce,
            samples::noon() + 131s,
            "",
            {{std::string(caseNumber), "checking", "", samples::noon(), "2026-12-04",
              "中心已经收到，正在审核。", "The centre has received it and is checking it.",
              "请等待结果。", "Please wait for the result."}}};
}

// What an ask and its reply are made of; one of each.
std::map<std::string, std::string> askParts(const fs::path& folder) {
    using namespace std::chrono_literals;
    const auto request = vectors::request(folder);
    const protocol::IdentityEvidence evidence{"L2", "card-pin", body().applicant.number,
                                              digestOf(request), samples::noon() + 180s};
    const protocol::Ask ask{request.head, std::string(samples::terminalId),
                            bytesOf(read(folder / "ask-sealed.der"))};
    const protocol::AskReply reply{request.head.askId, bytesOf(read(folder / "reply-sealed.der"))};
    return {{"evidence.json", std::string(encode(evidence).expose())},
            {"request.json", std::string(encode(request).expose())},
            {"ask.json", encode(ask)},
            {"answer.json", std::string(encode(answer(folder)).expose())},
            {"reply.json", encode(reply)}};
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
    const std::string header = protocol::encode(protocol::PacketHeader{
        core(folder), sealedDigest, seal::digestOf(viewOf(claims)),
        protocol::ReceiptPlace{receipt(sealedDigest).previous, receipt(sealedDigest).taken}});
    const auto octets = [](const std::string& text) {
        return seal::der::element(seal::der::OctetString, {viewOf(text)});
    };
    const std::string headerDigest = seal::digestOf(viewOf(header));
    const std::string terminal(samples::terminalId);
    const WallTime noon = samples::noon();
    std::map<std::string, std::string> all{
        {"core.json", protocol::encode(core(folder))},
        {"document.json", document(folder)},
        {"receipt.json", claims},
        {"header.json", header},
        {"content.der",
         textFrom(seal::der::element(seal::der::Sequence, {octets(header), octets(sealed)}))},
        {"batch.bin", framed(read(folder / "packet.der"))},
        {"credential.json",
         encode(protocol::TerminalCredential{
             terminal, toBase64Url(certificate(folder, "terminal.pem").publicKey()), noon - 720h,
             noon + 720h})},
        {"acknowledgement.json",
         encode(protocol::AcknowledgementBatch{
             noon + 60s,
             {{std::string(packetId), headerDigest, terminal, protocol::Verdict::Stored, ""}}})},
        {"checkpoint.json",
         encode(protocol::Checkpoint{terminal, 1, counter, 1,
                                     protocol::checkpointRoot({{counter, headerDigest}}),
                                     "AAECAwQFBgcICQoLDA0ODw", noon + 120s, counter,
                                     seal::digestOf(viewOf(claims)), false})}};
    all.merge(askParts(folder));
    return all;
}

} // namespace jiujin::tests::vectors
