// Writes JSON in its one spelling: members in the order of the calls, no white space, strings
// escaped as in RFC 8785 section 3.2.2.2. The buffer is wiped as it grows and when it goes, because
// documents hold personal data.
#pragma once

#include "platform/base/secret.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace jiujin::protocol {

class JsonText {
public:
    JsonText() = default;
    ~JsonText() { wipe(text_); }
    JsonText(const JsonText&) = delete;
    JsonText& operator=(const JsonText&) = delete;

    JsonText& open(char bracket);  // '{' or '['
    JsonText& close(char bracket); // '}' or ']'
    JsonText& key(std::string_view name);
    JsonText& value(std::string_view text);
    JsonText& value(const Secret& text) { return value(text.expose()); }
    JsonText& value(std::int64_t number);
    JsonText& value(std::uint64_t number);
    // JSON written elsewhere by this class.
    JsonText& raw(std::string_view json);

    // member("a", x) is key("a"), value(x).
    template <typename T>
    JsonText& member(std::string_view name, const T& item) {
        return key(name).value(item);
    }

    std::string_view view() const { return text_; }
    std::string text() const { return text_; }
    Secret secret() const { return Secret(text_); }

private:
    void append(std::string_view piece);
    void separate();
    void appendEscaped(char c);

    std::string text_;
    bool needsComma_ = false;
};

} // namespace jiujin::protocol
