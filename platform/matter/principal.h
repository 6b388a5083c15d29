// For whom a case is filed: the holder of the card; another person, whose citizen number stands in
// the form (代办); or an organisation, by its credit code.
#pragma once

#include "platform/matter/check.h"

namespace jiujin::matter {

// Who files for another is of full age on the day of filing (Civil Code art. 17), by the birth date
// on his own card; the matter's ages are those of the other.
inline constexpr int agentAge = 18;

// What checkEligible() refuses, where its code does not say it plainly; else empty.
Words notEligibleWords(const Matter& matter, const protocol::CardFacts& card,
                       std::optional<std::chrono::sys_days> day);

// The answer to Applicant::number; empty when the holder files for himself, or gave none yet.
Secret principalNumber(const Matter& matter, const protocol::Answers& answers);

// Of an agent's matter: the other person's age on `day` (nothing: the clock is unknown and no age
// is judged), and that it is another than the one whose card was read. ApplicantNotEligible at the
// field, with words of its own. An answer that is no number is checkAnswers' to name.
std::optional<Fault> checkPrincipal(const Matter& matter, const protocol::Answers& answers,
                                    std::optional<std::chrono::sys_days> day);

// How screens and papers name those concerned. Masked: a receipt is read by others.
struct Parties {
    Words holder;      // 申请人, 代办人, 经办人
    Words principal;   // 替谁代办, 申请单位; empty when the holder files for himself
    std::string shown; // of the principal: "王** 110105********0021", or a credit code
};
Parties partiesOf(const Matter& matter, const protocol::Answers& answers);

} // namespace jiujin::matter
