// `jiujinctl case NUMBER` and `jiujinctl cases`: how far one case is, or every case of a person, as
// the citizen may know it. Lookup code and evidence come from standard input, because a command
// line can be read by everyone on the machine.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/seal/ask_seal.h"

#include <filesystem>
#include <iosfwd>

namespace jiujin::control {

// As people type them: lower case, dashes and blanks anywhere; in a code O for 0 and I, L for 1.
// NumberCheck, TokenMalformed; Usage for a code of another length.
Result<std::string> caseNumberFrom(std::string_view typed);
Result<Secret> lookupCodeFrom(std::istream& input);

struct AskFolder {
    std::filesystem::path socket, enrolment;
};
// Makes the one-time key, has the terminal carry the ask, verifies and opens the answer. Errors of
// the way there and back; the answer's own code becomes one too.
Result<protocol::CaseState> askCase(const AskFolder& from, const std::string& caseNumber,
                                    const Secret& lookupCode, const Clock& clock);

// Every case of the person for whom a witness vouches: it is told what it has to sign
// (platform/protocol/ask.h, IdentityEvidence). Without one the answer is AssuranceNeeded.
Result<std::vector<protocol::CaseState>> askCases(const AskFolder& from,
                                                  const seal::Witness& witness, const Clock& clock);

std::string caseText(const protocol::CaseState& state);

} // namespace jiujin::control
