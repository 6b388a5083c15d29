// What an operator's card signs to open the page of the devices: text of three lines, good for one
// terminal, one purpose and one login.
//
//   jiujin-operator-login/1
//   330105-A017
//   NONCE                     (32 random bytes, base64url)
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::protocol {

inline constexpr std::size_t operatorNonceBytes = 32;

std::string operatorChallenge(std::string_view terminalId, ByteView nonce);
// Whether it is one, for whichever terminal: nothing else is given to a card to sign.
bool isOperatorChallenge(std::string_view text);
// SHA-256, which is what the card is handed.
Bytes operatorDigest(std::string_view challenge);

} // namespace jiujin::protocol
