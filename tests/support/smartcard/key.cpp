#include "tests/support/smartcard/key.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace smartcard_peer {

std::shared_ptr<Key> Key::fromFile(const std::string& path) {
    std::FILE* const file = std::fopen(path.c_str(), "re");
    if (file == nullptr)
        return nullptr;
    EVP_PKEY* const key = PEM_read_PrivateKey(file, nullptr, nullptr, nullptr);
    std::fclose(file);
    return key == nullptr ? nullptr : std::shared_ptr<Key>(new Key(key));
}

Key::~Key() {
    EVP_PKEY_free(static_cast<EVP_PKEY*>(key_));
}

Octets Key::sign(const Octets& digest) const {
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new(static_cast<EVP_PKEY*>(key_), nullptr), &EVP_PKEY_CTX_free);
    Octets der(128);
    std::size_t size = der.size();
    if (EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) != 1)
        return {};
    der.resize(size);
    return der;
}

Octets contentsOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return Octets(std::istreambuf_iterator<char>(file), {});
}

} // namespace smartcard_peer
