// The receipt on a roll: who has no sheet holds this, with the same code and no more of a person
// than the sheet shows.
#pragma once

#include "app/visit/paper/receipt.h"

namespace jiujin::paper {

enum class SlipKind { Text, Code, Rule };

// size: of text 1 or 2; of a code the dots a module that are wanted.
struct SlipPart {
    SlipKind kind = SlipKind::Text;
    std::string text{};
    int size = 1;
    bool centred = false, bold = false;
};

// From top to bottom; the paper is cut behind the last.
std::vector<SlipPart> slipOf(const ReceiptPaper& receipt);

} // namespace jiujin::paper
