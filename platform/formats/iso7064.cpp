#include "platform/formats/iso7064.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

char mod11Check(std::string_view digits) {
    constexpr int modulus = 11;
    int sum = 0;
    for (const char c : digits)
        sum = (sum + (c - '0')) * 2 % modulus;
    return "10X98765432"[sum];
}

char mod37Check(std::string_view text) {
    constexpr int modulus = 36;
    int product = modulus;
    for (const char c : text) {
        const auto value = digitsAndLetters.find(c);
        if (value == std::string_view::npos)
            return '\0';
        const int sum = (product + static_cast<int>(value)) % modulus;
        product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
    }
    return digitsAndLetters[static_cast<std::size_t>((modulus + 1 - product) % modulus)];
}

} // namespace jiujin::formats
