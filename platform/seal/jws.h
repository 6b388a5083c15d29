// Compact JWS (RFC 7515) with ES256 (RFC 7518 section 3.4) and nothing else: no other algorithm, no
// "none", no header beyond alg and kid.
#pragma once

#include "platform/protocol/receipt.h"
#include "platform/seal/certificate.h"

namespace jiujin::seal {

Result<std::string> signJws(std::string_view payload, const PrivateKey& key,
                            std::string_view keyId);

// The payload when alg is ES256 and the signature fits. TokenMalformed, TokenSignature.
Result<std::string> verifyJws(std::string_view token, const Certificate& signer);
Result<std::string> verifyJws(std::string_view token, ByteView publicKey);
// The "kid" of a token's header, before anything is verified.
Result<std::string> keyIdOfJws(std::string_view token);

struct VerifiedReceipt {
    protocol::ReceiptClaims claims;
    protocol::TerminalCredential credential;
};
// A receipt's QR text, offline: the credential certificate up to the pinned root, the credential
// under it, the receipt under the credential; names and times must fit together.
Result<VerifiedReceipt> verifyReceiptCode(std::string_view code,
                                          const Certificate& credentialCertificate,
                                          const Certificate& root);

} // namespace jiujin::seal
