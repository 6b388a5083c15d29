// On what terms a matter is handled: for whom, where, for how much, with which devices, how sure
// one must be of the person, and what is asked of the citizen afterwards.
#pragma once

#include "platform/matter/words.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jiujin::matter {

// Person: the holder of the card. Agent: the holder of the card files for another (代办).
// Enterprise: the holder of the card files for an organisation with a credit code.
enum class ApplicantKind { Person, Agent, Enterprise };
struct Applicant {
    ApplicantKind kind = ApplicantKind::Person;
    int minimumAge = 0; // of whom it is filed for
    std::optional<int> maximumAge;
    std::vector<std::string> cardKinds; // protocol::CardFacts::kind; empty: any
    // Field with the principal's citizen number (Agent) or the organisation's credit code
    // (Enterprise); empty for Person.
    std::string number;
};

// 通办范围
enum class ReachScope { County, City, Province, Nation };
struct Reach {
    ReachScope scope = ReachScope::County;
    std::vector<std::string> divisions; // 6, 9 or 12 digits; empty: those of the authority
};

struct FeeItem {
    Words name;
    std::int64_t fen = 0;
    LegalBasis basis;
};

// A step at the terminal and the devices without which it cannot be done; `otherwise` says what the
// citizen can do instead.
struct Step {
    std::string id;                 // card form materials sign pay receipt form-paper
    std::vector<std::string> needs; // idcard smartcard scanner camera printer slip
    Words otherwise;                // empty only when nothing is needed
};

// Asked after the visit (好差评).
struct RatingQuestion {
    std::string id;
    Words question;
};

} // namespace jiujin::matter
