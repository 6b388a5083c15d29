// rooms: platform/base
// also: app/visit/case/strokes.cpp
// A signature's lines, as they stand in a sealed case: every point lies on the pad.
#include "app/visit/case/strokes.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto strokes = filing::parseStrokes(Secret(textOf({data, size})));
    if (!strokes.ok())
        return 0;
    fuzz::require(!strokes->empty());
    for (const filing::Stroke& stroke : *strokes)
        for (const filing::Point& point : stroke)
            fuzz::require(point.x >= -4000 && point.x <= 4000 && point.y >= -4000 &&
                          point.y <= 4000);
    fuzz::planted({data, size}, true);
    return 0;
}
