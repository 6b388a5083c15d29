#include "drivers/printer-escpos/protocol/encode.h"

#include "drivers/printer-escpos/protocol/commands.h"

#include <algorithm>

namespace jiujin::drivers::escpos {

namespace {

constexpr int columnDots = 12, lineDots = 24;
constexpr int smallestModule = 3, largestModule = 16;

// ISO/IEC 18004, table 7: bytes that versions 1 to 40 hold at level M.
constexpr std::array<std::size_t, 40> capacities{
    14,   26,   42,   62,   84,   106,  122,  152,  180,  213,  251,  287,  331,  362,
    412,  450,  504,  560,  624,  666,  711,  779,  857,  911,  997,  1059, 1125, 1190,
    1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331};

Error refused(const char* where) {
    return {ErrorCode::SlipRefused, where};
}

std::size_t textBytes(const std::vector<Part>& parts) {
    std::size_t sum = 0;
    for (const Part& part : parts)
        sum += part.text.size();
    return sum;
}

} // namespace

std::optional<int> modulesFor(std::size_t bytes) {
    const auto* const version = std::lower_bound(capacities.begin(), capacities.end(), bytes);
    if (version == capacities.end())
        return std::nullopt;
    return 21 + 4 * static_cast<int>(version - capacities.begin());
}

Result<Bytes> Encoder::encode(const std::vector<Part>& parts) const {
    if (parts.empty() || parts.size() > mostParts || textBytes(parts) > mostTextBytes)
        return refused("slip: nothing or too much in it");
    Bytes out;
    commands::begin(out);
    for (const Part& part : parts)
        JIUJIN_TRY(add(out, part));
    commands::style(out, Align::Left, false, 1);
    commands::cut(out);
    return out;
}

Result<void> Encoder::add(Bytes& out, const Part& part) const {
    switch (part.kind) {
    case Kind::Text:
        if ((part.size != 1 && part.size != 2) || !isUtf8(part.text))
            return refused("slip: text of another size, or not UTF-8");
        for (const TextLine& line : linesOf(part.text, roll_.columns / part.size, charset_))
            addLine(out, part, line);
        return {};
    case Kind::Code:
        return addCode(out, part);
    case Kind::Rule:
        commands::style(out, Align::Left, false, 1);
        out.insert(out.end(), static_cast<std::size_t>(roll_.columns), '-');
        commands::endLine(out);
        return {};
    case Kind::Space:
        if (part.size < 1 || part.size > mostSpace)
            return refused("slip: space of another size");
        commands::style(out, Align::Left, false, 1);
        for (int i = 0; i < part.size; ++i)
            commands::endLine(out);
        return {};
    }
    return refused("slip: part of no kind");
}

void Encoder::addLine(Bytes& out, const Part& part, const TextLine& line) const {
    const bool own =
        std::all_of(line.begin(), line.end(), [](const Cell& cell) { return cell.printable(); });
    if (!own) {
        commands::style(out, Align::Left, false, 1);
        commands::picture(out, drawn(part, line));
        return;
    }
    commands::style(out, part.align, part.bold, part.size);
    for (const Cell& cell : line)
        if (cell.bytes)
            out.insert(out.end(), cell.bytes->begin(), cell.bytes->end());
        else
            out.push_back(static_cast<std::uint8_t>(cell.character));
    commands::endLine(out);
}

Dots Encoder::drawn(const Part& part, const TextLine& line) const {
    Dots dots(roll_.dots(), lineDots * part.size);
    const int left = roll_.dots() - columnsOf(line) * columnDots * part.size;
    int x = part.align == Align::Left ? 0 : part.align == Align::Centre ? left / 2 : left;
    for (const Cell& cell : line) {
        const int wide = cell.columns() * columnDots * part.size;
        glyphs_.draw(dots, cell.character, x, wide, part.size, part.bold);
        x += wide;
    }
    return dots;
}

Result<void> Encoder::addCode(Bytes& out, const Part& part) const {
    const bool ascii = std::all_of(part.text.begin(), part.text.end(),
                                   [](char c) { return c >= ' ' && c <= '~'; });
    const auto modules = modulesFor(part.text.size());
    if (part.text.empty() || !ascii || !modules)
        return refused("slip: not a code of printable ASCII");
    if (part.size < 1 || part.size > largestModule)
        return refused("slip: code of another size");
    // The quiet zone is the margin that the head does not reach, and the lines above and below.
    const int size = std::min(std::max(part.size, smallestModule), roll_.dots() / *modules);
    if (size < smallestModule)
        return refused("slip: code too long for the width of the roll");
    commands::style(out, part.align, false, 1);
    commands::endLine(out);
    commands::code(out, part.text, size);
    commands::endLine(out);
    return {};
}

} // namespace jiujin::drivers::escpos
