// How a recipient stands in an envelope of suite 1: KeyAgreeRecipientInfo (RFC 5652 section 6.2.2,
// RFC 5753). CMS leaves it unauthenticated, and readers overlook a version or a spelling in it.
#pragma once

#include "platform/seal/certificate.h"

namespace jiujin::seal {

// Whether the whole element is what sealTo() writes for this recipient, whatever the keys in it.
bool isRecipientInfoFor(ByteView element, const Certificate& recipient);

} // namespace jiujin::seal
