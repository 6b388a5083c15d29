#include "platform/base/secret.h"

#include <cstring>
#include <utility>

namespace jiujin {

void wipe(std::string& text) {
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

Secret::Secret(std::string_view text) : text_(text) {}
Secret::Secret(const Secret& other) : text_(other.text_) {}

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
    // A short string is moved by copying its buffer: the source still holds the characters.
    wipe(other.text_);
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe(text_);
        text_ = other.text_;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(text_);
        text_ = std::move(other.text_);
        wipe(other.text_);
    }
    return *this;
}

Secret::~Secret() {
    wipe(text_);
}

} // namespace jiujin
