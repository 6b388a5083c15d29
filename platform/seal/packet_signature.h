// The outer signature of a packet, made by the terminal. It is verified before anything inside is
// parsed.
#pragma once

#include "platform/protocol/packet.h"
#include "platform/seal/certificate.h"

#include <map>
#include <mutex>

namespace jiujin::seal {

Result<Bytes> signPacket(const protocol::PacketHeader& header, ByteView sealed,
                         const Certificate& signer, const PrivateKey& key);

struct VerifiedPacket {
    protocol::PacketHeader header;
    std::string headerJson; // the very bytes; acknowledgements bind their digest
    Bytes sealed;
    Certificate signer;
};

// Size first, then a strict profile (one signer, SHA-256, ECDSA, id-data content, canonical DER),
// the signer's certificate up to the root with role Terminal at time `at` (with the grace of
// deliveringTime(): when it was signed, only the sealed document says), the signature, then the
// header, whose terminal id must be the signer's common name and whose sealedDigest must fit.
// PacketTooLarge, PacketMalformed, Certificate…, PacketSignature, HeaderMismatch, SuiteUnknown.
Result<VerifiedPacket> verifyPacket(ByteView packet, const Certificate& root, WallTime at);

// The same for whoever verifies many: the issue of a signer's certificate is looked at once, its
// days and the packet's signature each time. Safe to use from several threads.
class PacketVerifier {
public:
    explicit PacketVerifier(Certificate root) : root_(std::move(root)) {}

    Result<VerifiedPacket> verify(ByteView packet, WallTime at) const;

private:
    Result<Certificate> signerOf(ByteView der) const;

    const Certificate root_;
    mutable std::mutex mutex_;
    // By the DER of the whole certificate; only such as the root has issued to a terminal.
    mutable std::map<Bytes, Certificate> issued_;
};

} // namespace jiujin::seal
