#include "tests/simulation/mutants.h"

#include "platform/protocol/packet_batch.h"
#include "platform/server/access/answers.h"

namespace jiujin::simulation {

namespace {

// What the platform would say of each packet of a batch, had it decided.
std::string wordsOn(const Bytes& body, const server::Examiner& inner) {
    std::vector<protocol::Acknowledgement> entries;
    const auto packets = protocol::splitBatch(body);
    for (const ByteView packet : packets.value()) {
        const auto examined = inner.examine(Bytes(packet.begin(), packet.end()), WallTime());
        if (examined.ok())
            entries.push_back({examined->packet.packetId, examined->packet.headerDigest,
                               examined->packet.terminalId, protocol::Verdict::Stored, ""});
    }
    return inner.sign(std::move(entries)).value();
}

sync::Answer told(const std::string& words) {
    return {202, "application/json", server::takenAnswer({words}, {}).body};
}

// The keyed words without their first line.
std::string_view unverified(std::string_view token) {
    return token.substr(token.find('\n') + 1);
}

std::string nonceIn(std::string_view path) {
    constexpr std::string_view name = "nonce=";
    const auto at = path.find(name);
    if (at == std::string_view::npos)
        return "";
    const std::string_view rest = path.substr(at + name.size());
    return std::string(rest.substr(0, rest.find('&')));
}

} // namespace

std::string_view nameOf(Mutant mutant) {
    switch (mutant) {
    case Mutant::None:
        return "none";
    case Mutant::ReceiptBeforeSync:
        return "receipt before sync";
    case Mutant::AcknowledgedBeforeSync:
        return "acknowledged before sync";
    case Mutant::AcknowledgedBeforeCommit:
        return "acknowledged before commit";
    case Mutant::BlobRowBeforeBlob:
        return "blob row before blob";
    case Mutant::DeliveredOnSending:
        return "delivered on sending";
    case Mutant::DeliveredOn202:
        return "delivered on 202";
    case Mutant::DeletedUnacknowledged:
        return "deleted unacknowledged";
    case Mutant::DeletedOn202:
        return "deleted on 202";
    case Mutant::DeletedUnconfirmed:
        return "deleted unconfirmed";
    case Mutant::NoIdempotency:
        return "no idempotency";
    case Mutant::ConflictIsDelivery:
        return "conflict is delivery";
    case Mutant::AnothersWord:
        return "another's word";
    case Mutant::AnyonesWord:
        return "anyone's word";
    case Mutant::AnyonesCheckpoint:
        return "anyone's checkpoint";
    case Mutant::OldCheckpoint:
        return "old checkpoint";
    case Mutant::OldChain:
        return "old chain";
    case Mutant::NoBackOff:
        return "no back-off";
    case Mutant::OneBadBlocks:
        return "one bad blocks";
    case Mutant::WallClockTimers:
        return "wall clock timers";
    case Mutant::BlindToCopies:
        return "blind to copies";
    }
    return "";
}

Result<protocol::AcknowledgementBatch> MutantWords::read(std::string_view token) const {
    if (mutant_ == Mutant::AnyonesWord)
        return protocol::decodeAcknowledgements(unverified(token));
    auto batch = words_.read(token);
    if (!batch.ok())
        return batch;
    for (auto& entry : batch->entries) {
        if (mutant_ == Mutant::ConflictIsDelivery && entry.verdict == protocol::Verdict::Conflict)
            entry.verdict = protocol::Verdict::DuplicateSame;
        if (mutant_ == Mutant::AnothersWord)
            entry.terminalId = words_.terminalId();
    }
    return batch;
}

Result<protocol::Checkpoint> MutantWords::readCheckpoint(std::string_view token) const {
    if (mutant_ == Mutant::AnyonesCheckpoint)
        return protocol::decodeCheckpoint(unverified(token));
    auto checkpoint = checkpoints_.readCheckpoint(token);
    if (checkpoint.ok() && mutant_ == Mutant::OldCheckpoint)
        checkpoint->nonce = nonceIn(wire_.lastAsked());
    return checkpoint;
}

Result<sync::Answer> MutantTransport::post(std::string_view path, std::string_view contentType,
                                           const Bytes& body) {
    begin(path, contentType, body);
    return finish();
}

void MutantTransport::begin(std::string_view path, std::string_view contentType, Bytes body) {
    if (!blocked_)
        honest_.begin(path, contentType, body);
    underWay_.push_back({std::move(body), blocked_});
}

Result<sync::Answer> MutantTransport::finish() {
    const UnderWay first = std::move(underWay_.front());
    underWay_.pop_front();
    if (first.kept)
        return sync::Answer{503, "application/json", "{}"};
    auto answer = honest_.finish();
    if (mutant_ == Mutant::DeliveredOnSending)
        return told(wordsOn(first.body, inner_));
    if (mutant_ == Mutant::DeliveredOn202 && answer.ok() && answer->status == 202)
        return told(wordsOn(first.body, inner_));
    if (mutant_ == Mutant::OneBadBlocks && answer.ok())
        blocked_ = answer->status == 413 || answer->status == 500;
    return answer;
}

Result<sync::Answer> MutantTransport::get(std::string_view path) {
    lastAsked_ = path;
    return honest_.get(path);
}

SteadyTime MutantClock::steady() const {
    if (mutant_ == Mutant::WallClockTimers)
        return SteadyTime(honest_.wall().time.time_since_epoch());
    if (mutant_ == Mutant::NoBackOff)
        ahead_ += std::chrono::hours(1);
    return honest_.steady() + ahead_;
}

void MutantCommitter::run(Work work, Done done) {
    done(runAndWait(std::move(work)));
}

Result<void> MutantCommitter::runAndWait(Work work) {
    auto committed = store_.transaction([&] { return work(store_); });
    return mutant_ == Mutant::AcknowledgedBeforeCommit ? Result<void>() : committed;
}

Result<server::Decision> MutantStore::decide(const server::TakenPacket& packet,
                                             const server::Conclusion& conclusion) {
    if (mutant_ == Mutant::BlindToCopies) {
        JIUJIN_TRY_ASSIGN(const auto decision, honest_.decide(packet, conclusion));
        if (decision.stops)
            JIUJIN_TRY(honest_.resume(packet.terminalId, {}));
        return decision;
    }
    if (mutant_ != Mutant::NoIdempotency || seen_.insert(packet.packetId).second)
        return honest_.decide(packet, conclusion);
    server::TakenPacket again = packet;
    again.packetId += "-" + std::to_string(seen_.size());
    again.caseNumber += "-" + std::to_string(seen_.size());
    seen_.insert(again.packetId);
    return honest_.decide(again, conclusion);
}

} // namespace jiujin::simulation
