// Blocks that both papers are made of.
#pragma once

#include "app/visit/paper/sheet.h"
#include "app/visit/paper/words.h"

namespace jiujin::paper {

// Chinese above English, in the middle of the page.
Block titleBlock(Canvas& canvas, const Words& title);
// One line of facts: label on the left, values stacked on the right, a hair line below.
struct Fact {
    Words label;
    std::vector<Words> values; // English may be empty
    bool strong = false;
};
Block factBlock(Canvas& canvas, Fact fact);
// A paragraph over the whole width.
Block noteBlock(Canvas& canvas, std::string text, const Style& style);

// Text cut at code points into pieces, each at most `high` millimetres high.
std::vector<std::string> piecesOf(Canvas& canvas, std::string_view text, double wide,
                                  const Style& style, double high);

} // namespace jiujin::paper
