// `jiujinctl case NUMBER`: how far one case is, as its citizen may know it. The lookup code comes
// from standard input, because a command line can be read by everyone on the machine.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/seal/certificate.h"

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

std::string caseText(const protocol::CaseState& state);

} // namespace jiujin::control
