// A matter code that is taken is written again as it came, but for its case; a code is of one kind.
//
// rooms: platform/formats
#include "platform/formats/matter_code.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

namespace {

template <typename Code>
bool takes(std::string_view text) {
    const auto code = Code::parse(text);
    if (code.ok())
        fuzz::require(code->text().size() == text.size() && *Code::parse(code->text()) == *code);
    return code.ok();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const bool basic = takes<BasicCode>(text), implementation = takes<ImplementationCode>(text);
    const bool handling = takes<HandlingCode>(text);
    fuzz::require(basic + implementation + handling <= 1);
    fuzz::planted({data, size}, implementation || handling);
    return 0;
}
