// What an answer of the platform means for each packet. Only the inner zone's word counts as
// delivery, and only for the packet, header and terminal that it names.
#pragma once

#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/transport.h"
#include "app/terminal/sync/words.h"

#include <functional>

namespace jiujin::sync {

enum class Fate {
    Delivered,
    SetAside, // will never be taken, or the id holds other content there: staff must look
    Open,     // stays queued; reason says why
    Awaited   // stored there, not signed for yet: the word is to be asked for
};

struct Judgement {
    std::string packetId;
    Fate fate = Fate::Open;
    ErrorCode reason = ErrorCode::PlatformBusy;
};

struct Heard {
    std::vector<Judgement> judgements;
    WallTime issued;       // when the inner zone signed last, by its clock; 1970 without a word
    std::int64_t next = 0; // of words asked for: go on from here
    std::size_t words = 0; // how many tokens there were, for whatever packets
};

// The inner zone takes nothing of this terminal for now.
bool suspends(const Heard& heard);

// What an answer means that is not the one that was hoped for.
ErrorCode failureOf(const Answer& answer);

// The answer to POST /v1/packets: one judgement for each packet of the batch. Errors say that
// nothing of the answer counts: of the code that the platform gave, or of Words, or as follows.
// NotThePlatform, PlatformRedirect, PlatformPage, PlatformBusy, TerminalUnknown, TerminalExpired,
// PacketTooLarge, PacketMalformed.
Result<Heard> judgeTaken(const Answer& answer, const std::vector<outbox::QueuedPacket>& batch,
                         const Words& words);

// Of a packet whose word is waited for, the digest of its header; null: of no such packet.
using AwaitedDigest = std::function<const std::string*(const std::string& packetId)>;

// The answer to GET /v1/acks: a judgement for each word on a packet that is waited for. A token
// that the inner zone's key did not sign is passed over when it names nothing that is waited for.
// Errors as above.
Result<Heard> judgeWords(const Answer& answer, const AwaitedDigest& waiting, const Words& words);

} // namespace jiujin::sync
