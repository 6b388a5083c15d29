#include "platform/server/access/query.h"

#include <charconv>

namespace jiujin::server {

std::int64_t numberIn(std::string_view target, std::string_view key) {
    const auto query = target.find('?');
    if (query == std::string_view::npos)
        return 0;
    const std::string_view text = target.substr(query + 1);
    if (!text.starts_with(key) || text.size() == key.size() || text[key.size()] != '=')
        return -1;
    std::int64_t number = -1;
    const auto [end, failure] =
        std::from_chars(text.data() + key.size() + 1, text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size() ? number : -1;
}

} // namespace jiujin::server
