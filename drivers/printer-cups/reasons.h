// What the keywords of "printer-state-reasons" (RFC 8011 section 5.4.12, PWG 5100.9) mean here.
#pragma once

#include "platform/base/error.h"

#include <optional>
#include <string>
#include <vector>

namespace jiujin::drivers::printing {

struct Verdict {
    std::optional<ErrorCode> fault; // what keeps it from printing; of several, the most precise
    std::string warning;            // the first keyword of a warning, "toner-low", or empty
};

// Suffixes -error, -warning and -report are looked through: printers are known to report what stops
// them as a warning. Only an empty tray in a mere report is none: a printer has several trays.
Verdict judge(const std::vector<std::string>& reasons);

enum class Paper { Unknown, Out, There };

// Whether there is A4 in any tray, by the values of "printer-input-tray" (PWG 5100.13 section
// 5.6.8: "…;mediafeed=29700;mediaxfeed=21000;…;level=250;…"). Unknown when no tray is said to hold
// A4, or none says how much.
Paper paperIn(const std::vector<std::string>& trays);
// Where paperIn knows, its word stands for that of the reasons.
std::vector<std::string> corrected(std::vector<std::string> reasons, Paper paper);

} // namespace jiujin::drivers::printing
