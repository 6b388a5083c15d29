#include "platform/server/casework/inner_zone.h"

#include "platform/formats/case_number.h"
#include "platform/protocol/receipt.h"
#include "platform/seal/blob_seal.h"
#include "platform/seal/envelope.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/filing_judge.h"
#include "platform/server/casework/watched_clock.h"

#include <algorithm>

namespace jiujin::server {

namespace {

Result<void> checkNumbers(const protocol::CoreHeader& core) {
    const auto expected =
        formats::caseNumberOf(core.terminalId, static_cast<std::uint32_t>(core.counter));
    if (!expected.ok() || expected->text() != core.caseNumber)
        return Error(ErrorCode::HeaderMismatch,
                     "the case number is not that of terminal and counter");
    return {};
}

// The plain bytes go nowhere: that they are there and whole is the question.
class OpenedBlob : public BlobCheck {
public:
    explicit OpenedBlob(const KeyPair& keys)
        : opener_(keys.certificate, keys.key, [](ByteView) { return Result<void>(); }) {}
    Result<void> write(ByteView sealed) override { return opener_.write(sealed); }
    Result<void> finish() override { return opener_.finish(); }

private:
    seal::BlobOpener opener_;
};

// Nothing when the receipt that the header names is not that of this packet: only the inner zone
// can tell, because the lookup code is sealed.
std::optional<ReceiptLink> linkOf(const protocol::PacketHeader& header,
                                  const Result<protocol::CaseBody>& body) {
    if (!header.place)
        return std::nullopt;
    if (!body.ok())
        return ReceiptLink{header.receiptDigest, *header.place};
    const protocol::ReceiptClaims claims{
        header.core.terminalId, header.core.counter,  header.core.caseNumber, header.core.packetId,
        header.sealedDigest,    header.place->before, body->lookupCode,       header.place->taken};
    if (seal::digestOf(viewOf(encode(claims))) != header.receiptDigest)
        return std::nullopt;
    return ReceiptLink{header.receiptDigest, *header.place};
}

// What cannot be opened is refused by its code alone.
Judgement unopened(ErrorCode code, const std::string& place, WallTime now) {
    return {{{now, "refused", "platform:inner", {{"code", std::string(codeOf(code))}}}},
            Error(code, place)};
}

} // namespace

InnerZone::InnerZone(InnerKeys keys, Rulebook rules, const Clock& clock,
                     std::shared_ptr<const seal::PacketVerifier> verifier)
    : keys_(std::move(keys)),
      verifier_(verifier ? std::move(verifier)
                         : std::make_shared<const seal::PacketVerifier>(keys_.root)),
      rules_(std::move(rules)),
      clock_(clock) {}

Result<protocol::CaseBody> InnerZone::open(const TakenPacket& packet) const {
    // The certificate had to be good when the packet came, not for ever after.
    JIUJIN_TRY_ASSIGN(const auto verified, verifier_->verify(packet.packet, packet.received));
    if (seal::digestOf(viewOf(verified.headerJson)) != packet.headerDigest)
        return Error(ErrorCode::HeaderMismatch, "another packet than was taken");
    return unseal(verified);
}

Result<protocol::CaseBody> InnerZone::unseal(const seal::VerifiedPacket& verified) const {
    const auto& core = verified.header.core;
    JIUJIN_TRY(checkNumbers(core));
    if (core.recipientKeyIds.front() != keys_.seal.certificate.keyId())
        return Error(ErrorCode::HeaderMismatch, "sealed to another key than this centre's");
    JIUJIN_TRY_ASSIGN(const Secret document,
                      seal::openEnvelope(verified.sealed, keys_.seal.certificate, keys_.seal.key));
    JIUJIN_TRY_ASSIGN(auto opened, protocol::decodeDocument(document.expose()));
    if (!(opened.header == core))
        return Error(ErrorCode::HeaderMismatch, "the sealed header is not the clear one");
    // A certificate that has ended may deliver late; what was filed after its end is another
    // matter.
    if (opened.body.filed.time > verified.signer.validUntil())
        return Error(ErrorCode::TerminalExpired,
                     "filed after the terminal's certificate had ended");
    return std::move(opened.body);
}

std::unique_ptr<BlobCheck> InnerZone::beginCheck() const {
    return std::make_unique<OpenedBlob>(keys_.seal);
}

Result<Examined> InnerZone::examine(const Bytes& packet, WallTime received) const {
    JIUJIN_TRY_ASSIGN(const auto verified, verifier_->verify(packet, received));
    JIUJIN_TRY_ASSIGN(const WallTime now, datingTime(clock_));
    const auto& core = verified.header.core;
    TakenPacket taken{core.packetId,   core.terminalId,
                      core.caseNumber, seal::digestOf(viewOf(verified.headerJson)),
                      core.counter,    received,
                      packet};
    Conclusion conclusion;
    conclusion.events.push_back({received,
                                 "received",
                                 "terminal:" + taken.terminalId,
                                 {{"packet", taken.packetId},
                                  {"header", taken.headerDigest},
                                  {"counter", std::to_string(taken.counter)}}});
    int place = 0;
    for (const protocol::BlobReference& blob : core.blobs)
        conclusion.events.back().details.emplace_back(
            "material-" + std::to_string(++place), blob.digest + ' ' + std::to_string(blob.bytes));
    const auto body = keys_.revoked.holds(verified.signer)
                          ? Result<protocol::CaseBody>(Error(ErrorCode::TerminalRevoked, "signer"))
                          : unseal(verified);
    taken.link = linkOf(verified.header, body);
    const Judgement judged = body.ok() ? judgeFiling(rules_, *body, now)
                                       : unopened(body.error().code, body.error().where, now);
    conclusion.events.insert(conclusion.events.end(), judged.events.begin(), judged.events.end());
    if (!judged.fault) {
        conclusion.decision = {protocol::Verdict::Stored, ""};
        return Examined{std::move(taken), std::move(conclusion),
                        judged.recalled() ? std::vector<protocol::BlobReference>() : core.blobs};
    }
    conclusion.decision = {protocol::Verdict::Refused, std::string(codeOf(judged.fault->code))};
    conclusion.place = judged.fault->where;
    // The number of another packet, of another terminal perhaps, is not this one's to begin.
    if (!checkNumbers(core).ok())
        conclusion.events.clear();
    return Examined{std::move(taken), std::move(conclusion), {}};
}

Result<std::string> InnerZone::signWord(const std::string& json) const {
    JIUJIN_TRY(datingTime(clock_));
    return seal::signJws(json, keys_.acknowledge.key,
                         keys_.acknowledge.certificate.keyId().substr(0, 16));
}

Result<std::string> InnerZone::sign(std::vector<protocol::Acknowledgement> entries) const {
    JIUJIN_TRY_ASSIGN(const WallTime now, datingTime(clock_));
    return signWord(encode(protocol::AcknowledgementBatch{now, std::move(entries)}));
}

Result<std::string> InnerZone::signCheckpoint(const protocol::Checkpoint& checkpoint) const {
    return signWord(encode(checkpoint));
}

Result<std::string> InnerZone::signDay(const protocol::DayCount& count) const {
    return signWord(encode(count));
}

Result<protocol::DayCount> InnerZone::readDay(const std::string& token) const {
    JIUJIN_TRY_ASSIGN(const std::string text,
                      seal::verifyJws(token, keys_.acknowledge.certificate));
    return protocol::decodeDayCount(text);
}

} // namespace jiujin::server
