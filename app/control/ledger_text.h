// Paper, toner and spoilt sheets, for the person in front of the terminal.
#pragma once

#include "app/link/ledger_report.h"
#include "app/link/status_report.h"

namespace jiujin::control {

// A row an entry, and below what to do about those that are open.
std::string ledgerTable(const std::vector<link::LedgerLine>& ledger);

// "1234 sheets in all, 120 left for about 5 d, toner 40 %, 2 unknown"; empty for what is no
// printer.
std::string suppliesText(const link::DeviceReport& device);

// ", 2 unknown (…)"; empty when nothing waits for somebody to look.
std::string unknownText(const link::DeviceReport& device);

} // namespace jiujin::control
