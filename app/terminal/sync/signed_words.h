// Words as JWS by the acknowledgement key of the enrolment, and by no other.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/reconciler.h"
#include "app/terminal/sync/words.h"

namespace jiujin::sync {

class SignedWords : public Words, public CheckpointWords {
public:
    // Both must outlive this.
    SignedWords(const keys::Enrolment& enrolment, const Clock& clock)
        : enrolment_(enrolment), clock_(clock) {}

    std::string terminalId() const override { return enrolment_.device.commonName(); }
    Result<protocol::AcknowledgementBatch> read(std::string_view token) const override;
    Result<protocol::Checkpoint> readCheckpoint(std::string_view token) const override;

private:
    Result<std::string> verified(std::string_view token) const;

    const keys::Enrolment& enrolment_;
    const Clock& clock_;
};

} // namespace jiujin::sync
