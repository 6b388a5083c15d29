// Two people write the same words with other spaces and other marks: （国发〔2014〕8号） and
// (国发〔2014〕 8号).
#pragma once

#include <string>
#include <string_view>

namespace jiujin::formats {

// Without white space of any width, full-width forms (U+FF01 to U+FF5E) and curly quotation marks
// as in ASCII. Every other byte stays, in its order.
std::string looseForm(std::string_view utf8);

} // namespace jiujin::formats
