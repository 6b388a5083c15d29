#include "platform/formats/case_number.h"

#include <algorithm>
#include <cstdio>

namespace jiujin::formats {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr int modulus = 36;
constexpr std::size_t divisionLength = 6, terminalLength = 4, counterLength = 7;
constexpr std::size_t compactLength = divisionLength + terminalLength + counterLength + 1;
constexpr std::uint32_t counterMax = 9'999'999;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool allDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isDigit);
}

bool allAlphabet(std::string_view text) {
    return text.find_first_not_of(alphabet) == std::string_view::npos;
}

std::string counterText(std::uint32_t counter) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%07u", counter);
    return buffer;
}

// Upper case and without the dashes and blanks that people put in; empty when it is far too long.
std::string compact(std::string_view text) {
    std::string out;
    if (text.size() > 4 * compactLength)
        return out;
    for (const char c : text) {
        if (c == '-' || c == ' ')
            continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

} // namespace

char mod37Check(std::string_view text) {
    int product = modulus;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return '\0';
        const int sum = (product + static_cast<int>(value)) % modulus;
        product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
    }
    return alphabet[static_cast<std::size_t>((modulus + 1 - product) % modulus)];
}

std::string CaseNumber::text() const {
    const std::string serial = counterText(counter);
    std::string out = division;
    out += '-';
    out += terminal;
    out += '-';
    out += serial;
    out += '-';
    out += mod37Check(division + terminal + serial);
    return out;
}

Result<CaseNumber> CaseNumber::parse(std::string_view text) {
    const std::string all = compact(text);
    if (all.size() != compactLength || !allAlphabet(all))
        return Error(ErrorCode::TokenMalformed, "case number: length or characters");
    const std::string division = all.substr(0, divisionLength);
    const std::string terminal = all.substr(divisionLength, terminalLength);
    const std::string serial = all.substr(divisionLength + terminalLength, counterLength);
    if (!allDigits(division) || !allDigits(serial))
        return Error(ErrorCode::TokenMalformed, "case number: division and counter are digits");
    if (mod37Check(std::string_view(all).substr(0, compactLength - 1)) != all.back())
        return Error(ErrorCode::NumberCheck, "case number");
    return caseNumberOf(division + "-" + terminal, static_cast<std::uint32_t>(std::stoul(serial)));
}

Result<CaseNumber> caseNumberOf(std::string_view terminalId, std::uint32_t counter) {
    const bool shaped = terminalId.size() == divisionLength + 1 + terminalLength &&
                        terminalId[divisionLength] == '-' &&
                        allDigits(terminalId.substr(0, divisionLength)) &&
                        allAlphabet(terminalId.substr(divisionLength + 1));
    if (!shaped)
        return Error(ErrorCode::TokenMalformed, "terminal id: expected 330105-A017");
    if (counter == 0 || counter > counterMax)
        return Error(ErrorCode::TokenMalformed, "case number: counter is 1 to 9999999");
    return CaseNumber{std::string(terminalId.substr(0, divisionLength)),
                      std::string(terminalId.substr(divisionLength + 1)), counter};
}

} // namespace jiujin::formats
