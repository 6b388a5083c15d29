// rooms: platform/seal tests/support/samples
// What a camera reads: only the genuine code verifies, and claims have one spelling.
#include "platform/seal/jws.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const samples::Pki pki;
    static const std::string code = samples::receiptCode(pki);
    const auto input = fuzz::edited({data, size}, bytesOf(code));
    const auto result =
        seal::verifyReceiptCode(textOf(input.bytes), pki.credential.certificate, pki.root);
    fuzz::require(result.ok() == input.genuine);
    const std::string_view text = textOf({data, size});
    const auto claims = protocol::decodeReceiptClaims(text);
    fuzz::require(!claims.ok() || encode(*claims) == text);
    const auto credential = protocol::decodeTerminalCredential(text);
    fuzz::require(!credential.ok() || encode(*credential) == text);
    // A message of its own, or a code whose parts are in order and whose signature is not.
    const bool deep = !result.ok() && result.error().code == ErrorCode::TokenSignature;
    fuzz::planted({data, size}, claims.ok() || credential.ok() || deep);
    return 0;
}
