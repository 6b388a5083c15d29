// rooms: platform/formats platform/matter platform/protocol
// also: platform/server/casework/standing.cpp
// What is taken of an export is kept in one spelling, which says the same when it is read again.
#include "platform/server/casework/standing.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

#include <sstream>

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    std::istringstream lines{std::string(text)};
    const auto table = server::StandingTable::fromExport(lines);
    if (table.ok()) {
        const auto again = server::StandingTable::fromText(table->text());
        fuzz::require(again.ok() && again->text() == table->text());
        fuzz::require(again->people() == table->people());
    }
    const auto kept = server::StandingTable::fromText(text);
    if (kept.ok())
        fuzz::require(server::StandingTable::fromText(kept->text())->text() == kept->text());
    fuzz::planted({data, size}, table.ok() && table->people() > 0);
    return 0;
}
