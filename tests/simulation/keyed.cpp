#include "tests/simulation/keyed.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace jiujin::simulation {

namespace {

constexpr std::string_view terminalKey = "held by the terminal",
                           innerKey = "held by the inner zone";

// Nobody in a simulated world looks for collisions: quick, not strong.
using Lanes = std::array<std::uint64_t, 4>;

std::uint64_t stirred(std::uint64_t word) {
    word = (word ^ (word >> 33U)) * 0xFF51AFD7ED558CCDU;
    word = (word ^ (word >> 33U)) * 0xC4CEB9FE1A85EC53U;
    return word ^ (word >> 33U);
}

void mix(Lanes& lanes, ByteView bytes) {
    std::size_t turn = 0;
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
        std::uint64_t& lane = lanes[turn++ % lanes.size()];
        lane = std::rotl((lane ^ word) * 0x9E3779B97F4A7C15U, 29);
    }
    lanes[0] = stirred(lanes[0] ^ bytes.size());
}

constexpr char badMark = '!';
constexpr std::size_t largeBytes = 70'000;

std::string signedWords(const std::string& json) {
    return keyedHash(innerKey, viewOf(json)) + '\n' + json;
}

Result<std::string_view> wordsIn(std::string_view token) {
    const auto end = token.find('\n');
    if (end == std::string_view::npos ||
        token.substr(0, end) != keyedHash(innerKey, viewOf(token.substr(end + 1))))
        return Error(ErrorCode::AckSignature, "not the inner zone's");
    return token.substr(end + 1);
}

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
    Lanes lanes{1, 2, 3, 4};
    mix(lanes, viewOf(key));
    mix(lanes, bytes);
    // Each lane goes through all the others.
    for (int round = 0; round < 2; ++round)
        for (std::size_t i = 0; i < lanes.size(); ++i)
            lanes[i] = stirred(lanes[i] + lanes[(i + 1) % lanes.size()]);
    return toBase64Url({reinterpret_cast<const std::uint8_t*>(lanes.data()), sizeof lanes});
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
    JIUJIN_TRY_ASSIGN(const std::string_view json, wordsIn(token));
    return protocol::decodeAcknowledgements(json);
}

Result<protocol::Checkpoint> KeyedWords::readCheckpoint(std::string_view token) const {
    JIUJIN_TRY_ASSIGN(const std::string_view json, wordsIn(token));
    return protocol::decodeCheckpoint(json);
}

Result<server::NewLetter> KeyedIntake::check(ByteView packet, const std::string& peer) const {
    JIUJIN_TRY_ASSIGN(const Opened opened, open(packet));
    const auto& core = opened.header.core;
    return server::NewLetter{std::string(protocol::packetLetter),
                             core.packetId + ':' + keyedHash({}, viewOf(opened.headerJson)),
                             peer,
                             clock_.wall().time,
                             Bytes(packet.begin(), packet.end()),
                             core.blobs};
}

Result<server::Examined> KeyedExaminer::examine(const Bytes& packet, WallTime received) const {
    JIUJIN_TRY_ASSIGN(const Opened opened, open(packet));
    const auto& core = opened.header.core;
    server::Examined examined;
    examined.packet = {
        core.packetId, core.terminalId, core.caseNumber, keyedHash({}, viewOf(opened.headerJson)),
        core.counter,  received,        packet,          {}};
    if (opened.header.place)
        examined.packet.link =
            server::ReceiptLink{opened.header.receiptDigest, *opened.header.place};
    const bool bad = !opened.sealed.empty() && opened.sealed.front() == badMark;
    examined.conclusion.decision =
        bad ? server::Decision{protocol::Verdict::Refused,
                               std::string(codeOf(ErrorCode::DocumentMalformed))}
            : server::Decision{protocol::Verdict::Stored, ""};
    examined.blobs = core.blobs;
    examined.conclusion.events = {{received, "received", "terminal:" + core.terminalId, {}}};
    return examined;
}

Result<std::string> KeyedExaminer::sign(std::vector<protocol::Acknowledgement> entries) const {
    return signedWords(
        encode(protocol::AcknowledgementBatch{clock_.wall().time, std::move(entries)}));
}

namespace {

class Opening : public server::BlobCheck {
public:
    Result<void> write(ByteView) override { return {}; }
    Result<void> finish() override { return {}; }
};

} // namespace

std::unique_ptr<server::BlobCheck> KeyedBlobChecker::beginCheck() const {
    return std::make_unique<Opening>();
}

namespace {

class KeyedParties : public Parties {
public:
    explicit KeyedParties(const Clock& clock) : intake_(clock), examiner_(clock) {}

    const outbox::Notary& notary() const override { return notary_; }
    const sync::Words& words() const override { return words_; }
    const sync::CheckpointWords& checkpointWords() const override { return words_; }
    const server::Intake& intake() const override { return intake_; }
    const server::Examiner& examiner() const override { return examiner_; }
    const server::BlobChecker& blobChecker() const override { return blobChecker_; }
    Filing file(const outbox::Reservation& numbers, Dice& dice, bool bad) const override;
    bool takesMaterials() const override { return true; }
    std::string sign(const protocol::Checkpoint& checkpoint) const override {
        return signedWords(encode(checkpoint));
    }
    std::chrono::hours longestSwing() const override { return std::chrono::hours(90'000); }

private:
    const KeyedNotary notary_;
    const KeyedWords words_;
    const KeyedIntake intake_;
    const KeyedExaminer examiner_;
    const KeyedBlobChecker blobChecker_;
};

Filing KeyedParties::file(const outbox::Reservation& numbers, Dice& dice, bool bad) const {
    protocol::CoreHeader header;
    header.packetId = numbers.packetId;
    header.terminalId = numbers.terminalId;
    header.counter = numbers.counter;
    header.caseNumber = numbers.caseNumber;
    header.recipientKeyIds = {std::string(64, 'a'), std::string(64, 'b')};
    header.bodyDigest = std::string(43, 'A');
    // Most are small; a large one travels apart.
    const std::size_t size =
        dice.chance(1) ? largeBytes : 50 + dice.below(dice.chance(10) ? 8000 : 800);
    Bytes sealed(size, static_cast<std::uint8_t>(dice.number()));
    const std::string mark = std::string(1, bad ? badMark : '.') + std::to_string(dice.number());
    std::ranges::copy(mark, sealed.begin());
    return {encode(header), std::move(sealed)};
}

} // namespace

std::unique_ptr<Parties> keyedParties(const Clock& clock) {
    return std::make_unique<KeyedParties>(clock);
}

} // namespace jiujin::simulation
