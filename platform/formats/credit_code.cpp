#include "platform/formats/credit_code.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int modulus = 31;
constexpr std::size_t length = 18;
constexpr std::size_t divisionAt = 2, divisionLength = 6;

Error malformed(const std::string& what) {
    return Error(ErrorCode::CreditCodeFormat, "credit code: " + what);
}

Result<void> check(std::string_view code) {
    if (const auto at = firstOutside(code, alphabet); at != 0)
        return malformed("character " + std::to_string(at) +
                         ", expected 0-9 or A-Z without I O S V Z");
    if (!allDigits(code.substr(divisionAt, divisionLength)))
        return malformed("characters 3 to 8, the division, are digits");
    if (creditCheck(code.substr(0, length - 1)) != code.back())
        return Error(ErrorCode::CreditCodeFormat, "credit code: check character");
    return {};
}

} // namespace

char creditCheck(std::string_view text) {
    int sum = 0, weight = 1;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return '\0';
        sum = (sum + weight * static_cast<int>(value)) % modulus;
        weight = weight * 3 % modulus;
    }
    return alphabet[static_cast<std::size_t>((modulus - sum) % modulus)];
}

Result<CreditCode> CreditCode::parse(std::string_view text) {
    if (text.size() != length)
        return malformed(std::to_string(text.size()) + " bytes, expected 18");
    std::string upper = upperCase(text);
    CreditCode code;
    code.text_ = Secret(upper);
    wipe(upper);
    JIUJIN_TRY(check(code.text_.expose()));
    return code;
}

std::string CreditCode::shown() const {
    constexpr std::size_t head = 8, tail = 2;
    const std::string_view code = text_.expose();
    if (!isSoleTrader())
        return std::string(code);
    std::string masked(code.substr(0, head));
    masked.append(length - head - tail, '*');
    return masked.append(code.substr(length - tail));
}

} // namespace jiujin::formats
