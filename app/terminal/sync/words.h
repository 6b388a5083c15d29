// Whose word counts. Courier knows only this, so that a simulation can put a keyed hash in place of
// signatures.
#pragma once

#include "platform/base/clock.h"
#include "platform/protocol/acknowledgement.h"

namespace jiujin::sync {

class Words {
public:
    virtual ~Words() = default;

    // The terminal that words must be about.
    virtual std::string terminalId() const = 0;
    // What the inner zone signed. AckSignature when it was not the inner zone, Certificate… when
    // its key cannot be trusted now, PlatformRevoked, AckMismatch when what it signed cannot be
    // read.
    virtual Result<protocol::AcknowledgementBatch> read(std::string_view token) const = 0;
};

} // namespace jiujin::sync
