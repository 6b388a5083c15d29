// On which line of a JSON text each value stands, so that a fault names the line as well.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiujin::matter {

class JsonLines {
public:
    // The text may be broken: what stands before the break is found.
    explicit JsonLines(std::string_view text);

    // Line (from 1) of the value at a place (RFC 6901); of the nearest one around it when it does
    // not stand there.
    int lineOf(std::string_view place) const;
    // The line on which the text stops being JSON.
    std::optional<int> brokenAt() const { return brokenAt_; }
    // Places of members whose key stands twice in its object; readers keep the last.
    const std::vector<std::string>& doubles() const { return doubles_; }

private:
    std::map<std::string, int, std::less<>> lines_;
    std::vector<std::string> doubles_;
    std::optional<int> brokenAt_;
};

} // namespace jiujin::matter
