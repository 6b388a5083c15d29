// rooms: platform/protocol
// A case document that decodes fits its own digest; what does not decode says why, in bounds.
#include "platform/protocol/case_document.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = protocol::decodeDocument(textOf({data, size}));
    if (document.ok())
        fuzz::require(!encode(document->body).empty() && !document->header.bodyDigest.empty());
    else
        fuzz::require(document.error().where.size() < 200);
    // Beyond the structure: only the body's digest does not fit.
    const bool deep = !document.ok() && document.error().code == ErrorCode::HeaderMismatch;
    fuzz::planted({data, size}, deep);
    return 0;
}
