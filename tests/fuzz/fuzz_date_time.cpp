// A moment or a day that is taken is written as it came in one of the three spellings.
//
// rooms: platform/formats
#include "platform/formats/date_time.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto moment = parseMoment(text);
    if (moment.ok())
        fuzz::require(momentText(*moment, DateSpelling::Compact) == text ||
                      momentText(*moment, DateSpelling::Spaced) == text ||
                      momentText(*moment, DateSpelling::Iso) == text);
    if (const auto date = parseAnyDate(text))
        fuzz::require(!moment.ok() && (dateText(*date, DateSpelling::Compact) == text ||
                                       dateText(*date, DateSpelling::Iso) == text));
    fuzz::planted({data, size}, moment.ok());
    return 0;
}
