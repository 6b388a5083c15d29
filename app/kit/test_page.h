// The page by which a technician judges a printer: rulers, greys, Chinese text, a code, when and
// which device. Nothing of a person.
#pragma once

#include "drivers/contract/slip.h"
#include "platform/base/bytes.h"
#include "platform/base/clock.h"

#include <string>

namespace jiujin::kit {

// A4, PDF. PrinterRefused when it cannot be drawn.
Result<Bytes> testPage(const std::string& device, WallTime now);
drivers::Slip testSlip(const std::string& device, WallTime now);

} // namespace jiujin::kit
