// Sealing a document to the inner zone, and opening it there: CMS AuthEnvelopedData, AES-256-GCM,
// ECDH on P-256 with SHA-256 as KDF hash and AES-256 key wrap (suite 1).
#pragma once

#include "platform/base/secret.h"
#include "platform/seal/certificate.h"

#include <span>

namespace jiujin::seal {

// base64url SHA-256.
std::string digestOf(ByteView bytes);

// Seals to all recipients, and opens the result once with a one-time recipient that is removed
// again, so that what is handed on is known to open to the same bytes. SealFailed.
Result<Bytes> sealTo(std::span<const Certificate> recipients, std::string_view plain);

// Nothing of a damaged envelope is returned. EnvelopeDamaged.
Result<Secret> openEnvelope(ByteView sealed, const Certificate& recipient, const PrivateKey& key);

// The same for an envelope to this recipient alone that no signature covers: what is not as
// sealTo() writes it is refused, also where CMS would overlook it. EnvelopeDamaged.
Result<Secret> openSoleEnvelope(ByteView sealed, const Certificate& recipient,
                                const PrivateKey& key);

} // namespace jiujin::seal
