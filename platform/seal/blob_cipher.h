// What sealing and opening a blob share. For this room alone.
#pragma once

#include "platform/protocol/blob.h"
#include "platform/seal/openssl.h"

#include <array>
#include <limits>
#include <openssl/sha.h>

namespace jiujin::seal {

inline constexpr std::string_view blobMagic = "JJB1", blobKeyLabel = "jiujin blob key 1";
inline constexpr std::size_t blobKeyBytes = 32, blobTagBytes = 16, blobLengthBytes = 4;
// Two recipients take about 1 KiB.
inline constexpr std::size_t maxBlobEnvelope = 8UL * 1024;

// One blob's cipher in either direction, step by step.
class BlobCipher {
public:
    enum class Way { Seal, Open };

    BlobCipher(Way way, ByteView key, ByteView head)
        : way_(way), context_(EVP_CIPHER_CTX_new()), binding_(SHA256_DIGEST_LENGTH) {
        SHA256(head.data(), head.size(), binding_.data());
        good_ = context_ && EVP_CipherInit_ex(context_.get(), EVP_aes_256_gcm(), nullptr,
                                              key.data(), nullptr, way == Way::Seal ? 1 : 0) == 1;
    }

    bool good() const { return good_; }
    std::uint32_t steps() const { return number_; }

    // `tag` is written when sealing, and held against when opening.
    bool step(ByteView in, std::uint8_t* out, std::uint8_t* tag, bool last) {
        if (!good_ || number_ == std::numeric_limits<std::uint32_t>::max())
            return false;
        std::array<std::uint8_t, 12> nonce{};
        for (std::size_t i = 0; i < 4; ++i)
            nonce.at(10 - i) = static_cast<std::uint8_t>(number_ >> (8 * i));
        nonce.back() = last ? 1 : 0;
        ++number_;
        const int size = static_cast<int>(in.size());
        int done = 0;
        EVP_CIPHER_CTX* at = context_.get();
        good_ = EVP_CipherInit_ex(at, nullptr, nullptr, nullptr, nonce.data(), -1) == 1 &&
                EVP_CipherUpdate(at, nullptr, &done, binding_.data(),
                                 static_cast<int>(binding_.size())) == 1 &&
                (size == 0 || EVP_CipherUpdate(at, out, &done, in.data(), size) == 1) &&
                (way_ == Way::Seal || control(EVP_CTRL_GCM_SET_TAG, tag)) &&
                EVP_CipherFinal_ex(at, out + size, &done) == 1 &&
                (way_ == Way::Open || control(EVP_CTRL_GCM_GET_TAG, tag));
        return good_;
    }

private:
    bool control(int what, std::uint8_t* tag) {
        return EVP_CIPHER_CTX_ctrl(context_.get(), what, blobTagBytes, tag) == 1;
    }

    Way way_;
    Owned<EVP_CIPHER_CTX> context_;
    Bytes binding_;
    std::uint32_t number_ = 0;
    bool good_ = false;
};

} // namespace jiujin::seal
