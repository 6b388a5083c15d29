// A word of a driver host to its supervisor: what is taken is spelt back the same, and a count of
// sheets lies in its bounds.
// rooms: platform/base
#include "drivers/contract/host_word.cpp" // the fuzz build has no Qt, and so none of this room
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto word = drivers::hostWordFrom(line);
    if (word) {
        const auto again = drivers::spelt(*word);
        fuzz::require(again.ok() && *again == line);
        fuzz::require(word->paper.sheets >= 0 && word->paper.sheets <= drivers::mostSheets);
    }
    fuzz::planted({data, size}, word.has_value());
    return 0;
}
