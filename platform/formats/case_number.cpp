#include "platform/formats/case_number.h"

#include "platform/formats/characters.h"
#include "platform/formats/iso7064.h"

#include <cstdio>

namespace jiujin::formats {

namespace {

constexpr std::size_t divisionLength = 6, terminalLength = 4, counterLength = 7;
constexpr std::size_t compactLength = divisionLength + terminalLength + counterLength + 1;
constexpr std::uint32_t counterMax = 9'999'999;

bool allAlphabet(std::string_view text) {
    return firstOutside(text, digitsAndLetters) == 0;
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
        out += upperCase(c);
    }
    return out;
}

} // namespace

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
