// How a recipient stands in an envelope of suite 1: KeyAgreeRecipientInfo (RFC 5652 section 6.2.2,
// RFC 5753). CMS leaves it unauthenticated, and readers overlook a version or a spelling in it.
#pragma once

#include "platform/seal/certificate.h"

#include <optional>

namespace jiujin::seal {

// The element of a recipient, with the content's key of 32 bytes in it under a fresh key of the
// sender's. Empty when that cannot be made.
Bytes recipientInfoFor(const Certificate& recipient, ByteView contentKey);
// The same for who has the key-encryption key itself, of 32 bytes, under a name
// (KEKRecipientInfo, RFC 5652 section 6.2.3).
Bytes recipientInfoFor(ByteView name, ByteView key, ByteView contentKey);

struct AgreedParts {
    ByteView point;   // the sender's one-time key, uncompressed
    ByteView wrapped; // the content key
};

// What may differ between envelopes, when the whole element is what is written for this recipient.
std::optional<AgreedParts> partsFor(ByteView element, const Certificate& recipient);

} // namespace jiujin::seal
