// Values of the contracts as the journey takes them.
#pragma once

#include "app/visit/journey/ports.h"
#include "drivers/contract/device.h"

#include "rep_idcard_merged.h"
#include "rep_printer_merged.h"
#include "rep_terminal_merged.h"

namespace jiujin::ports {

// The address is the one that counts, the newest where the chip has one. The photograph as the chip
// has it and the fingerprints are not asked for: nothing shows or sends them.
protocol::CardFacts factsOf(const CardRead& card);
Secret pictureOf(const CardRead& card);
journey::CardPresence presenceOf(int state);
// The error of a code of the contracts; `otherwise` when it is none of ours.
ErrorCode errorOf(const QString& code, ErrorCode otherwise);
// Nothing when the printer can print.
std::optional<ErrorCode> faultOf(const PrinterStatus& status);

journey::Reservation reservationOf(const LinkReservation& reservation);
// TokenMalformed.
Result<journey::ReceiptFacts> receiptOf(const LinkReceipt& receipt);
journey::ServiceStatus statusOf(const LinkStatus& status);

} // namespace jiujin::ports
