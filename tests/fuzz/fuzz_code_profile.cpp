// A code that a profile takes apart is put together again. First line: the profile; rest: a code.
//
// rooms: platform/formats
#include "platform/formats/characters.h"
#include "platform/formats/code_profile.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto end = text.find('\n');
    const std::string_view code = end == std::string_view::npos ? "" : text.substr(end + 1);
    const auto profile = CodeProfile::parse("fuzzed", text.substr(0, end));
    bool taken = false;
    if (profile.ok()) {
        const auto parts = profile->read(code);
        taken = parts.ok();
        fuzz::require(!taken || *profile->write(*parts) == upperCase(code));
    }
    fuzz::planted({data, size}, taken, 1);
    return 0;
}
