// Whether a card, answers, materials and a whole case satisfy a matter. Order: lengths, JSON Schema
// without `format` and `pattern`, then the formats of platform/formats. Every fault is found at
// once, each tied to its field.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

#include <chrono>
#include <optional>

namespace jiujin::matter {

struct Fault {
    std::string id; // of the field or material; "applicant", "consent", "signature", "case"
    ErrorCode code;
    bool operator==(const Fault&) const = default;
};

std::vector<Fault> checkAnswers(const Matter& matter, const protocol::Answers& answers,
                                std::chrono::sys_days today);
// One field alone, for the form's reply while the citizen types.
std::vector<Fault> checkAnswer(const Field& field, const Secret& value,
                               std::chrono::sys_days today);
// Ways, commitments' digests and the shape of due dates.
std::vector<Fault> checkMaterials(const Matter& matter,
                                  const std::vector<protocol::MaterialState>& materials);
// The whole case as the centre sees it; also card, eligibility, consent, that locked fields are the
// card's, and that the signature is for what this very code would have shown. Days are judged by
// the time of filing; when the terminal's clock was unknown then by `today`, and without that not
// at all.
std::vector<Fault> checkCase(const Matter& matter, const protocol::CaseBody& body,
                             std::optional<std::chrono::sys_days> today);

// Whether a card may be used on `day`; without a day (clock unknown) neither its validity nor a
// birth in the future is judged, the centre does that. CardUnknownType, CardBadText,
// CardWrongCheckDigit (also for a number of 15 digits: a card with a chip never has one),
// CardInconsistent, CardExpired.
std::optional<ErrorCode> checkCard(const protocol::CardFacts& card,
                                   std::optional<std::chrono::sys_days> day);
// Whether the matter is for holders of this kind of card, and the holder is old enough (without a
// day that is not judged). ApplicantNotEligible.
std::optional<ErrorCode> checkEligible(const Matter& matter, const protocol::CardFacts& card,
                                       std::optional<std::chrono::sys_days> day);

// What the card says for a field's prefill; empty when it says nothing. Dates as YYYY-MM-DD.
Secret prefillOf(const Field& field, const protocol::CardFacts& card);
// Whether the citizen may not change the field, given this card.
bool isLocked(const Field& field, const protocol::CardFacts& card);

// base64url SHA-256 of a text that a citizen was shown: a commitment, a review.
std::string shownDigest(std::string_view text);

// YYYY-MM-DD, `days` working days after `from`, Monday to Friday only: the legal calendar is data
// of a later release, so papers call this date provisional.
std::string dueDate(std::chrono::sys_days from, int days);
// The day in China of a moment.
std::chrono::sys_days localDay(WallTime time);

} // namespace jiujin::matter
