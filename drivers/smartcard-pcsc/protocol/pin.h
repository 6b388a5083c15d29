// What a citizen types on the keys and how a card wants it.
#pragma once

#include "drivers/smartcard-pcsc/protocol/apdu.h"

namespace jiujin::drivers::smartcard {

// 4 to 12 digits.
bool isPin(const Secret& pin);

// VERIFY with two digits a byte, an odd one filled up with F.
Command verifyPacked(std::uint8_t reference, const Secret& pin);
// VERIFY with one digit a byte (ASCII), filled up to twelve bytes with FF.
Command verifyPadded(std::uint8_t reference, const Secret& pin);

} // namespace jiujin::drivers::smartcard
