#include "platform/formats/citizen_number.h"

#include "platform/formats/characters.h"
#include "platform/formats/contact.h"
#include "platform/formats/iso7064.h"

#include <algorithm>

namespace jiujin::formats {

namespace {

using namespace std::chrono;
using Holder = CitizenNumber::Holder;

constexpr std::size_t modernLength = 18, legacyLength = 15;
constexpr std::size_t divisionLength = 6, birthAt = 6;
constexpr std::string_view legacyCentury = "19";

Holder holderOf(std::string_view number) {
    if (number[0] == '9')
        return Holder::Foreigner;
    const std::string_view province = number.substr(0, 2);
    return province == "81"   ? Holder::HongKong
           : province == "82" ? Holder::Macao
           : province == "83" ? Holder::Taiwan
                              : Holder::Citizen;
}

Result<year_month_day> birthOf(std::string_view number) {
    if (number.size() == modernLength)
        return parseCompactDate(number.substr(birthAt, 8));
    std::string century(legacyCentury);
    century += number.substr(birthAt, 6);
    auto birth = parseCompactDate(century);
    wipe(century);
    return birth;
}

// Place of the first character that does not fit, counted from one; 0 when all do.
std::size_t misfit(std::string_view number) {
    const bool modern = number.size() == modernLength;
    const auto at =
        firstOutside(modern ? number.substr(0, modernLength - 1) : number, "0123456789");
    if (at != 0 || !modern)
        return at;
    return firstOutside(number.substr(modernLength - 1), "0123456789X") == 0 ? 0 : modernLength;
}

Error lengthError(std::size_t length) {
    return Error(ErrorCode::NumberLength,
                 "citizen number: " + std::to_string(length) + " bytes, expected 18 or 15");
}

Result<void> checkDate(std::string_view number, sys_days today) {
    const auto birth = birthOf(number);
    if (!birth)
        return Error(ErrorCode::NumberDate, "citizen number: no such day of birth");
    if (sys_days(*birth) > today)
        return Error(ErrorCode::NumberDate, "citizen number: day of birth after today");
    return {};
}

Result<void> check(std::string_view number, sys_days today) {
    if (const auto at = misfit(number); at != 0)
        return Error(ErrorCode::NumberCharacter, "citizen number: character " + std::to_string(at));
    const bool legacy = number.size() == legacyLength;
    if (legacy && holderOf(number) != Holder::Citizen)
        return Error(ErrorCode::NumberLength,
                     "citizen number: residents' and foreigners' numbers never had 15 digits");
    JIUJIN_TRY(checkDate(number, today));
    if (!legacy && mod11Check(number.substr(0, modernLength - 1)) != number.back())
        return Error(ErrorCode::NumberCheck, "citizen number: check character");
    return {};
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
        return lengthError(text.size());
    std::string upper(text);
    upper.back() = upper.back() == 'x' ? 'X' : upper.back();
    CitizenNumber number;
    number.text_ = Secret(upper);
    wipe(upper);
    JIUJIN_TRY(check(number.text_.expose(), today));
    return number;
}

std::string CitizenNumber::masked() const {
    return maskNumber(text_);
}

CitizenNumber CitizenNumber::modern() const {
    if (!isLegacy())
        return *this;
    std::string longer;
    longer.reserve(modernLength);
    longer += text_.expose().substr(0, birthAt);
    longer += legacyCentury;
    longer += text_.expose().substr(birthAt);
    longer += mod11Check(longer);
    CitizenNumber number;
    number.text_ = Secret(longer);
    wipe(longer);
    return number;
}

bool CitizenNumber::sameAs(const CitizenNumber& other) const {
    return modern().text_ == other.modern().text_;
}

CitizenNumber::Holder CitizenNumber::holder() const {
    return holderOf(text_.expose());
}

std::string CitizenNumber::division() const {
    if (holder() != Holder::Citizen)
        return {};
    return std::string(text_.expose().substr(0, divisionLength));
}

year_month_day CitizenNumber::birth() const {
    return birthOf(text_.expose()).value();
}

bool CitizenNumber::isMale() const {
    const char sequence = text_.expose()[isLegacy() ? 14 : 16];
    return (sequence - '0') % 2 == 1;
}

} // namespace jiujin::formats
