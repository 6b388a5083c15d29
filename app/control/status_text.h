// A terminal's status in words for the person in front of it.
#pragma once

#include "app/link/status_report.h"
#include "platform/base/clock.h"

namespace jiujin::control {

// One line a fact; every code is followed by its words in both languages.
std::string statusText(const link::StatusReport& report, WallTime now);
// Of that the catalogue of matters: version, age, until when it is good, by which keys, whether
// matters with a fee and instant ones are open, and why a newer one was refused.
std::string catalogueText(const link::StatusReport& report, WallTime now);
// "3 d 4 h", "5 min", "12 s": the two largest units.
std::string ageText(std::int64_t seconds);
// A code, and behind it its words in both languages.
std::string explained(const std::string& code);

} // namespace jiujin::control
