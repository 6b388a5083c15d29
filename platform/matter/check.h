// Whether a card, answers, materials and a whole case satisfy a matter. Bytes and depth are judged
// when the document is read; of an answer then UTF-8, length, JSON Schema without `format` and
// `pattern`, and the formats of platform/formats, and the first fault is told. Every fault is found
// at once, each tied to its field.
#pragma once

#include "platform/matter/asked_form.h"
#include "platform/matter/materials.h"
#include "platform/protocol/case_document.h"

#include <chrono>
#include <optional>

namespace jiujin::matter {

struct Fault {
    std::string id; // key of the answer, id of the material or of the group that repeats;
                    // "applicant", "consent", "signature", "case"
    ErrorCode code;
    Words say = {}; // where the code does not say it plainly; fault_words.h has the others
    bool operator==(const Fault& other) const { return id == other.id && code == other.code; }
};

// By which day answers are judged, and on which day ages are counted. Nothing: that is not done.
struct AnswerDay {
    // NOLINTNEXTLINE(google-explicit-constructor)
    AnswerDay(std::chrono::sys_days today) : judged(today), counted(today) {}
    AnswerDay(std::optional<std::chrono::sys_days> judgedBy,
              std::optional<std::chrono::sys_days> countedOn)
        : judged(judgedBy), counted(countedOn) {}
    std::optional<std::chrono::sys_days> judged, counted;
};

// What is not asked must not be answered, what is computed must agree; an age may be that of the
// day before, which the citizen saw before midnight.
std::vector<Fault> checkAnswers(const Matter& matter, const protocol::Answers& answers,
                                const AnswerDay& day);
// While they are being given: with rows that are still empty.
std::vector<Fault> checkAnswers(const Matter& matter, const protocol::Answers& answers,
                                const AnswerDay& day, const RowCounts& rows);
// One field alone, for the form's reply while the citizen types.
std::vector<Fault> checkAnswer(const Field& field, const Secret& value,
                               std::chrono::sys_days today);
// Each material in a way that judgeMaterial() offers by what is known now, or would offer if it
// were not known to be held or waived: MaterialMissing, MaterialWayClosed, CommitmentOutdated,
// MaterialLate, DocumentMalformed, FieldUnknown; FieldNotAsked when the answers do not ask for it.
// What comes later may name no day: then the number
// of working days holds. One that it names is judged when facts.today and the calendar allow.
std::vector<Fault> checkMaterials(const Matter& matter, const protocol::Answers& answers,
                                  const std::vector<protocol::MaterialState>& materials,
                                  const MaterialFacts& facts, const WorkingCalendar& calendar);
// What need not be handed in after all by what is known now, though the citizen was asked for it.
struct SparedMaterial {
    std::string id;
    MaterialWay way; // Held or Waived
    Words words;     // the rule, and the reason
};
std::vector<SparedMaterial> sparedMaterials(const Matter& matter,
                                            const std::vector<protocol::MaterialState>& materials,
                                            const MaterialFacts& facts,
                                            const WorkingCalendar& calendar);
// The whole case as the centre sees it; also card, eligibility, consent, that locked fields are the
// card's, and that the signature is for what this very code would have shown. Days are judged by
// the time of filing; when the terminal's clock was unknown then by `today`, and without that not
// at all. `known`: what is known of the person; its day is not looked at.
std::vector<Fault> checkCase(const Matter& matter, const protocol::CaseBody& body,
                             std::optional<std::chrono::sys_days> today,
                             const WorkingCalendar& calendar, MaterialFacts known = {});
// By the day of filing, when the terminal knew it.
MaterialFacts factsAtFiling(const protocol::CaseBody& body, MaterialFacts known);

// Whether a card may be used on `day`; without a day (clock unknown) neither its validity nor a
// birth in the future is judged, the centre does that. CardUnknownType, CardBadText,
// CardWrongCheckDigit (also for a number of 15 digits: a card with a chip never has one),
// CardInconsistent, CardExpired.
std::optional<ErrorCode> checkCard(const protocol::CardFacts& card,
                                   std::optional<std::chrono::sys_days> day);
// Whether the matter is for holders of this kind of card, and the holder is old enough, for himself
// or to file for another (without a day that is not judged). ApplicantNotEligible.
std::optional<ErrorCode> checkEligible(const Matter& matter, const protocol::CardFacts& card,
                                       std::optional<std::chrono::sys_days> day);

// What the card says for a field's prefill; empty when it says nothing. Dates as YYYY-MM-DD.
Secret prefillOf(const Field& field, const protocol::CardFacts& card);
// Whether the citizen may not change the field, given this card.
bool isLocked(const Field& field, const protocol::CardFacts& card);

// base64url SHA-256 of a text that a citizen was shown: a commitment, a review.
std::string shownDigest(std::string_view text);

// The day in China of a moment.
std::chrono::sys_days localDay(WallTime time);

} // namespace jiujin::matter
