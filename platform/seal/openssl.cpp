#include "platform/seal/openssl.h"

#include <openssl/err.h>
#include <string_view>

namespace jiujin::seal {

Owned<BIO> wipedMemory() {
    return Owned<BIO>(BIO_new(BIO_s_secmem()));
}

Owned<BIO> memoryOf(ByteView bytes) {
    return Owned<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

ByteView contentOf(BIO* memory) {
    char* start = nullptr;
    const long length = BIO_get_mem_data(memory, &start);
    return {reinterpret_cast<const std::uint8_t*>(start),
            length > 0 ? static_cast<std::size_t>(length) : 0};
}

Bytes signSha256(EVP_PKEY* key, ByteView message) {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::size_t length = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, message.data(), message.size()) != 1)
        return {};
    Bytes signature(length);
    if (EVP_DigestSign(context.get(), signature.data(), &length, message.data(), message.size()) !=
        1)
        return {};
    signature.resize(length);
    return signature;
}

bool verifySha256(EVP_PKEY* key, ByteView message, ByteView signature) {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const bool good =
        context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
        EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                         message.size()) == 1;
    ERR_clear_error();
    return good;
}

bool isP256(const EVP_PKEY* key) {
    char group[32] = {};
    return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
           std::string_view(group) == "prime256v1";
}

} // namespace jiujin::seal
