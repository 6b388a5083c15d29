#include "app/terminal/sync/judge.h"

#include "app/terminal/sync/wire.h"
#include "platform/protocol/acknowledgement.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

using protocol::Acknowledgement;
using protocol::Verdict;

Result<void> checkStatus(const Answer& answer) {
    const std::string where = "sync: status " + std::to_string(answer.status);
    if (answer.status == 403)
        return Error{ErrorCode::TerminalUnknown, where};
    if (answer.status == 413)
        return Error{ErrorCode::PacketTooLarge, where};
    if (answer.status == 429 || answer.status >= 500)
        return Error{ErrorCode::PlatformBusy, where};
    if (answer.status != 202 || !answer.contentType.starts_with("application/json"))
        return Error{ErrorCode::NotThePlatform, where};
    return {};
}

Result<protocol::AcknowledgementBatch> verified(const std::string& jws,
                                                const keys::Enrolment& enrolment, GradedTime now) {
    JIUJIN_TRY(
        keys::verifyTrusted(enrolment.acknowledge, enrolment.root, seal::Role::Acknowledge, now));
    const auto payload = seal::verifyJws(jws, enrolment.acknowledge);
    if (!payload)
        return Error{ErrorCode::AckSignature, payload.error().where};
    auto batch = protocol::decodeAcknowledgements(*payload);
    if (!batch)
        return Error{ErrorCode::AckMismatch, batch.error().where};
    return batch;
}

Judgement judged(const outbox::QueuedPacket& packet, const Acknowledgement& entry,
                 const std::string& terminalId) {
    if (entry.headerDigest != packet.headerDigest || entry.terminalId != terminalId)
        return {packet.packetId, Fate::Open, ErrorCode::AckMismatch};
    switch (entry.verdict) {
    case Verdict::Stored:
    case Verdict::DuplicateSame:
        return {packet.packetId, Fate::Delivered, ErrorCode::NotFound};
    case Verdict::Conflict:
        return {packet.packetId, Fate::Conflict, ErrorCode::PacketConflict};
    case Verdict::Refused:
        return {packet.packetId, Fate::Refused, ErrorCode::PacketRefused};
    }
    return {packet.packetId, Fate::Open, ErrorCode::AckMismatch};
}

} // namespace

Result<std::vector<Judgement>> judge(const Answer& answer,
                                     const std::vector<outbox::QueuedPacket>& batch,
                                     const keys::Enrolment& enrolment, GradedTime now) {
    JIUJIN_TRY(checkStatus(answer));
    JIUJIN_TRY_ASSIGN(const auto tokens, acknowledgementsIn(answer.body));
    std::vector<Acknowledgement> entries;
    for (const std::string& jws : tokens) {
        JIUJIN_TRY_ASSIGN(const auto acknowledged, verified(jws, enrolment, now));
        entries.insert(entries.end(), acknowledged.entries.begin(), acknowledged.entries.end());
    }
    const std::string terminalId = enrolment.device.commonName();
    std::vector<Judgement> judgements;
    for (const outbox::QueuedPacket& packet : batch) {
        const auto entry = std::ranges::find(entries, packet.packetId, &Acknowledgement::packetId);
        judgements.push_back(entry == entries.end()
                                 ? Judgement{packet.packetId, Fate::Open, ErrorCode::PlatformBusy}
                                 : judged(packet, *entry, terminalId));
    }
    return judgements;
}

} // namespace jiujin::sync
