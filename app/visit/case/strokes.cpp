#include "app/visit/case/strokes.h"

#include <charconv>
#include <optional>

namespace jiujin::filing {

namespace {

constexpr int farthest = 4000; // a finger may leave the pad;
constexpr std::size_t bytesMax = 256UL * 1024;

std::optional<int> takeNumber(std::string_view& rest) {
    int value = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (read.ec != std::errc{} || value < -farthest || value > farthest)
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()));
    return value;
}

bool take(std::string_view& rest, char c) {
    if (rest.empty() || rest.front() != c)
        return false;
    rest.remove_prefix(1);
    return true;
}

std::optional<Point> takePoint(std::string_view& rest) {
    const auto x = takeNumber(rest);
    if (!x || !take(rest, ','))
        return std::nullopt;
    const auto y = takeNumber(rest);
    if (!y)
        return std::nullopt;
    return Point{*x, *y};
}

} // namespace

Result<std::vector<Stroke>> parseStrokes(const Secret& text) {
    if (text.empty())
        return Error(ErrorCode::SignatureMissing);
    const Error malformed(ErrorCode::DocumentMalformed, "signature strokes");
    std::string_view rest = text.expose();
    if (rest.size() > bytesMax)
        return malformed;
    std::vector<Stroke> strokes(1);
    for (;;) {
        const auto point = takePoint(rest);
        if (!point)
            return malformed;
        strokes.back().push_back(*point);
        if (rest.empty())
            return strokes;
        if (take(rest, ';'))
            strokes.emplace_back();
        else if (!take(rest, ' '))
            return malformed;
    }
}

} // namespace jiujin::filing
