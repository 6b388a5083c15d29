// Text as the other files of this room compare it.
#pragma once

#include <string>
#include <string_view>

namespace jiujin::find {

// Code points, with full-width letters and digits made narrow and A–Z made small; what is not UTF-8
// is left out.
std::u32string plainForm(std::string_view utf8);

bool isHan(char32_t sign);
// a–z, 0–9
bool isLetter(char32_t sign);

} // namespace jiujin::find
