// Personal data at rest in memory: cannot be printed, is wiped when it goes. expose() is the one
// way in, and a grep for it lists every place that touches a person's data.
#pragma once

#include <string>
#include <string_view>

namespace jiujin {

// Overwrites the text's whole buffer, spare capacity included, and empties it.
void wipe(std::string& text);

// UTF-8 text of a person. Copies are deep and each wipes itself.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    std::string_view expose() const { return text_; }
    bool empty() const { return text_.empty(); }
    bool operator==(const Secret& other) const { return text_ == other.text_; }

    template <typename Stream>
    friend Stream& operator<<(Stream&, const Secret&) = delete;

private:
    std::string text_;
};

} // namespace jiujin
