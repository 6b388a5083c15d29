// Numbers and amounts of money as a form carries them: digits, perhaps a point and decimals; no
// sign, no exponent, no grouping, no leading zero. Counted in thousandths, so that sums are exact.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiujin::formats {

inline constexpr int decimalsMax = 3, wholeDigitsMax = 12;

struct Decimal {
    std::int64_t thousandths = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a bare 0 in it
    auto operator<=>(const Decimal&) const = default;
};

// At most `decimals` of them (0 to decimalsMax). None when it is not written so, or is too large.
std::optional<Decimal> parseDecimal(std::string_view text, int decimals);
// With exactly so many decimals, rounded half up.
std::string decimalText(Decimal value, int decimals);

// None when it has more than wholeDigitsMax digits before the point.
std::optional<Decimal> sumOf(Decimal a, Decimal b);
// Rounded half up to thousandths.
std::optional<Decimal> productOf(Decimal a, Decimal b);

} // namespace jiujin::formats
