#include "platform/formats/citizen_number.h"

#include "platform/formats/contact.h"

#include <algorithm>

namespace jiujin::formats {

namespace {

using namespace std::chrono;

constexpr std::size_t modernLength = 18, legacyLength = 15;
constexpr std::size_t birthAt = 6;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

char checkOf(std::string_view digits) {
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < std::size(weights); ++i)
        sum += weights[i] * (digits[i] - '0');
    return "10X98765432"[sum % 11];
}

Result<year_month_day> birthOf(std::string_view number) {
    if (number.size() == modernLength)
        return parseCompactDate(number.substr(birthAt, 8));
    std::string century = "19";
    century += number.substr(birthAt, 6);
    auto birth = parseCompactDate(century);
    wipe(century);
    return birth;
}

bool charactersFit(std::string_view number) {
    const auto digits = number.size() == modernLength ? modernLength - 1 : legacyLength;
    return std::all_of(number.begin(), number.begin() + static_cast<std::ptrdiff_t>(digits),
                       isDigit) &&
           (number.size() == legacyLength || isDigit(number.back()) || number.back() == 'X');
}

} // namespace

int ageOn(year_month_day birth, sys_days day) {
    const year_month_day now(day);
    const int years = static_cast<int>(now.year()) - static_cast<int>(birth.year());
    const bool before =
        now.month() < birth.month() || (now.month() == birth.month() && now.day() < birth.day());
    return before ? years - 1 : years;
}

bool isForeignNumber2017(std::string_view text) {
    const auto isLetter = [](char c) {
        return c >= 'A' && c <= 'Z';
    };
    return text.size() == legacyLength && std::all_of(text.begin(), text.begin() + 3, isLetter) &&
           std::all_of(text.begin() + 3, text.end(), isDigit);
}

Result<CitizenNumber> CitizenNumber::parse(std::string_view text, sys_days today) {
    if (text.size() != modernLength && text.size() != legacyLength)
        return Error(ErrorCode::NumberLength);
    std::string upper(text);
    if (upper.back() == 'x')
        upper.back() = 'X';
    CitizenNumber number;
    number.text_ = Secret(upper);
    wipe(upper);
    const std::string_view value = number.text_.expose();
    if (!charactersFit(value))
        return Error(ErrorCode::NumberCharacter);
    const auto birth = birthOf(value);
    if (!birth || sys_days(*birth) > today)
        return Error(ErrorCode::NumberDate);
    if (value.size() == modernLength && checkOf(value) != value.back())
        return Error(ErrorCode::NumberCheck);
    return number;
}

year_month_day CitizenNumber::birth() const {
    return birthOf(text_.expose()).value();
}

bool CitizenNumber::isMale() const {
    const char sequence = text_.expose()[isLegacy() ? 14 : 16];
    return (sequence - '0') % 2 == 1;
}

} // namespace jiujin::formats
