// The outer signature of a packet, made by the terminal. It is verified before anything inside is
// parsed.
#pragma once

#include "platform/protocol/packet.h"
#include "platform/seal/certificate.h"

#include <array>
#include <map>
#include <mutex>
#include <set>

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
// days and the packet's signature each time. Two who verify the same packets in one process, one
// after the other, may share one that remembers: of so many packets it then takes the signature as
// good when the very same bytes come a second time. Safe to use from several threads.
class PacketVerifier {
public:
    explicit PacketVerifier(Certificate root, std::size_t remembers = 0)
        : root_(std::move(root)), remembers_(remembers) {}

    Result<VerifiedPacket> verify(ByteView packet, WallTime at) const;

private:
    using Digest = std::array<std::uint8_t, 32>;
    Result<Certificate> signerOf(ByteView der) const;
    bool isRemembered(const Digest& packet) const;
    void remember(const Digest& packet) const;

    const Certificate root_;
    const std::size_t remembers_;
    mutable std::mutex mutex_;
    // By the DER of the whole certificate; only such as the root has issued to a terminal.
    mutable std::map<Bytes, Certificate> issued_;
    mutable std::set<Digest> verified_; // each until it was asked for
};

} // namespace jiujin::seal
