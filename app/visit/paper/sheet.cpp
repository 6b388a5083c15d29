#include "app/visit/paper/sheet.h"

#include <algorithm>

namespace jiujin::paper {

namespace {

constexpr double firstTop = 24, laterTop = 30, bottom = 274, footAt = 280;

} // namespace

double Sheet::topOf(std::size_t page) const {
    return page == 0 ? firstTop : laterTop;
}

// The first block of each page after the first.
std::vector<std::size_t> Sheet::breaks() const {
    std::vector<std::size_t> starts;
    double y = firstTop;
    std::size_t first = 0;
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
        if (y + blocks_[at].height > bottom && at > first) {
            std::size_t start = at;
            while (start > first + 1 && blocks_[start - 1].withNext)
                --start;
            starts.push_back(start);
            first = at = start;
            y = laterTop;
        }
        y += blocks_[at].height;
    }
    return starts;
}

Result<Bytes> Sheet::finish() {
    const auto starts = breaks();
    double y = firstTop;
    std::size_t page = 0;
    drawFurniture(page, starts.size() + 1);
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
        if (page < starts.size() && at == starts[page]) {
            canvas_.nextPage();
            y = topOf(++page);
            drawFurniture(page, starts.size() + 1);
        }
        blocks_[at].draw(y);
        y += blocks_[at].height;
    }
    canvas_.nextPage();
    return canvas_.finish();
}

void Sheet::drawFurniture(std::size_t page, std::size_t pages) {
    canvas_.fill(left, 14, 3.2, 3.2, accent);
    canvas_.text("就近办  政务服务自助终端", left + 5, 12.9, 90, {9.5, true, accent});
    canvas_.text("Government service terminal", left + 47, 13.4, 80, {8, false, quiet});
    if (furniture_.sample) {
        canvas_.frame(166, 11.6, 24, 8, 0.4, warning);
        canvas_.text("示例 SAMPLE", 166, 12.9, 24, {9, true, warning, Align::Centre});
    }
    canvas_.line(left, 21, right, 21, 0.35, accent);
    if (page > 0)
        canvas_.text(furniture_.runningHead, left, 23.2, wide, {8.5, false, quiet});
    canvas_.line(left, footAt - 2, right, footAt - 2, 0.2, rule);
    canvas_.text(furniture_.foot, left, footAt, wide - 34, {7.5, false, quiet});
    const std::string number =
        "第 " + std::to_string(page + 1) + " 页，共 " + std::to_string(pages) + " 页";
    canvas_.text(number, right - 34, footAt, 34, {7.5, false, quiet, Align::Right});
}

} // namespace jiujin::paper
