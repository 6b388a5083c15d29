// Sealing to a bare public key: the key that an asker made for one ask.
//
// CMS wants a certificate to seal to. It needs no more of it than the key and a name to find the
// recipient by, so one is made on both sides from the key alone: issuer "one-time key", serial
// number from the key's digest, unsigned, never sent and never verified. That keeps to the one
// envelope of this room and to a library that others keep well. The other ways were an ECIES of our
// own (OpenSSL 3.0 has no HPKE yet) or a self-signed certificate in each request, which would be
// one more parser of outside bytes in the inner zone.
#pragma once

#include "platform/seal/certificate.h"

namespace jiujin::seal {

// DER SubjectPublicKeyInfo of a private key.
Bytes publicKeyOf(const PrivateKey& key);

// To seal to the key with sealTo(), and to open with openEnvelope(). AskMalformed when it is not a
// point on P-256, uncompressed, in the one spelling of 91 bytes.
Result<Certificate> recipientOf(ByteView publicKey);

} // namespace jiujin::seal
