#include "line.h"

namespace jiujin::drivers::example {

namespace {

// The text before the next '|', which is taken off; nothing when there is none left.
std::optional<std::string_view> next(std::optional<std::string_view>& rest) {
    if (!rest)
        return std::nullopt;
    const std::size_t end = rest->find('|');
    const std::string_view field = rest->substr(0, end);
    if (end == std::string_view::npos)
        rest.reset();
    else
        rest->remove_prefix(end + 1);
    return field;
}

} // namespace

Result<std::optional<Card>> cardFrom(std::string_view line) {
    const Error garbled(ErrorCode::ReaderGarbled, "template: a line of another form");
    if (line == "gone")
        return std::optional<Card>();
    std::optional<std::string_view> rest = line;
    const auto word = next(rest), kind = next(rest);
    if (line.size() > longestLine || word != "card" || !kind)
        return garbled;
    Card card;
    card.kind = *kind;
    for (Secret& text : card.texts) {
        const auto field = next(rest);
        if (!field)
            return garbled;
        text = Secret(*field);
    }
    return rest ? Result<std::optional<Card>>(garbled) : std::optional(std::move(card));
}

} // namespace jiujin::drivers::example
