// On OpenSSL alone: the header has one spelling, so there is no JSON to parse and no algorithm to
// choose, and a general JWS library would have to be told to refuse nearly all it can do.
#include "platform/seal/jws.h"

#include "platform/protocol/shapes.h"
#include "platform/seal/openssl.h"

#include <openssl/ecdsa.h>
#include <optional>

namespace jiujin::seal {

namespace {

constexpr std::size_t maxTokenBytes = 1024UL * 1024;
constexpr int halfSignature = 32;
constexpr std::string_view headerStart = "{\"alg\":\"ES256\"";
constexpr std::string_view kidStart = ",\"kid\":\"";

std::string headerOf(std::string_view keyId) {
    std::string header(headerStart);
    if (!keyId.empty())
        header.append(kidStart).append(keyId).append("\"");
    return header + '}';
}

struct Parts {
    std::string keyId;
    std::string_view signedText; // header "." payload, as they stand
    std::string payload;
    Bytes signature;
};

// The key id, when the header is exactly what headerOf() writes.
std::optional<std::string> keyIdFrom(std::string_view header) {
    if (header == headerOf({}))
        return std::string();
    const std::size_t before = headerStart.size() + kidStart.size();
    if (header.size() < before + 2)
        return std::nullopt;
    std::string keyId(header.substr(before, header.size() - before - 2));
    if (!protocol::isName(keyId) || header != headerOf(keyId))
        return std::nullopt;
    return keyId;
}

Result<Parts> takeApart(std::string_view token) {
    const Error malformed(ErrorCode::TokenMalformed, "not a compact JWS with ES256");
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (token.size() > maxTokenBytes || first == std::string_view::npos || first == last ||
        token.find('.', first + 1) != last)
        return malformed;
    const auto header = fromBase64Url(token.substr(0, first));
    const auto payload = fromBase64Url(token.substr(first + 1, last - first - 1));
    auto signature = fromBase64Url(token.substr(last + 1));
    if (!header.ok() || !payload.ok() || !signature.ok() || signature->size() != 2 * halfSignature)
        return malformed;
    const auto keyId = keyIdFrom(textOf(*header));
    if (!keyId)
        return malformed;
    return Parts{*keyId, token.substr(0, last), std::string(textOf(*payload)),
                 std::move(signature).value()};
}

// RFC 7518 section 3.4: r and s, 32 bytes each, one after the other.
Bytes rawFromDer(const Bytes& der) {
    const std::uint8_t* at = der.data();
    const Owned<ECDSA_SIG> parsed(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    Bytes raw(2 * halfSignature);
    if (!parsed || BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), raw.data(), halfSignature) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), raw.data() + halfSignature, halfSignature) < 0)
        return {};
    return raw;
}

Bytes derFromRaw(const Bytes& raw) {
    const Owned<ECDSA_SIG> built(ECDSA_SIG_new());
    Owned<BIGNUM> r(BN_bin2bn(raw.data(), halfSignature, nullptr));
    Owned<BIGNUM> s(BN_bin2bn(raw.data() + halfSignature, halfSignature, nullptr));
    if (!built || !r || !s || ECDSA_SIG_set0(built.get(), r.get(), s.get()) != 1)
        return {};
    // The signature owns both numbers now.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    return derOf(built.get(), i2d_ECDSA_SIG);
}

Result<std::string> verifyWith(std::string_view token, EVP_PKEY* key) {
    JIUJIN_TRY_ASSIGN(Parts parts, takeApart(token));
    if (!isP256(key) || !verifySha256(key, viewOf(parts.signedText), derFromRaw(parts.signature)))
        return Error(ErrorCode::TokenSignature, "the signature does not fit the key");
    return std::move(parts.payload);
}

} // namespace

Result<std::string> signJws(std::string_view payload, const PrivateKey& key,
                            std::string_view keyId) {
    if (!keyId.empty() && !protocol::isName(keyId))
        return Error(ErrorCode::TokenMalformed, "key id is not a name");
    std::string token = toBase64Url(viewOf(headerOf(keyId))) + '.' + toBase64Url(viewOf(payload));
    const Bytes raw = rawFromDer(signSha256(key.handle(), viewOf(token)));
    if (raw.empty())
        return Error(ErrorCode::CryptoFailed, "cannot sign");
    return token + '.' + toBase64Url(raw);
}

Result<std::string> verifyJws(std::string_view token, const Certificate& signer) {
    return verifyWith(token, X509_get0_pubkey(signer.handle()));
}

Result<std::string> verifyJws(std::string_view token, ByteView publicKey) {
    const std::uint8_t* at = publicKey.data();
    const Owned<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(publicKey.size())));
    if (!key || at != publicKey.data() + publicKey.size())
        return Error(ErrorCode::TokenMalformed, "not a public key");
    return verifyWith(token, key.get());
}

Result<std::string> keyIdOfJws(std::string_view token) {
    JIUJIN_TRY_ASSIGN(Parts parts, takeApart(token));
    return std::move(parts.keyId);
}

} // namespace jiujin::seal
