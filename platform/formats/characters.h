// What several identifiers ask of their characters. For the files of this room only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace jiujin::formats {

inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

inline bool allDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isDigit);
}

// At most nine digits.
inline int numberIn(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

inline char upperCase(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// ASCII letters only; other bytes stay.
inline std::string upperCase(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = upperCase(c);
    return out;
}

// For error texts, which count from one: 0 when every character is of the alphabet.
inline std::size_t firstOutside(std::string_view text, std::string_view alphabet) {
    const auto at = text.find_first_not_of(alphabet);
    return at == std::string_view::npos ? 0 : at + 1;
}

inline constexpr std::string_view digitsAndLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

} // namespace jiujin::formats
