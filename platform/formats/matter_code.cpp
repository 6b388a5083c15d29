#include "platform/formats/matter_code.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

namespace {

constexpr std::size_t basicLength = 12, implementationLength = 31, handlingLength = 33;
constexpr std::size_t bodyLength = 18, levelAt = 18, basicAt = 19;

Error malformed(const std::string& what) {
    return Error(ErrorCode::MatterCodeFormat, "matter code: " + what);
}

Result<void> checkLength(std::string_view text, std::size_t length) {
    if (text.size() != length)
        return malformed(std::to_string(text.size()) + " bytes, expected " +
                         std::to_string(length));
    return {};
}

} // namespace

Result<BasicCode> BasicCode::parse(std::string_view text) {
    JIUJIN_TRY(checkLength(text, basicLength));
    if (const auto at = firstOutside(text, "0123456789"); at != 0)
        return malformed("basic code: character " + std::to_string(at) + " is no digit");
    return BasicCode{std::string(text.substr(0, 2)), std::string(text.substr(2, 2)),
                     std::string(text.substr(4, 5)), std::string(text.substr(9, 3))};
}

Result<ImplementationCode> ImplementationCode::parse(std::string_view text) {
    JIUJIN_TRY(checkLength(text, implementationLength));
    auto body = CreditCode::parse(text.substr(0, bodyLength));
    if (!body)
        return Error(body.error().code, "matter code: body: " + body.error().where);
    const char level = text[levelAt];
    if (level < '1' || level > '7')
        return malformed("character 19, the level, is 1 to 7");
    JIUJIN_TRY_ASSIGN(BasicCode basic, BasicCode::parse(text.substr(basicAt)));
    return ImplementationCode{std::move(*body), level, std::move(basic)};
}

std::string ImplementationCode::text() const {
    return std::string(body.text().expose()) + level + basic.text();
}

Result<HandlingCode> HandlingCode::parse(std::string_view text) {
    JIUJIN_TRY(checkLength(text, handlingLength));
    JIUJIN_TRY_ASSIGN(ImplementationCode implementation,
                      ImplementationCode::parse(text.substr(0, implementationLength)));
    const std::string_view serial = text.substr(implementationLength);
    if (!allDigits(serial) || serial == "00")
        return malformed("characters 32 and 33, the serial, are 01 to 99");
    return HandlingCode{std::move(implementation), numberIn(serial)};
}

std::string HandlingCode::text() const {
    return implementation.text() + (serial < 10 ? "0" : "") + std::to_string(serial);
}

} // namespace jiujin::formats
