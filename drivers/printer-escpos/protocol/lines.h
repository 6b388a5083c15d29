// A paragraph as the lines that it takes on a roll.
#pragma once

#include "drivers/printer-escpos/protocol/charset.h"

#include <string_view>
#include <vector>

namespace jiujin::drivers::escpos {

// Of one character: ASCII, which every printer has, or with the two bytes of GB 2312, or neither:
// then only a picture can show it.
struct Cell {
    char32_t character = 0;
    std::optional<DoubleByte> bytes;

    bool ascii() const { return character < 0x80; }
    bool printable() const { return ascii() || bytes; }
    int columns() const { return ascii() ? 1 : 2; }
};
using TextLine = std::vector<Cell>;

int columnsOf(const TextLine& line);
// Control characters become blanks, so that a line break in a text is one; invisible marks of
// direction and joining are left out. Words and numbers are torn only where a roll is narrower than
// they are, and no line begins with a full stop. At least one line. The text must be UTF-8.
std::vector<TextLine> linesOf(std::string_view utf8, int columns, const Charset& charset);

} // namespace jiujin::drivers::escpos
