// A slip as the encoder takes it; drivers/contract/slip.h says what the parts mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace jiujin::drivers::escpos {

enum class Kind { Text, Code, Rule, Space };
enum class Align : std::uint8_t { Left = 0, Centre = 1, Right = 2 }; // as ESC a spells it

struct Part {
    Kind kind = Kind::Text;
    std::string text{}; // UTF-8
    int size = 1;
    Align align = Align::Left;
    bool bold = false;
};

inline constexpr std::size_t mostParts = 64;
inline constexpr std::size_t mostTextBytes = 8192; // of all parts together
inline constexpr int mostSpace = 16;

// The roll's width in characters of font A, 12 dots each; 203 dots an inch. 32 fit on paper of
// 58 mm, 48 on 80 mm, 42 on some printers of 80 mm.
struct Roll {
    int columns = 48;
    int dots() const { return columns * 12; }
};

} // namespace jiujin::drivers::escpos
