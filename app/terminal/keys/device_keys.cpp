#include "app/terminal/keys/device_keys.h"

#include "platform/seal/envelope.h"
#include "platform/seal/packet_signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

namespace jiujin::keys {

namespace {

Bytes hmac(ByteView key, ByteView message) {
    Bytes code(32);
    unsigned size = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(),
              message.size(), code.data(), &size))
        std::abort(); // out of memory: nothing sensible can follow
    return code;
}

// The private key's DER never leaves this function.
Bytes deriveRowKey(const seal::PrivateKey& key) {
    unsigned char* der = nullptr;
    const int size = i2d_PrivateKey(key.handle(), &der);
    if (size <= 0)
        std::abort();
    const auto length = static_cast<std::size_t>(size);
    Bytes derived = hmac({der, length}, viewOf("jiujin outbox rows 1"));
    OPENSSL_clear_free(der, length);
    return derived;
}

} // namespace

DeviceKeys::DeviceKeys(Enrolment enrolment)
    : enrolment_(std::move(enrolment)), rowKey_(deriveRowKey(enrolment_.deviceKey)) {}

DeviceKeys::~DeviceKeys() {
    OPENSSL_cleanse(rowKey_.data(), rowKey_.size());
}

std::string DeviceKeys::digest(ByteView bytes) const {
    return seal::digestOf(bytes);
}

Bytes DeviceKeys::authenticator(ByteView row) const {
    return hmac(rowKey_, row);
}

Result<std::string> DeviceKeys::receiptCode(const protocol::ReceiptClaims& claims) const {
    // No key id: the credential beside it names the key, and the code stays small.
    JIUJIN_TRY_ASSIGN(const std::string jws,
                      seal::signJws(encode(claims), enrolment_.deviceKey, {}));
    return protocol::joinReceiptCode(jws, enrolment_.credential);
}

Result<Bytes> DeviceKeys::signPacket(const protocol::PacketHeader& header, ByteView sealed) const {
    return seal::signPacket(header, sealed, enrolment_.device, enrolment_.deviceKey);
}

} // namespace jiujin::keys
