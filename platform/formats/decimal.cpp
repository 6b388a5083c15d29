#include "platform/formats/decimal.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

namespace {

constexpr std::int64_t unit = 1000, tooLarge = 1'000'000'000'000 * unit;

std::int64_t digitsOf(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::int64_t powerOfTen(std::size_t exponent) {
    std::int64_t value = 1;
    while (exponent-- > 0)
        value *= 10;
    return value;
}

std::optional<Decimal> bounded(std::int64_t thousandths) {
    if (thousandths >= tooLarge)
        return std::nullopt;
    return Decimal{thousandths};
}

} // namespace

std::optional<Decimal> parseDecimal(std::string_view text, int decimals) {
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (whole.empty() || whole.size() > wholeDigitsMax || !allDigits(whole) ||
        (whole.size() > 1 && whole[0] == '0'))
        return std::nullopt;
    const Decimal value{digitsOf(whole) * unit};
    if (point == std::string_view::npos)
        return value;
    const std::string_view part = text.substr(point + 1);
    if (part.empty() || part.size() > static_cast<std::size_t>(decimals) || !allDigits(part))
        return std::nullopt;
    return Decimal{value.thousandths + digitsOf(part) * powerOfTen(decimalsMax - part.size())};
}

std::string decimalText(Decimal value, int decimals) {
    const std::int64_t step = powerOfTen(static_cast<std::size_t>(decimalsMax - decimals));
    const std::int64_t kept = (value.thousandths + step / 2) / step;
    const std::int64_t perWhole = unit / step;
    const std::string whole = std::to_string(kept / perWhole);
    if (decimals == 0)
        return whole;
    const std::string part = std::to_string(kept % perWhole);
    return whole + "." + std::string(static_cast<std::size_t>(decimals) - part.size(), '0') + part;
}

std::optional<Decimal> sumOf(Decimal a, Decimal b) {
    return bounded(a.thousandths + b.thousandths);
}

std::optional<Decimal> productOf(Decimal a, Decimal b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.thousandths, b.thousandths, &product))
        return std::nullopt;
    return bounded(product / unit + (product % unit >= unit / 2 ? 1 : 0));
}

} // namespace jiujin::formats
