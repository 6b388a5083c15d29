// Builds the case document and seals it to the inner zone.
#pragma once

#include "platform/matter/matter.h"
#include "platform/matter/working_calendar.h"
#include "platform/protocol/case_document.h"
#include "platform/seal/certificate.h"

#include <optional>
#include <vector>

namespace jiujin::filing {

// What jiujin-terminal reserved for this filing.
struct Numbers {
    std::string packetId, terminalId;
    std::uint64_t counter = 0;
    std::string caseNumber, lookupCode;
};

// To whom is sealed: the key in use, and the one in escrow when there is one. The root is pinned on
// the terminal; nothing is sealed to a certificate that does not lead to it.
struct Recipients {
    seal::Certificate root, active;
    std::optional<seal::Certificate> escrow;
};

// Recipients whose issue was looked at once, before there is a case to seal.
class TrustedRecipients {
public:
    explicit TrustedRecipients(const Recipients& recipients);
    // What was wrong with their issue, or with their days at `now`. A clock of grade Unknown says
    // nothing about a certificate that is not valid yet.
    Result<std::vector<seal::Certificate>> at(GradedTime now) const;

private:
    seal::Certificate root_;
    std::vector<seal::Certificate> leaves_;
    Result<void> issue_;
};

struct SealedCase {
    std::string coreHeader; // JSON, as protocol::encode writes it
    Bytes sealed;
};

// `body` is complete but for lookupCode, which is taken from the numbers. The whole case is checked
// first by the very code that the centre uses; the first fault is the error. With a clock of grade
// Unknown neither the card's nor the certificates' days are judged; the centre judges the card's.
// TokenMalformed (numbers that do not fit together), Certificate…, SealFailed, and all of
// matter::checkCase.
Result<SealedCase> sealCase(const matter::Matter& matter, protocol::CaseBody body,
                            const Numbers& numbers, const TrustedRecipients& recipients,
                            const matter::WorkingCalendar& calendar);

} // namespace jiujin::filing
