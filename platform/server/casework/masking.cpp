#include "platform/server/casework/masking.h"

#include "platform/formats/contact.h"

namespace jiujin::server {

std::string masked(matter::FieldKind kind, const Secret& value) {
    switch (kind) {
    case matter::FieldKind::CitizenNumber:
        return formats::maskNumber(value);
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
