// The citizen's signature as lines: "x,y x,y;x,y …", whole numbers in 1/1000 of the pad's width,
// -4000 to 4000.
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

#include <vector>

namespace jiujin::filing {

struct Point {
    int x = 0, y = 0;
    bool operator==(const Point&) const = default;
};
using Stroke = std::vector<Point>;

// SignatureMissing when there is none, DocumentMalformed when it is not written so.
Result<std::vector<Stroke>> parseStrokes(const Secret& text);

} // namespace jiujin::filing
