// A division code lies within each of its parents; a history finds each of its rows in its months.
//
// rooms: platform/formats
#include "platform/formats/division_history.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    if (const auto code = DivisionCode::parse(text)) {
        fuzz::require(*DivisionCode::parse(code->brief()) == *code);
        for (auto above = code->parent(); above; above = above->parent())
            fuzz::require(above->contains(*code) && !code->contains(*above));
    }
    const auto history = DivisionHistory::parse(text, "divisions.tsv");
    if (history.ok()) {
        for (const Division& row : history->rows()) {
            fuzz::require(history->at(row.code, row.first) == &row);
            fuzz::require(!history->fullName(row.code, row.first).empty());
        }
    }
    fuzz::planted({data, size}, history.ok() && history->rows().size() > 1);
    return 0;
}
