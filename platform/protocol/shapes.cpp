#include "platform/protocol/shapes.h"

#include "platform/base/bytes.h"

#include <algorithm>

namespace jiujin::protocol {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

// 'd' a digit, 'x' a digit or capital, anything else itself.
bool hasShape(std::string_view text, std::string_view shape) {
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
               if (s == 'd')
                   return isDigit(c);
               return s == 'x' ? isDigit(c) || isUpper(c) : c == s;
           });
}

} // namespace

bool isDigest(std::string_view text) {
    const auto bytes = fromBase64Url(text);
    return bytes.ok() && bytes->size() == 32;
}

bool isKeyId(std::string_view text) {
    return text.size() == 64 && fromHex(text).ok();
}

bool isTerminalId(std::string_view text) {
    return hasShape(text, "dddddd-xxxx");
}

bool isCaseNumber(std::string_view text) {
    return hasShape(text, "dddddd-xxxx-ddddddd-x");
}

bool isLookupCode(std::string_view text) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return text.size() == 16 && text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
               c == '-';
    });
}

bool isErrorCode(std::string_view text) {
    return hasShape(text, "JJ-dddd");
}

bool isDay(std::string_view text) {
    return hasShape(text, "dddd-dd-dd");
}

} // namespace jiujin::protocol
