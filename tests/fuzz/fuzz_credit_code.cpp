// A credit code that is taken comes back the same, and shows itself at its own length.
//
// rooms: platform/formats
#include "platform/formats/credit_code.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto code = CreditCode::parse(textOf({data, size}));
    if (code.ok()) {
        fuzz::require(*CreditCode::parse(code->text().expose()) == *code);
        fuzz::require(code->shown().size() == size);
        fuzz::require(!code->isSoleTrader() || code->shown() != code->text().expose());
    }
    fuzz::planted({data, size}, code.ok());
    return 0;
}
