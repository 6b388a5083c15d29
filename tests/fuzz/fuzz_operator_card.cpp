// rooms: platform/seal tests/support/samples
// What a card calls its certificate: one that differs from the genuine one in any byte counts for
// nothing, and its refusal has a reason.
#include "platform/seal/openssl.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;

namespace {

Result<void> verdict(const Bytes& der, const samples::Pki& pki) {
    JIUJIN_TRY_ASSIGN(const auto card, seal::Certificate::fromDer(der));
    return seal::verifyLeaf(card, pki.root, seal::Role::Operator, samples::noon());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const Bytes genuine =
        seal::derOf(pki.issue("operator 7", seal::Role::Operator).certificate.handle(), i2d_X509);
    const auto input = fuzz::edited({data, size}, genuine);
    const auto result = verdict(input.bytes, pki);
    fuzz::require(result.ok() == input.genuine);
    // Beyond the structure: the signature does not fit.
    const bool deep = !result.ok() && result.error().code == ErrorCode::CertificateIssuer;
    fuzz::planted({data, size}, deep);
    return 0;
}
