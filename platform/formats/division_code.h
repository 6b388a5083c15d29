// 行政区划代码: 6 digits to the county (GB/T 2260), 9 to the township, 12 to the village. Portals
// write 12 with zeros behind (511602000000); that is how it is kept. GB/T 39046 allows up to 9 (B);
// that GB/T 10114 gives digits 7 to 9 is by memory (D). Whether a place exists is the business of
// division_history.h: abolished codes stay readable.
#pragma once

#include "platform/base/result.h"

#include <compare>
#include <optional>

namespace jiujin::formats {

enum class DivisionLevel { Province, City, County, Township, Village };

class DivisionCode {
public:
    // 6, 9 or 12 digits, the first not 0. DivisionFormat.
    static Result<DivisionCode> parse(std::string_view text);

    // 12 digits.
    const std::string& text() const { return text_; }
    // The shortest of 6, 9 and 12 digits that loses nothing.
    std::string brief() const;
    DivisionLevel level() const;
    // 511602 -> 511600 -> 510000 -> none.
    std::optional<DivisionCode> parent() const;
    // Itself, and what lies within it.
    bool contains(const DivisionCode& other) const;
    bool operator==(const DivisionCode&) const = default;
    bool operator<(const DivisionCode& other) const { return text_ < other.text_; }

private:
    explicit DivisionCode(std::string text) : text_(std::move(text)) {}
    std::string_view prefix() const;

    std::string text_;
};

} // namespace jiujin::formats
