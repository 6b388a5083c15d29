#include "tests/simulation/keyed.h"

#include <QtCore/QCryptographicHash>

namespace jiujin::simulation {

namespace {

constexpr std::string_view terminalKey = "held by the terminal",
                           innerKey = "held by the inner zone";

struct Opened {
    protocol::PacketHeader header;
    std::string headerJson;
    Bytes sealed;
};

Result<Opened> open(ByteView packet) {
    const std::string_view text = textOf(packet);
    const auto first = text.find('\n');
    const auto second = text.find('\n', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return Error(ErrorCode::PacketMalformed, "not three lines");
    if (text.substr(0, first) != keyedHash(terminalKey, packet.subspan(first + 1)))
        return Error(ErrorCode::PacketSignature, "not the terminal's");
    Opened opened;
    opened.headerJson = text.substr(first + 1, second - first - 1);
    JIUJIN_TRY_ASSIGN(opened.header, protocol::decodePacketHeader(opened.headerJson));
    const ByteView sealed = packet.subspan(second + 1);
    opened.sealed.assign(sealed.begin(), sealed.end());
    if (opened.header.sealedDigest != keyedHash({}, sealed))
        return Error(ErrorCode::HeaderMismatch, "other sealed bytes");
    return opened;
}

} // namespace

std::string keyedHash(std::string_view key, ByteView bytes) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::fromRawData(key.data(), static_cast<qsizetype>(key.size())));
    hash.addData(QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                         static_cast<qsizetype>(bytes.size())));
    return hash.result()
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

Bytes KeyedNotary::authenticator(ByteView row) const {
    return bytesOf(keyedHash(terminalKey, row));
}

Result<std::string> KeyedNotary::receiptCode(const protocol::ReceiptClaims& claims) const {
    return "code of " + encode(claims);
}

Result<Bytes> KeyedNotary::signPacket(const protocol::PacketHeader& header, ByteView sealed) const {
    Bytes content = bytesOf(encode(header) + '\n');
    content.insert(content.end(), sealed.begin(), sealed.end());
    Bytes packet = bytesOf(keyedHash(terminalKey, content) + '\n');
    packet.insert(packet.end(), content.begin(), content.end());
    return packet;
}

Result<protocol::AcknowledgementBatch> KeyedWords::read(std::string_view token) const {
    const auto end = token.find('\n');
    if (end == std::string_view::npos ||
        token.substr(0, end) != keyedHash(innerKey, viewOf(token.substr(end + 1))))
        return Error(ErrorCode::AckSignature, "not the inner zone's");
    return protocol::decodeAcknowledgements(token.substr(end + 1));
}

Result<server::NewLetter> KeyedIntake::check(ByteView packet, const std::string& peer) const {
    JIUJIN_TRY_ASSIGN(const Opened opened, open(packet));
    const auto& core = opened.header.core;
    return server::NewLetter{std::string(protocol::packetLetter),
                             core.packetId + ':' + keyedHash({}, viewOf(opened.headerJson)), peer,
                             clock_.wall().time, Bytes(packet.begin(), packet.end())};
}

Result<server::Examined> KeyedExaminer::examine(const Bytes& packet, WallTime received) const {
    JIUJIN_TRY_ASSIGN(const Opened opened, open(packet));
    const auto& core = opened.header.core;
    server::Examined examined;
    examined.packet = {
        core.packetId, core.terminalId, core.caseNumber, keyedHash({}, viewOf(opened.headerJson)),
        core.counter,  received,        packet};
    examined.conclusion.decision = {protocol::Verdict::Stored, ""};
    examined.conclusion.events = {{received, "received", "terminal:" + core.terminalId, {}}};
    return examined;
}

Result<std::string> KeyedExaminer::sign(std::vector<protocol::Acknowledgement> entries) const {
    const std::string json =
        encode(protocol::AcknowledgementBatch{clock_.wall().time, std::move(entries)});
    return keyedHash(innerKey, viewOf(json)) + '\n' + json;
}

} // namespace jiujin::simulation
