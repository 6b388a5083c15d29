// What an answer of the platform means for each packet that was sent. Only the inner zone's
// signature counts, and only for the packet, header and terminal that it names.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/transport.h"

namespace jiujin::sync {

enum class Fate {
    Delivered,
    Conflict, // the id holds other content there: staff must look
    Refused,  // will never be taken: staff must look
    Open      // stays queued; reason says why
};

struct Judgement {
    std::string packetId;
    Fate fate = Fate::Open;
    ErrorCode reason = ErrorCode::PlatformBusy;
};

// One judgement for each packet of the batch. Errors say that nothing of the answer counts:
// NotThePlatform, PlatformBusy, TerminalUnknown, PacketTooLarge, AckSignature, AckMismatch,
// Certificate….
Result<std::vector<Judgement>> judge(const Answer& answer,
                                     const std::vector<outbox::QueuedPacket>& batch,
                                     const keys::Enrolment& enrolment, GradedTime now);

} // namespace jiujin::sync
