// A person who does not exist, on a card that does not exist: the name says 示例, the number's
// check is right so that the form takes it.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

#include <chrono>

namespace jiujin::preview {

// As old as `applicant` wants one to be, on `today`; a citizen's number.
std::string sampleNumber(const matter::Applicant& applicant, std::chrono::sys_days today);
// With a card that `applicant` admits; who files for another is of age.
protocol::CardFacts samplePerson(const matter::Applicant& applicant, std::chrono::sys_days today);

} // namespace jiujin::preview
