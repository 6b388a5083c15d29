#include "platform/server/casework/masking.h"

#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"

namespace jiujin::server {

namespace {

std::string maskNumber(const Secret& value) {
    const auto number = formats::CitizenNumber::parse(
        value.expose(), std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));
    // What is no number (permits of foreigners) shows no more than a name does.
    return number.ok() ? number->masked() : formats::maskName(value);
}

} // namespace

std::string masked(matter::FieldKind kind, const Secret& value) {
    switch (kind) {
    case matter::FieldKind::CitizenNumber:
        return maskNumber(value);
    case matter::FieldKind::Mobile:
        return formats::maskMobile(value);
    case matter::FieldKind::Address:
        return formats::maskAddress(value);
    case matter::FieldKind::Date:
        return std::string(value.expose().substr(0, 4)) + "-**-**";
    case matter::FieldKind::Choice:
        return std::string(value.expose());
    case matter::FieldKind::Text:
    case matter::FieldKind::Name:
        return formats::maskName(value);
    }
    return {};
}

} // namespace jiujin::server
