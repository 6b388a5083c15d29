#include "drivers/idcard-samv/protocol/layout.h"

#include <algorithm>
#include <array>

namespace jiujin::drivers::samv {

namespace {

constexpr std::array layouts{
    Layout{.kind = CardKind::Resident,
           .mark = u' ',
           .name = {0, 30},
           .nameRest = {},
           .otherName = {},
           .sex = {30, 2},
           .nation = {32, 4},
           .birth = {36, 16},
           .address = {52, 70},
           .number = {122, 36},
           .issuer = {158, 30},
           .validFrom = {188, 16},
           .validUntil = {204, 16}},
    Layout{.kind = CardKind::HkMacaoTaiwan,
           .mark = u'J',
           .name = {0, 30},
           .nameRest = {},
           .otherName = {},
           .sex = {30, 2},
           .nation = {},
           .birth = {36, 16},
           .address = {52, 70},
           .number = {122, 36},
           .issuer = {158, 30},
           .validFrom = {188, 16},
           .validUntil = {204, 16}},
    Layout{.kind = CardKind::Foreign2017,
           .mark = u'I',
           .name = {0, 120},
           .nameRest = {},
           .otherName = {158, 30},
           .sex = {120, 2},
           .nation = {152, 6},
           .birth = {220, 16},
           .address = {},
           .number = {122, 30},
           .issuer = {240, 8},
           .validFrom = {188, 16},
           .validUntil = {204, 16}},
    Layout{.kind = CardKind::Foreign2023,
           .mark = u'Y',
           .name = {52, 70},
           .nameRest = {220, 22},
           .otherName = {0, 30},
           .sex = {30, 2},
           .nation = {242, 6},
           .birth = {36, 16},
           .address = {},
           .number = {122, 36},
           .issuer = {},
           .validFrom = {188, 16},
           .validUntil = {204, 16}},
};

} // namespace

const Layout* layoutOf(ByteView text) {
    const char16_t found = unitAt(text, markOffset);
    const char16_t mark = found == 0 ? u' ' : found;
    const auto* const layout = std::find_if(layouts.begin(), layouts.end(),
                                            [&](const Layout& each) { return each.mark == mark; });
    return layout == layouts.end() ? nullptr : layout;
}

bool isAllowed(char32_t point) {
    const bool control = point < 0x20 || (point >= 0x7F && point <= 0x9F);
    const bool noCharacter = (point & 0xFFFEU) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return !control && !noCharacter;
}

} // namespace jiujin::drivers::samv
