// What the verification of a receipt found, in words that promise no more than was proved.
#pragma once

#include "platform/seal/jws.h"

namespace jiujin::control {

std::string verdictText(const seal::VerifiedReceipt& receipt);

} // namespace jiujin::control
