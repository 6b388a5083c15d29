// Whether answers and materials satisfy a matter. Order: lengths, JSON Schema without `format` and
// `pattern`, then the formats of platform/formats. Every fault is found at once, each tied to its
// field.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

#include <chrono>

namespace jiujin::matter {

struct Fault {
    std::string id; // of the field or material
    ErrorCode code;
};

std::vector<Fault> checkAnswers(const Matter& matter, const protocol::Answers& answers,
                                std::chrono::sys_days today);
// One field alone, for the form's reply while the citizen types.
std::vector<Fault> checkAnswer(const Field& field, const Secret& value,
                               std::chrono::sys_days today);
std::vector<Fault> checkMaterials(const Matter& matter,
                                  const std::vector<protocol::MaterialState>& materials);
// The whole case as the centre sees it; also eligibility, consent, signature and that locked fields
// are the card's.
std::vector<Fault> checkCase(const Matter& matter, const protocol::CaseBody& body,
                             std::chrono::sys_days today);

// What the card says for a field's prefill; empty when it says nothing.
Secret prefillOf(const Field& field, const protocol::CardFacts& card);

// YYYY-MM-DD, `days` working days after `from`, Monday to Friday only: the legal calendar is data
// of a later release, so papers call this date provisional.
std::string dueDate(std::chrono::sys_days from, int days);

} // namespace jiujin::matter
