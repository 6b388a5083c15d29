#include "platform/protocol/digest.h"

#include <array>
#include <cstdlib>
#include <openssl/evp.h>

namespace jiujin::protocol {

namespace {

// SHA-256 cannot fail on input: a failure here is a broken library, and no digest is better than a
// wrong one.
void must(bool done) {
    if (!done)
        std::abort();
}

} // namespace

std::string digestText(std::initializer_list<ByteView> parts) {
    RunningDigest digest;
    for (const ByteView part : parts)
        digest.add(part);
    return digest.text();
}

void RunningDigest::Freed::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

RunningDigest::RunningDigest() : context_(EVP_MD_CTX_new()) {
    must(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void RunningDigest::add(ByteView piece) {
    must(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) == 1);
}

std::string RunningDigest::text() {
    std::array<std::uint8_t, 32> digest{};
    must(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    return toBase64Url(digest);
}

} // namespace jiujin::protocol
