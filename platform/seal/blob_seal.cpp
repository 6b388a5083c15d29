#include "platform/seal/blob_seal.h"

#include "platform/protocol/digest.h"
#include "platform/seal/blob_cipher.h"
#include "platform/seal/envelope.h"

#include <algorithm>
#include <openssl/crypto.h>

namespace jiujin::seal {

namespace {

using protocol::blobStep;

Error failed() {
    return {ErrorCode::SealFailed, "a step of a blob"};
}

Bytes headOf(ByteView envelope) {
    Bytes head = bytesOf(blobMagic);
    for (int shift = 24; shift >= 0; shift -= 8)
        head.push_back(static_cast<std::uint8_t>(envelope.size() >> shift));
    head.insert(head.end(), envelope.begin(), envelope.end());
    return head;
}

} // namespace

class BlobSealer::Steps {
public:
    Steps(ByteView key, ByteView head) : cipher(BlobCipher::Way::Seal, key, head) {}
    BlobCipher cipher;
    protocol::RunningDigest digest;
    std::uint64_t bytes = 0;
    Bytes sealed = Bytes(blobStep + blobTagBytes);

    Result<void> pass(ByteView piece, const BlobSink& sink) {
        bytes += piece.size();
        if (bytes > protocol::maxBlobBytes)
            return Error(ErrorCode::BlobTooLarge, std::to_string(bytes) + " bytes, sealed");
        digest.add(piece);
        return sink(piece);
    }
    Result<void> step(ByteView plain, bool last, const BlobSink& sink) {
        if (!cipher.step(plain, sealed.data(), sealed.data() + plain.size(), last))
            return failed();
        return pass(ByteView(sealed).first(plain.size() + blobTagBytes), sink);
    }
};

BlobSealer::BlobSealer(std::unique_ptr<Steps> steps, BlobSink sink)
    : steps_(std::move(steps)), sink_(std::move(sink)) {
    plain_.reserve(blobStep);
}

BlobSealer::~BlobSealer() {
    OPENSSL_cleanse(plain_.data(), plain_.capacity());
}

Result<std::unique_ptr<BlobSealer>> BlobSealer::begin(std::span<const Certificate> recipients,
                                                      BlobSink sink) {
    Bytes key = randomBytes(blobKeyBytes);
    std::string content(blobKeyLabel);
    content.reserve(blobKeyLabel.size() + blobKeyBytes);
    content += textOf(key);
    const auto envelope = sealTo(recipients, content);
    wipe(content);
    if (!envelope.ok())
        return envelope.error();
    const Bytes head = headOf(*envelope);
    auto steps = std::make_unique<Steps>(key, head);
    OPENSSL_cleanse(key.data(), key.size());
    if (!steps->cipher.good() || envelope->size() > maxBlobEnvelope)
        return failed();
    JIUJIN_TRY(steps->pass(head, sink));
    return std::unique_ptr<BlobSealer>(new BlobSealer(std::move(steps), std::move(sink)));
}

// A full step waits until it is known whether it is the last.
Result<void> BlobSealer::write(ByteView plain) {
    while (!plain.empty()) {
        if (plain_.size() == blobStep) {
            JIUJIN_TRY(steps_->step(plain_, false, sink_));
            plain_.clear();
        }
        const std::size_t count = std::min(plain.size(), blobStep - plain_.size());
        plain_.insert(plain_.end(), plain.begin(),
                      plain.begin() + static_cast<std::ptrdiff_t>(count));
        plain = plain.subspan(count);
    }
    return {};
}

Result<protocol::BlobReference> BlobSealer::finish() {
    JIUJIN_TRY(steps_->step(plain_, true, sink_));
    return protocol::BlobReference{steps_->digest.text(), steps_->bytes};
}

} // namespace jiujin::seal
