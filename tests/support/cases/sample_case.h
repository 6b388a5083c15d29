// A case that is right in every part, to be made wrong in one.
#pragma once

#include "platform/matter/catalogue.h"
#include "platform/matter/legal_calendar.h"
#include "platform/protocol/case_document.h"

namespace jiujin::tests {

std::string sourceFile(std::string_view path); // below the source tree
matter::Matter pensionMatter();                // stops the test when the package is faulty
matter::PackageText pensionPackage();
// Stops the test when their versions do not fit together.
matter::Catalogue catalogueOf(std::vector<matter::Matter> matters);
// Of resources/calendar 2025 and 2026, and no year that is added later: of 2027 nothing is known.
const matter::LegalCalendar& legalCalendar();
// tests/data/matters/everything: every kind of field, conditions, computed fields, rows, rules.
matter::Matter everythingMatter();
matter::PackageText everythingPackage();
// Right for it on the day of sampleTime(): a shop, two family members.
protocol::Answers everythingAnswers();

// By id in tests/data/persons.json.
protocol::CardFacts personCard(std::string_view id);

// 2026-11-22 10:04 in China, grade network.
GradedTime sampleTime();
// Filled, signed, and right for the person and language.
protocol::CaseBody sampleBody(const matter::Matter& matter, const protocol::CardFacts& card,
                              std::string_view language = "zh_CN");
// Signs again what the body now shows.
void signAgain(const matter::Matter& matter, protocol::CaseBody& body);

} // namespace jiujin::tests
