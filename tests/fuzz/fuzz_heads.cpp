// rooms: platform/formats platform/matter platform/protocol
// The heads of a catalogue's matters, as a visit reads them. What is taken is spelt again in the
// same way, and no head leads out of its folder.
#include "platform/matter/head.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto heads = matter::decodeHeads(textOf({data, size}));
    if (heads.ok()) {
        const std::string text = matter::encodeHeads(*heads);
        const auto again = matter::decodeHeads(text);
        fuzz::require(again.ok() && matter::encodeHeads(*again) == text);
        for (const matter::Head& head : *heads)
            fuzz::require(head.folder.find('/') == std::string::npos && head.folder != "..");
    }
    fuzz::planted({data, size}, heads.ok() && !heads->empty());
    return 0;
}
