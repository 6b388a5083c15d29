// The content key of an envelope of suite 1, out of the parts of its recipient's element: ECDH on
// P-256, the KDF of ANSI X9.63 with SHA-256 (RFC 5753 section 7.2), AES-256 key wrap (RFC 3394).
#pragma once

#include "platform/seal/certificate.h"
#include "platform/seal/recipient_info.h"

#include <array>

namespace jiujin::seal {

// Wiped when it goes.
class AgreedKey {
public:
    AgreedKey() = default;
    ~AgreedKey();
    AgreedKey(const AgreedKey&) = delete;
    AgreedKey& operator=(const AgreedKey&) = delete;
    std::array<std::uint8_t, 32>& bytes() { return bytes_; }
    const std::array<std::uint8_t, 32>& bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, 32> bytes_{};
};

// The key that wraps, out of the x coordinate that both know.
bool deriveWrapping(const AgreedKey& shared, AgreedKey& out);

// False when the point is not on the curve, or the key was wrapped for another.
bool unwrapKey(const AgreedParts& parts, const PrivateKey& key, AgreedKey& out);

} // namespace jiujin::seal
