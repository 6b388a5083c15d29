#include "platform/server/casework/masking.h"

#include "platform/formats/contact.h"
#include "platform/formats/credit_code.h"

namespace jiujin::server {

namespace {

std::string maskedCode(const Secret& value) {
    const auto code = formats::CreditCode::parse(value.expose());
    return code ? code->shown() : formats::maskNumber(value);
}

} // namespace

std::string masked(matter::FieldKind kind, const Secret& value) {
    switch (kind) {
    case matter::FieldKind::CitizenNumber:
        return formats::maskNumber(value);
    case matter::FieldKind::Mobile:
        return formats::maskMobile(value);
    case matter::FieldKind::Address:
    case matter::FieldKind::Division:
        return formats::maskAddress(value);
    case matter::FieldKind::Number:
    case matter::FieldKind::Money:
        return "**";
    case matter::FieldKind::CreditCode:
        return maskedCode(value);
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
