#include "platform/seal/blob_cipher.h"
#include "platform/seal/blob_seal.h"
#include "platform/seal/envelope.h"

#include <algorithm>
#include <openssl/crypto.h>

namespace jiujin::seal {

namespace {

constexpr std::size_t frontBytes = blobMagic.size() + blobLengthBytes;
constexpr std::size_t wholeStep = protocol::blobStep + blobTagBytes;

Error damaged() {
    return {ErrorCode::EnvelopeDamaged, "not a blob of suite 1 for this key, or not whole"};
}

std::size_t envelopeBytes(ByteView front) {
    std::size_t length = 0;
    for (const std::uint8_t byte : front.subspan(blobMagic.size(), blobLengthBytes))
        length = length << 8U | byte;
    return length;
}

} // namespace

class BlobOpener::Steps {
public:
    Steps(ByteView key, ByteView head) : cipher(BlobCipher::Way::Open, key, head) {}
    ~Steps() { OPENSSL_cleanse(plain.data(), plain.size()); }
    Steps(const Steps&) = delete;
    Steps& operator=(const Steps&) = delete;

    BlobCipher cipher;
    Bytes plain = Bytes(protocol::blobStep);
};

BlobOpener::BlobOpener(const Certificate& recipient, const PrivateKey& key, BlobSink sink)
    : recipient_(recipient), key_(key), sink_(std::move(sink)), wanted_(frontBytes) {}

BlobOpener::~BlobOpener() = default;

Result<void> BlobOpener::write(ByteView sealed) {
    while (!damaged_ && !sealed.empty()) {
        const auto taken = steps_ ? takeStep(sealed) : takeHead(sealed);
        damaged_ = !taken.ok();
        if (damaged_)
            return taken;
    }
    return damaged_ ? Result<void>(damaged()) : Result<void>();
}

// True when as much is waiting as is wanted.
bool BlobOpener::fill(ByteView& sealed) {
    const std::size_t count = std::min(sealed.size(), wanted_ - waiting_.size());
    const ByteView piece = sealed.first(count);
    waiting_.insert(waiting_.end(), piece.begin(), piece.end());
    sealed = sealed.subspan(count);
    return waiting_.size() == wanted_;
}

Result<void> BlobOpener::takeHead(ByteView& sealed) {
    if (!fill(sealed))
        return {};
    if (wanted_ == frontBytes) {
        const std::size_t length = envelopeBytes(waiting_);
        if (!textOf(waiting_).starts_with(blobMagic) || length == 0 || length > maxBlobEnvelope)
            return damaged();
        wanted_ += length;
        return {};
    }
    const auto content = openEnvelope(ByteView(waiting_).subspan(frontBytes), recipient_, key_);
    if (!content.ok() || content->expose().size() != blobKeyLabel.size() + blobKeyBytes ||
        !content->expose().starts_with(blobKeyLabel))
        return damaged();
    steps_ =
        std::make_unique<Steps>(viewOf(content->expose().substr(blobKeyLabel.size())), waiting_);
    waiting_.clear();
    wanted_ = wholeStep;
    return {};
}

// A whole step waits for the byte after it: only then it is not the last.
Result<void> BlobOpener::takeStep(ByteView& sealed) {
    if (waiting_.size() == wholeStep)
        JIUJIN_TRY(openStep(false));
    fill(sealed);
    return {};
}

Result<void> BlobOpener::openStep(bool last) {
    const std::size_t size = waiting_.size() - blobTagBytes;
    // A last step without a byte is one more spelling of the same material.
    const bool idle = size == 0 && steps_->cipher.steps() > 0;
    std::uint8_t* tag = waiting_.data() + size;
    if (idle ||
        !steps_->cipher.step(ByteView(waiting_).first(size), steps_->plain.data(), tag, last))
        return damaged();
    waiting_.clear();
    return size == 0 ? Result<void>() : sink_(ByteView(steps_->plain).first(size));
}

Result<void> BlobOpener::finish() {
    if (damaged_ || !steps_ || waiting_.size() < blobTagBytes)
        return damaged();
    damaged_ = true; // whatever came after the end would be no part of it
    return openStep(true);
}

} // namespace jiujin::seal
