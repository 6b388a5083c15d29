// What the receipt says of each material, on a sheet and on a roll.
#pragma once

#include "app/visit/paper/receipt.h"

namespace jiujin::paper {

// "name: way" of each material that was filed, in the words that were signed. The receipt has
// matter and body.
std::vector<matter::Words> materialLines(const ReceiptPaper& receipt);

} // namespace jiujin::paper
