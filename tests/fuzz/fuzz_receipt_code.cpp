// rooms: platform/seal tests/support/samples
// What a camera reads: only the genuine code verifies, and claims have one spelling.
#include "platform/seal/jws.h"
#include "tests/fuzz/edits.h"
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
    if (const auto claims = protocol::decodeReceiptClaims(text))
        fuzz::require(encode(*claims) == text);
    if (const auto credential = protocol::decodeTerminalCredential(text))
        fuzz::require(encode(*credential) == text);
    return 0;
}
