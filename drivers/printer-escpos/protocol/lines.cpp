#include "drivers/printer-escpos/protocol/lines.h"

#include <algorithm>
#include <numeric>

namespace jiujin::drivers::escpos {

namespace {

// The next character of well-formed UTF-8.
char32_t take(std::string_view& utf8) {
    const auto first = static_cast<unsigned char>(utf8.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (const char next : utf8.substr(1, length - 1))
        character = character << 6U | (static_cast<unsigned char>(next) & 0x3FU);
    utf8.remove_prefix(length);
    return character;
}

bool isControl(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool isInvisible(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

bool isBlank(const Cell& cell) {
    return cell.character == ' ';
}

TextLine cellsOf(std::string_view utf8, const Charset& charset) {
    TextLine cells;
    while (!utf8.empty()) {
        const char32_t c = take(utf8);
        if (isControl(c))
            cells.push_back({' ', {}});
        else if (!isInvisible(c))
            cells.push_back({c, c < 0x80 ? std::nullopt : charset.bytesOf(c)});
    }
    return cells;
}

// Words of Latin letters and numbers stay whole, up to a hyphen; a line neither begins with a mark
// that closes nor ends with one that opens.
bool mayBreak(const Cell& before, const Cell& after) {
    constexpr std::u32string_view closing = U"，。、；：！？）》」』】”’…％",
                                  opening = U"（《「『【“‘";
    if (isBlank(before) || isBlank(after))
        return true;
    if (closing.find(after.character) != closing.npos ||
        opening.find(before.character) != opening.npos)
        return false;
    return !before.ascii() || !after.ascii() || before.character == '-';
}

// Where the line that begins at `from` ends.
std::size_t endOf(const TextLine& cells, std::size_t from, int columns) {
    std::size_t full = from;
    for (int used = 0; full < cells.size() && used + cells[full].columns() <= columns; ++full)
        used += cells[full].columns();
    full = std::max(full, from + 1);
    std::size_t end = full;
    while (end < cells.size() && end > from && !mayBreak(cells[end - 1], cells[end]))
        --end;
    return end > from ? end : full;
}

} // namespace

int columnsOf(const TextLine& line) {
    return std::accumulate(line.begin(), line.end(), 0,
                           [](int sum, const Cell& cell) { return sum + cell.columns(); });
}

std::vector<TextLine> linesOf(std::string_view utf8, int columns, const Charset& charset) {
    const TextLine cells = cellsOf(utf8, charset);
    std::vector<TextLine> lines;
    for (std::size_t at = 0; at < cells.size();) {
        const std::size_t end = endOf(cells, at, columns);
        TextLine line(cells.begin() + static_cast<std::ptrdiff_t>(at),
                      cells.begin() + static_cast<std::ptrdiff_t>(end));
        while (!line.empty() && isBlank(line.back()))
            line.pop_back();
        lines.push_back(std::move(line));
        at = end;
        while (at < cells.size() && isBlank(cells[at]))
            ++at;
    }
    if (lines.empty())
        lines.emplace_back();
    return lines;
}

} // namespace jiujin::drivers::escpos
