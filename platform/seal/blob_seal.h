// A large material, sealed and opened in steps of 64 KiB, so that neither side holds it whole and
// no plain byte touches a disk. The format is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online
// Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) over AES-256-GCM
// (NIST SP 800-38D); its key travels in an envelope as a document does (envelope.h):
//
//   blob   head, steps
//   head   "JJB1" (suite 1), length of envelope in 4 bytes, big-endian, envelope
//   envelope   CMS AuthEnvelopedData of "jiujin blob key 1" and 32 random bytes: the key
//   step   AES-256-GCM of 64 KiB, in the last step of 1 to 64 KiB, then the tag of 16 bytes;
//          a material without a byte is one step of none
//   nonce  7 zero bytes, the step's number from 0 in 4 bytes, big-endian, 1 in the last step else 0
//   additional data   SHA-256 of the head
//
// A step that is missing, moved, doubled, altered or of another blob does not open.
#pragma once

#include "platform/protocol/blob.h"
#include "platform/protocol/packet.h"
#include "platform/seal/certificate.h"

#include <functional>
#include <memory>
#include <span>

namespace jiujin::seal {

// Takes the bytes that are ready; its error ends what is under way.
using BlobSink = std::function<Result<void>(ByteView)>;

// After an error of write() nothing more may be called.
class BlobSealer {
public:
    // `sink` is given the head at once. SealFailed.
    static Result<std::unique_ptr<BlobSealer>> begin(std::span<const Certificate> recipients,
                                                     BlobSink sink);
    ~BlobSealer();

    // Any number of bytes. SealFailed; BlobTooLarge when it would be above protocol::maxBlobBytes.
    Result<void> write(ByteView plain);
    // Once: the last step. What the packet's header says of the blob.
    Result<protocol::BlobReference> finish();

private:
    class Steps;
    BlobSealer(std::unique_ptr<Steps> steps, BlobSink sink);
    std::unique_ptr<Steps> steps_;
    BlobSink sink_;
    Bytes plain_; // of the step that is not full yet
};

class BlobOpener {
public:
    // Certificate and key must outlive the opener. The sink is given each step that is genuine;
    // that nothing is missing at the end is known only after finish().
    BlobOpener(const Certificate& recipient, const PrivateKey& key, BlobSink sink);
    ~BlobOpener();

    // In pieces of any size. EnvelopeDamaged, and for ever after.
    Result<void> write(ByteView sealed);
    // Once: whether it was whole. EnvelopeDamaged.
    Result<void> finish();

private:
    class Steps;
    bool fill(ByteView& sealed);
    Result<void> takeHead(ByteView& sealed);
    Result<void> takeStep(ByteView& sealed);
    Result<void> openStep(bool last);

    const Certificate& recipient_;
    const PrivateKey& key_;
    const BlobSink sink_;
    std::unique_ptr<Steps> steps_; // once the head is read
    Bytes waiting_;                // of the head, or of the step that is not whole yet
    std::size_t wanted_;           // bytes of it
    bool damaged_ = false;
};

} // namespace jiujin::seal
