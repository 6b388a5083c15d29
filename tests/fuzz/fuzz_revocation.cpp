// rooms: platform/seal tests/support/samples
// A list that differs from the genuine one in any byte is refused, and its refusal has a reason.
#include "platform/seal/revocation.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const Bytes genuine =
        samples::must(seal::RevocationList::issue({}, {pki.terminal.certificate}, pki.root,
                                                  pki.rootKey, samples::noon()))
            .der();
    const auto input = fuzz::edited({data, size}, genuine);
    const auto result = seal::RevocationList::fromDer(input.bytes, pki.root);
    fuzz::require(result.ok() == input.genuine);
    if (result.ok())
        fuzz::require(result->holds(pki.terminal.certificate) && result->number() == 1);
    // Beyond the structure: the signature does not fit.
    const bool deep = !result.ok() && result.error().code == ErrorCode::CertificateIssuer;
    fuzz::planted({data, size}, deep);
    return 0;
}
