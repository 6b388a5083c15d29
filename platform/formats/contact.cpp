#include "platform/formats/contact.h"

#include "platform/base/bytes.h"
#include "platform/formats/characters.h"

#include <algorithm>
#include <cstdio>

namespace jiujin::formats {

namespace {

using namespace std::chrono;

constexpr std::size_t starsMax = 6, addressShownMax = 9;

Result<year_month_day> dateOf(std::string_view y, std::string_view m, std::string_view d) {
    if (!allDigits(y) || !allDigits(m) || !allDigits(d))
        return Error(ErrorCode::DateFormat);
    const year_month_day date{year(numberIn(y)), month(static_cast<unsigned>(numberIn(m))),
                              day(static_cast<unsigned>(numberIn(d)))};
    if (numberIn(y) == 0 || !date.ok())
        return Error(ErrorCode::DateFormat);
    return date;
}

// Bytes of the first `count` code points.
std::size_t prefixBytes(std::string_view utf8, std::size_t count) {
    std::size_t at = 0;
    while (at < utf8.size() && count > 0) {
        do
            ++at;
        while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0U) == 0x80U);
        --count;
    }
    return at;
}

// The code point that starts at `at` of well-formed UTF-8; moves `at` behind it.
char32_t nextCodePoint(std::string_view utf8, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(utf8[at++]);
    if (lead < 0x80)
        return lead;
    char32_t value = lead >= 0xF0 ? lead & 0x07U : lead >= 0xE0 ? lead & 0x0FU : lead & 0x1FU;
    while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0U) == 0x80U)
        value = (value << 6U) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
    return value;
}

bool isHidden(char32_t c) {
    const auto within = [c](char32_t first, char32_t last) {
        return c >= first && c <= last;
    };
    return c < 0x20 || within(0x7F, 0x9F) || c == 0xAD || c == 0x061C || within(0x200B, 0x200F) ||
           within(0x2028, 0x202E) || within(0x2060, 0x206F) || c == 0xFEFF ||
           within(0xFFF9, 0xFFFB) || within(0xFDD0, 0xFDEF) || (c & 0xFFFEU) == 0xFFFE ||
           within(0xE0000, 0xE007F);
}

} // namespace

bool isPlainLine(std::string_view text) {
    if (!isUtf8(text))
        return false;
    for (std::size_t at = 0; at < text.size();) {
        if (isHidden(nextCodePoint(text, at)))
            return false;
    }
    return true;
}

Result<Secret> parseMobile(std::string_view text) {
    const bool fits = text.size() == 11 && allDigits(text) && text[0] == '1' && text[1] >= '3';
    if (!fits)
        return Error(ErrorCode::PhoneFormat);
    return Secret(text);
}

std::string maskMobile(const Secret& number) {
    const std::string_view digits = number.expose();
    if (digits.size() != 11)
        return std::string(digits.size(), '*');
    return std::string(digits.substr(0, 3)) + "****" + std::string(digits.substr(7));
}

std::string maskNumber(const Secret& number) {
    constexpr std::size_t head = 6, tail = 4;
    const std::string_view text = number.expose();
    if (text.size() <= head + tail)
        return std::string(text.size(), '*');
    return std::string(text.substr(0, head)) + std::string(text.size() - head - tail, '*') +
           std::string(text.substr(text.size() - tail));
}

std::string maskName(const Secret& name) {
    const std::string_view text = name.expose();
    const std::size_t first = prefixBytes(text, 1);
    const std::size_t others = codePoints(text.substr(first));
    return std::string(text.substr(0, first)) + std::string(std::min(others, starsMax), '*');
}

std::string maskAddress(const Secret& address) {
    const std::string_view text = address.expose();
    const std::size_t length = codePoints(text);
    if (length == 0)
        return {};
    // A short address would stand there whole: at most half of it is shown.
    const std::size_t shown = std::min(addressShownMax, length / 2);
    return std::string(text.substr(0, prefixBytes(text, shown))) + "…";
}

Result<year_month_day> parseDate(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return Error(ErrorCode::DateFormat);
    return dateOf(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
}

Result<year_month_day> parseCompactDate(std::string_view text) {
    if (text.size() != 8)
        return Error(ErrorCode::DateFormat);
    return dateOf(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
}

std::string toIsoDate(year_month_day date) {
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

} // namespace jiujin::formats
