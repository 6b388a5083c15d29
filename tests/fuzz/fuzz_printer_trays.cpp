// What a printer says of its trays and of itself: any text gets a verdict, and a known amount of
// paper always wins over the reasons.
//
// rooms: drivers/printer-cups/reasons
#include "drivers/printer-cups/reasons.h"
#include "tests/fuzz/planted.h"

#include <cstdint>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers::printing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < size; ++i)
        if (data[i] == '\n')
            lines.emplace_back();
        else
            lines.back() += static_cast<char>(data[i]);
    const Paper paper = paperIn(lines);
    const auto fault = judge(corrected(lines, paper)).fault;
    if (paper == Paper::Out && !fault)
        std::abort();
    fuzz::planted({data, size}, paper != Paper::Unknown);
    return 0;
}
