#include "platform/protocol/padding.h"

namespace jiujin::protocol {

Secret closePadded(JsonText& json, std::initializer_list<std::size_t> classes) {
    constexpr std::string_view frame = R"(,"padding":""})";
    const std::size_t bare = json.view().size() + frame.size();
    std::size_t whole = bare;
    for (const std::size_t each : classes)
        if (bare <= each) {
            whole = each;
            break;
        }
    json.member("padding", std::string(whole - bare, '0')).close('}');
    return json.secret();
}

} // namespace jiujin::protocol
