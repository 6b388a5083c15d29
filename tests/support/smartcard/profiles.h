// The cards that there are: a social-security card of an invented person, an operator's card, a
// card of nobody that we know.
#pragma once

#include "tests/support/samv/chip.h"
#include "tests/support/smartcard/card.h"

namespace smartcard_peer {

inline constexpr const char* socialPin = "123456";
inline constexpr const char* operatorPin = "82640917";

// None when the name does not fit.
std::optional<Profile> socialCard(const samv_peer::Person& person);
// The files of third generation cards that show the holder only after the PIN.
std::optional<Profile> shySocialCard(const samv_peer::Person& person);
Profile operatorCard(std::shared_ptr<Key> key, Octets certificate);
Profile unknownCard();

// Two digits a byte; one digit a byte, filled up to twelve with FF.
Octets packedPin(const std::string& digits);
Octets paddedPin(const std::string& digits);

} // namespace smartcard_peer
