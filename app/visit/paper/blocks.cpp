#include "app/visit/paper/blocks.h"

#include <algorithm>

namespace jiujin::paper {

namespace {

constexpr double labelWide = 46, englishAt = 21, gap = 1.7;
const Style label{11, false, quiet}, small{8.5, false, quiet}, value{12.5}, strongValue{12.5, true};

double stackHeight(Canvas& canvas, const Words& words, double wide, const Style& first) {
    const double second = words.en.empty() ? 0 : canvas.heightOf(words.en, wide, small);
    return canvas.heightOf(words.zh, wide, first) + second;
}

double drawStack(Canvas& canvas, const Words& words, double x, double y, double wide,
                 const Style& first) {
    double high = canvas.text(words.zh, x, y, wide, first);
    if (!words.en.empty())
        high += canvas.text(words.en, x, y + high, wide, small);
    return high;
}

} // namespace

Block titleBlock(Canvas& canvas, const Words& title) {
    const Style big{23, true, ink, Align::Centre, 2}, below{10.5, false, quiet, Align::Centre};
    const double first = canvas.heightOf(title.zh, Sheet::wide, big);
    const double high = first + canvas.heightOf(title.en, Sheet::wide, below) + 4;
    return {high,
            [&canvas, title, big, below, first](double top) {
                canvas.text(title.zh, Sheet::left, top, Sheet::wide, big);
                canvas.text(title.en, Sheet::left, top + first, Sheet::wide, below);
            },
            true};
}

Block factBlock(Canvas& canvas, Fact fact) {
    const double wide = Sheet::wide - labelWide;
    const Style& shown = fact.strong ? strongValue : value;
    double high = 0;
    for (const Words& each : fact.values)
        high += stackHeight(canvas, each, wide, shown) + (high > 0 ? 1 : 0);
    high += 2 * gap;
    return {high, [&canvas, fact = std::move(fact), wide, high, &shown](double top) {
                canvas.text(fact.label.zh, Sheet::left, top + gap + 0.5, englishAt, label);
                canvas.text(fact.label.en, Sheet::left + englishAt, top + gap + 1.4,
                            labelWide - englishAt - 1, small);
                double y = top + gap;
                for (const Words& each : fact.values)
                    y += drawStack(canvas, each, Sheet::left + labelWide, y, wide, shown) + 1;
                canvas.line(Sheet::left, top + high, Sheet::right, top + high, 0.15, rule);
            }};
}

Block noteBlock(Canvas& canvas, std::string text, const Style& style) {
    const double high = canvas.heightOf(text, Sheet::wide, style);
    return {high, [&canvas, text = std::move(text), style](double top) {
                canvas.text(text, Sheet::left, top, Sheet::wide, style);
            }};
}

std::vector<std::string> piecesOf(Canvas& canvas, std::string_view text, double wide,
                                  const Style& style, double high) {
    if (text.size() < 4 || canvas.heightOf(text, wide, style) <= high)
        return {std::string(text)};
    std::size_t half = text.size() / 2;
    while ((static_cast<unsigned char>(text[half]) & 0xC0U) == 0x80U)
        --half;
    auto pieces = piecesOf(canvas, text.substr(0, half), wide, style, high);
    auto rest = piecesOf(canvas, text.substr(half), wide, style, high);
    std::move(rest.begin(), rest.end(), std::back_inserter(pieces));
    return pieces;
}

} // namespace jiujin::paper
