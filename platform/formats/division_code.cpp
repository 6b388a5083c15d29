#include "platform/formats/division_code.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

namespace {

constexpr std::size_t length = 12;
constexpr std::size_t lengths[] = {2, 4, 6, 9, 12}; // by level

Error malformed(const std::string& what) {
    return Error(ErrorCode::DivisionFormat, "division code: " + what);
}

} // namespace

Result<DivisionCode> DivisionCode::parse(std::string_view text) {
    if (text.size() != 6 && text.size() != 9 && text.size() != length)
        return malformed(std::to_string(text.size()) + " bytes, expected 6, 9 or 12");
    if (const auto at = firstOutside(text, "0123456789"); at != 0)
        return malformed("character " + std::to_string(at) + " is no digit");
    if (text[0] == '0')
        return malformed("no province begins with 0");
    return DivisionCode(std::string(text) + std::string(length - text.size(), '0'));
}

DivisionLevel DivisionCode::level() const {
    int level = 4;
    while (level > 0 && text_.find_first_not_of('0', lengths[level - 1]) == std::string::npos)
        --level;
    return static_cast<DivisionLevel>(level);
}

std::string_view DivisionCode::prefix() const {
    return std::string_view(text_).substr(0, lengths[static_cast<int>(level())]);
}

std::string DivisionCode::brief() const {
    return text_.substr(0, std::max<std::size_t>(6, prefix().size()));
}

std::optional<DivisionCode> DivisionCode::parent() const {
    const auto own = static_cast<int>(level());
    if (own == 0)
        return std::nullopt;
    const std::size_t kept = lengths[own - 1];
    return DivisionCode(text_.substr(0, kept) + std::string(length - kept, '0'));
}

bool DivisionCode::contains(const DivisionCode& other) const {
    return std::string_view(other.text_).substr(0, prefix().size()) == prefix();
}

} // namespace jiujin::formats
