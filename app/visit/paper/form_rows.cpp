#include "app/visit/paper/form_rows.h"

#include <algorithm>

namespace jiujin::paper {

namespace {

constexpr double labelWide = 35, pad = 2, gap = 1.2, thin = 0.2, rowLeast = 9.6, pieceHigh = 150;
constexpr Colour border{0.42, 0.48, 0.55};
const Style labelStyle{9.5, false, quiet}, small{7.5, false, quiet}, valueStyle{10.5};

double stackHeight(Canvas& canvas, const Words& words, double wide, const Style& first) {
    const double second = words.en.empty() ? 0 : canvas.heightOf(words.en, wide, small);
    return canvas.heightOf(words.zh, wide, first) + second;
}

void drawStack(Canvas& canvas, const Words& words, double x, double middle, double wide,
               const Style& first) {
    const double top = middle - stackHeight(canvas, words, wide, first) / 2;
    const double high = canvas.text(words.zh, x, top, wide, first);
    if (!words.en.empty())
        canvas.text(words.en, x, top + high, wide, small);
}

double cellHeight(Canvas& canvas, const Cell& cell, double wide) {
    const double inner = wide - labelWide - 2 * pad;
    return std::max({rowLeast,
                     stackHeight(canvas, cell.label, labelWide - 2 * pad, labelStyle) + 2 * gap,
                     stackHeight(canvas, cell.value, inner, valueStyle) + 2 * gap});
}

void drawCell(Canvas& canvas, const Cell& cell, double x, double top, double wide, double high) {
    canvas.fill(x, top, labelWide, high, tint);
    canvas.frame(x, top, labelWide, high, thin, border);
    canvas.frame(x + labelWide, top, wide - labelWide, high, thin, border);
    const double middle = top + high / 2;
    drawStack(canvas, cell.label, x + pad, middle, labelWide - 2 * pad, labelStyle);
    drawStack(canvas, cell.value, x + labelWide + pad, middle, wide - labelWide - 2 * pad,
              valueStyle);
}

Block rowBlock(Canvas& canvas, std::vector<Cell> cells) {
    const double wide = Sheet::wide / static_cast<double>(cells.size());
    double high = 0;
    for (const Cell& cell : cells)
        high = std::max(high, cellHeight(canvas, cell, wide));
    return {high, [&canvas, cells = std::move(cells), wide, high](double top) {
                for (std::size_t at = 0; at < cells.size(); ++at)
                    drawCell(canvas, cells[at], Sheet::left + wide * static_cast<double>(at), top,
                             wide, high);
            }};
}

Block sectionBlock(Canvas& canvas, const Words& title) {
    constexpr double high = 7.5;
    return {high,
            [&canvas, title](double top) {
                canvas.fill(Sheet::left, top, Sheet::wide, high, band);
                canvas.frame(Sheet::left, top, Sheet::wide, high, thin, border);
                canvas.text(title.zh, Sheet::left + pad, top + 1, 80, {10.5, true, accent});
                canvas.text(title.en, Sheet::left + 83, top + 1.9, Sheet::wide - 85,
                            {8, false, accent, Align::Right});
            },
            true};
}

bool isWhole(Canvas& canvas, const Cell& cell) {
    const double half = Sheet::wide / 2 - labelWide - 2 * pad;
    const double oneLine = canvas.heightOf("字", half, valueStyle);
    return cell.whole || canvas.heightOf(cell.value.zh, half, valueStyle) > 1.5 * oneLine;
}

// A text that is higher than a page goes on in further rows.
void addWhole(Sheet& sheet, Canvas& canvas, const Cell& cell) {
    const double inner = Sheet::wide - labelWide - 2 * pad;
    auto chinese = piecesOf(canvas, cell.value.zh, inner, valueStyle, pieceHigh);
    const auto english = piecesOf(canvas, cell.value.en, inner, small, pieceHigh);
    if (chinese.size() == 1 && english.size() == 1 &&
        stackHeight(canvas, cell.value, inner, valueStyle) <= pieceHigh) {
        sheet.add(rowBlock(canvas, {cell}));
        return;
    }
    for (auto& each : chinese)
        sheet.add(rowBlock(canvas, {{cell.label, {std::move(each), ""}, true}}));
    for (const auto& each : english) {
        if (!each.empty())
            sheet.add(rowBlock(canvas, {{cell.label, {each, ""}, true}}));
    }
}

// Fits the strokes into the box, never larger than they were drawn on a pad of its width.
void drawStrokes(Canvas& canvas, const std::vector<filing::Stroke>& strokes, double x, double y,
                 double wide, double high) {
    filing::Point least{1 << 20, 1 << 20}, most{-(1 << 20), -(1 << 20)};
    for (const auto& stroke : strokes) {
        for (const auto& point : stroke) {
            least = {std::min(least.x, point.x), std::min(least.y, point.y)};
            most = {std::max(most.x, point.x), std::max(most.y, point.y)};
        }
    }
    const double spanX = std::max(1, most.x - least.x), spanY = std::max(1, most.y - least.y);
    const double scale = std::min({wide / spanX, high / spanY, wide / 300});
    const double atX = x + (wide - spanX * scale) / 2, atY = y + (high - spanY * scale) / 2;
    for (const auto& stroke : strokes) {
        std::vector<std::pair<double, double>> points;
        for (const auto& point : stroke)
            points.emplace_back(atX + (point.x - least.x) * scale,
                                atY + (point.y - least.y) * scale);
        canvas.stroke(points, 0.55);
    }
}

} // namespace

void addSection(Sheet& sheet, Canvas& canvas, const Words& title, const std::vector<Cell>& cells) {
    sheet.add(sectionBlock(canvas, title));
    std::vector<Cell> pair;
    const auto flush = [&] {
        if (!pair.empty())
            sheet.add(rowBlock(canvas, std::exchange(pair, {})));
    };
    for (const Cell& cell : cells) {
        if (isWhole(canvas, cell)) {
            flush();
            addWhole(sheet, canvas, cell);
            continue;
        }
        pair.push_back(cell);
        if (pair.size() == 2)
            flush();
    }
    flush();
}

Block signatureBlock(Canvas& canvas, const Words& statement,
                     const std::vector<filing::Stroke>& strokes, const std::string& day) {
    constexpr double boxHigh = 30, signWide = 78;
    const double said = stackHeight(canvas, statement, Sheet::wide - 2 * pad, valueStyle) + 2 * gap;
    const double high = said + boxHigh;
    return {
        high, [&canvas, statement, strokes, day, said, high](double top) {
            canvas.frame(Sheet::left, top, Sheet::wide, high, thin, border);
            drawStack(canvas, statement, Sheet::left + pad, top + said / 2 + gap / 2,
                      Sheet::wide - 2 * pad, valueStyle);
            const double middle = top + said + boxHigh / 2 - 1;
            drawStack(canvas, {"申请人签名", "Signature"}, Sheet::left + 24, middle, 24,
                      labelStyle);
            canvas.line(Sheet::left + 48, middle + 12, Sheet::left + 48 + signWide, middle + 12,
                        thin, border);
            drawStrokes(canvas, strokes, Sheet::left + 50, middle - 12, signWide - 4, 23);
            canvas.text(day, Sheet::right - 42, middle - 2, 40, {10.5, false, ink, Align::Centre});
        }};
}

} // namespace jiujin::paper
