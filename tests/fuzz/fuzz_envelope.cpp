// rooms: platform/seal tests/support/samples
// An envelope opens to what was sealed or not at all.
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const samples::Filing filing = samples::file(pki, samples::body());
    const auto input = fuzz::edited({data, size}, filing.sealed);
    const auto result = seal::openEnvelope(input.bytes, pki.active.certificate, pki.active.key);
    fuzz::require(result.ok() ? *result == filing.document : !input.genuine);
    // Beyond the structure: what lies in it does not open.
    const bool deep = !result.ok() && result.error().code == ErrorCode::EnvelopeDamaged;
    fuzz::planted({data, size}, deep);
    return 0;
}
