#include "app/terminal/sync/signed_words.h"

namespace jiujin::sync {

Result<std::string> SignedWords::verified(std::string_view token) const {
    JIUJIN_TRY(keys::verifyTrusted(enrolment_.acknowledge, enrolment_.root, seal::Role::Acknowledge,
                                   clock_.wall()));
    if (enrolment_.revoked.holds(enrolment_.acknowledge))
        return Error{ErrorCode::PlatformRevoked, enrolment_.acknowledge.commonName()};
    auto payload = seal::verifyJws(token, enrolment_.acknowledge);
    if (!payload)
        return Error{ErrorCode::AckSignature, payload.error().where};
    return payload;
}

Result<protocol::AcknowledgementBatch> SignedWords::read(std::string_view token) const {
    JIUJIN_TRY_ASSIGN(const std::string payload, verified(token));
    auto batch = protocol::decodeAcknowledgements(payload);
    if (!batch)
        return Error{ErrorCode::AckMismatch, batch.error().where};
    return batch;
}

Result<protocol::Checkpoint> SignedWords::readCheckpoint(std::string_view token) const {
    JIUJIN_TRY_ASSIGN(const std::string payload, verified(token));
    auto checkpoint = protocol::decodeCheckpoint(payload);
    if (!checkpoint)
        return Error{ErrorCode::AckMismatch, checkpoint.error().where};
    return checkpoint;
}

} // namespace jiujin::sync
