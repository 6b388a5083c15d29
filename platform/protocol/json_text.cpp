#include "platform/protocol/json_text.h"

#include <algorithm>
#include <utility>

namespace jiujin::protocol {

void JsonText::append(std::string_view piece) {
    if (text_.size() + piece.size() > text_.capacity()) {
        std::string larger;
        larger.reserve(
            std::max<std::size_t>({256, 2 * text_.capacity(), text_.size() + piece.size()}));
        larger = text_;
        text_.swap(larger);
        wipe(larger);
    }
    text_.append(piece);
}

void JsonText::separate() {
    if (std::exchange(needsComma_, true))
        append(",");
}

JsonText& JsonText::open(char bracket) {
    separate();
    append({&bracket, 1});
    needsComma_ = false;
    return *this;
}

JsonText& JsonText::close(char bracket) {
    append({&bracket, 1});
    needsComma_ = true;
    return *this;
}

JsonText& JsonText::key(std::string_view name) {
    value(name);
    append(":");
    needsComma_ = false;
    return *this;
}

void JsonText::appendEscaped(char c) {
    constexpr std::string_view shortForms = "\bb\tt\nn\ff\rr\"\"\\\\";
    for (std::size_t i = 0; i < shortForms.size(); i += 2)
        if (shortForms[i] == c) {
            const char pair[] = {'\\', shortForms[i + 1]};
            return append({pair, 2});
        }
    constexpr std::string_view hex = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    const char unicode[] = {'\\', 'u', '0', '0', hex[code >> 4U], hex[code & 0xFU]};
    append({unicode, sizeof unicode});
}

JsonText& JsonText::value(std::string_view text) {
    separate();
    append("\"");
    const auto needsEscape = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
    };
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(
            std::find_if(text.begin(), text.end(), needsEscape) - text.begin());
        append(text.substr(0, plain));
        if (plain < text.size())
            appendEscaped(text[plain]);
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    append("\"");
    return *this;
}

JsonText& JsonText::value(std::int64_t number) {
    return raw(std::to_string(number));
}

JsonText& JsonText::value(std::uint64_t number) {
    return raw(std::to_string(number));
}

JsonText& JsonText::raw(std::string_view json) {
    separate();
    append(json);
    return *this;
}

} // namespace jiujin::protocol
