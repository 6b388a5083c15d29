#include "app/terminal/sync/signed_words.h"

namespace jiujin::sync {

Result<protocol::AcknowledgementBatch> SignedWords::read(std::string_view token) const {
    JIUJIN_TRY(keys::verifyTrusted(enrolment_.acknowledge, enrolment_.root, seal::Role::Acknowledge,
                                   clock_.wall()));
    const auto payload = seal::verifyJws(token, enrolment_.acknowledge);
    if (!payload)
        return Error{ErrorCode::AckSignature, payload.error().where};
    auto batch = protocol::decodeAcknowledgements(*payload);
    if (!batch)
        return Error{ErrorCode::AckMismatch, batch.error().where};
    return batch;
}

} // namespace jiujin::sync
