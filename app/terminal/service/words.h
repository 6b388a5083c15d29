// The words of a line of the control socket, which any number of blanks part.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace jiujin::service {

inline std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        if (end > 0)
            words.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

} // namespace jiujin::service
