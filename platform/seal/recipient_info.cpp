#include "platform/seal/recipient_info.h"

#include "platform/seal/agreed_key.h"
#include "platform/seal/der.h"
#include "platform/seal/openssl.h"

#include <algorithm>
#include <array>
#include <openssl/core_names.h>

namespace jiujin::seal {

namespace {

// version 3; originator: [0] { [1] { id-ecPublicKey, BIT STRING with an uncompressed point
constexpr auto beforeKey =
    std::to_array<std::uint8_t>({0x02, 0x01, 0x03, 0xA0, 0x51, 0xA1, 0x4F, 0x30, 0x09, 0x06, 0x07,
                                 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x03, 0x42, 0x00, 0x04});
constexpr std::size_t coordinatesBytes = 64, wrappedBytes = 40, keyBytes = 32;
// dhSinglePass-stdDH-sha256kdf-scheme with id-aes256-wrap
constexpr auto agreement = std::to_array<std::uint8_t>(
    {0x30, 0x15, 0x06, 0x06, 0x2B, 0x81, 0x04, 0x01, 0x0B, 0x01, 0x30, 0x0B,
     0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2D});
constexpr auto aes256Wrap = std::to_array<std::uint8_t>(
    {0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2D});
constexpr auto versionFour = std::to_array<std::uint8_t>({0x02, 0x01, 0x04});

// The other's key was decoded from its certificate and is therefore a point of the curve; P-256 has
// no other group to be lured into, so OpenSSL's own look at it, as dear as the agreement, is left
// out.
bool agree(EVP_PKEY* own, EVP_PKEY* other, AgreedKey& key) {
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(own, nullptr));
    AgreedKey shared;
    std::size_t length = keyBytes;
    return context && EVP_PKEY_derive_init(context.get()) == 1 &&
           EVP_PKEY_derive_set_peer_ex(context.get(), other, 0) == 1 &&
           EVP_PKEY_derive(context.get(), shared.bytes().data(), &length) == 1 &&
           length == keyBytes && deriveWrapping(shared, key);
}

// RFC 3394. Empty when it fails.
Bytes wrapped(ByteView key, ByteView contentKey) {
    const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
    if (!context || key.size() != keyBytes || contentKey.size() != keyBytes)
        return {};
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    Bytes out(wrappedBytes);
    int length = 0;
    if (EVP_EncryptInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, key.data(), nullptr) != 1 ||
        EVP_EncryptUpdate(context.get(), out.data(), &length, contentKey.data(),
                          static_cast<int>(contentKey.size())) != 1 ||
        length != static_cast<int>(wrappedBytes))
        return {};
    return out;
}

Bytes elementOf(const Certificate& recipient, ByteView coordinates, ByteView wrappedKey) {
    const Bytes issuer = derOf(X509_get_issuer_name(recipient.handle()), i2d_X509_NAME);
    const Bytes serial = derOf(X509_get0_serialNumber(recipient.handle()), i2d_ASN1_INTEGER);
    const Bytes name = der::element(der::Sequence, {issuer, serial});
    const Bytes key = der::element(der::OctetString, {wrappedKey});
    const Bytes encrypted = der::element(der::Sequence, {name, key});
    const Bytes all = der::element(der::Sequence, {encrypted});
    return der::element(der::Context1, {beforeKey, coordinates, agreement, all});
}

// Without the leading 4 of an uncompressed point. Empty when it fails.
Bytes coordinatesOf(const EVP_PKEY* key) {
    std::array<std::uint8_t, 1 + coordinatesBytes> point{};
    std::size_t length = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                        &length) != 1 ||
        length != point.size() || point.front() != 0x04)
        return {};
    return Bytes(point.begin() + 1, point.end());
}

} // namespace

Bytes recipientInfoFor(const Certificate& recipient, ByteView contentKey) {
    EVP_PKEY* theirs = X509_get0_pubkey(recipient.handle());
    const auto own = PrivateKey::generate();
    AgreedKey key;
    if (!isP256(theirs) || !own.ok() || !agree(own->handle(), theirs, key))
        return {};
    const Bytes coordinates = coordinatesOf(own->handle());
    const Bytes inside = wrapped(key.bytes(), contentKey);
    return coordinates.empty() || inside.empty() ? Bytes()
                                                 : elementOf(recipient, coordinates, inside);
}

Bytes recipientInfoFor(ByteView name, ByteView key, ByteView contentKey) {
    const Bytes inside = wrapped(key, contentKey);
    if (inside.empty())
        return {};
    const Bytes nameOctets = der::element(der::OctetString, {name});
    const Bytes identifier = der::element(der::Sequence, {nameOctets});
    const Bytes octets = der::element(der::OctetString, {inside});
    return der::element(der::Context2, {versionFour, identifier, aes256Wrap, octets});
}

std::optional<AgreedParts> partsFor(ByteView element, const Certificate& recipient) {
    const auto info = der::Reader(element).take(der::Context1);
    if (!info || info->size() < beforeKey.size() + coordinatesBytes + wrappedBytes)
        return std::nullopt;
    const ByteView coordinates = info->subspan(beforeKey.size(), coordinatesBytes);
    const ByteView wrappedKey = info->last(wrappedBytes);
    if (!std::ranges::equal(elementOf(recipient, coordinates, wrappedKey), element))
        return std::nullopt;
    // The octet before the coordinates says that there are two.
    return AgreedParts{info->subspan(beforeKey.size() - 1, 1 + coordinatesBytes), wrappedKey};
}

} // namespace jiujin::seal
