// rooms: platform/seal tests/support/samples
// A packet that differs from the genuine one in any byte is refused, and its refusal has a reason.
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const samples::Filing filing = samples::file(pki, samples::body());
    const auto input = fuzz::edited({data, size}, filing.packet);
    const auto result = seal::verifyPacket(input.bytes, pki.root, samples::noon());
    fuzz::require(result.ok() == input.genuine);
    // Beyond the structure: the signature does not fit.
    const bool deep = !result.ok() && result.error().code == ErrorCode::PacketSignature;
    fuzz::planted({data, size}, deep);
    return 0;
}
