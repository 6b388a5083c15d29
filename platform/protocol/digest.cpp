#include "platform/protocol/digest.h"

#include <array>
#include <cstdlib>
#include <memory>
#include <openssl/evp.h>

namespace jiujin::protocol {

std::string digestText(std::initializer_list<ByteView> parts) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    bool done = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (const ByteView part : parts)
        done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    std::array<std::uint8_t, 32> digest{};
    // SHA-256 cannot fail on input: a failure here is a broken library, and no digest is better
    // than a wrong one.
    if (!done || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1)
        std::abort();
    return toBase64Url(digest);
}

} // namespace jiujin::protocol
