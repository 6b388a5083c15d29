// rooms: platform/protocol
// A batch of acknowledgements that decodes is written again as the very bytes it came in.
#include "platform/protocol/acknowledgement.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto batch = protocol::decodeAcknowledgements(text);
    if (batch.ok())
        fuzz::require(encode(*batch) == text && batch->entries.size() <= 1000);
    fuzz::planted({data, size}, batch.ok());
    return 0;
}
