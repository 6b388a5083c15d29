#include "platform/seal/one_time_key.h"

#include "platform/seal/openssl.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/sha.h>

namespace jiujin::seal {

namespace {

// RFC 5480: id-ecPublicKey with the named curve P-256, then an uncompressed point.
constexpr auto keyFrame = std::to_array<std::uint8_t>(
    {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06,
     0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04});
constexpr std::size_t keyBytes = keyFrame.size() + 64;
constexpr int serialBytes = 16;

Owned<EVP_PKEY> parsed(ByteView publicKey) {
    if (publicKey.size() != keyBytes ||
        !std::equal(keyFrame.begin(), keyFrame.end(), publicKey.begin()))
        return nullptr;
    const std::uint8_t* at = publicKey.data();
    // Refuses what is no point of the curve.
    Owned<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(publicKey.size())));
    ERR_clear_error();
    return isP256(key.get()) ? std::move(key) : nullptr;
}

// Positive and of one length, so that all envelopes for one-time keys are as long as each other.
bool setSerial(X509* certificate, ByteView publicKey) {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256(publicKey.data(), publicKey.size(), digest.data());
    digest[0] = static_cast<std::uint8_t>((digest[0] & 0x7FU) | 0x40U);
    const Owned<BIGNUM> number(BN_bin2bn(digest.data(), serialBytes, nullptr));
    return number &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setIssuer(X509* certificate) {
    constexpr std::string_view name = "one-time key";
    const Owned<X509_NAME> issuer(X509_NAME_new());
    return issuer &&
           X509_NAME_add_entry_by_NID(issuer.get(), NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.data()),
                                      static_cast<int>(name.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, issuer.get()) == 1;
}

} // namespace

Bytes publicKeyOf(const PrivateKey& key) {
    return derOf(key.handle(), i2d_PUBKEY);
}

Result<Certificate> recipientOf(ByteView publicKey) {
    const Owned<EVP_PKEY> key = parsed(publicKey);
    if (!key)
        return Error(ErrorCode::AskMalformed, "the one-time key is not a key on P-256");
    const Owned<X509> card(X509_new());
    if (!card || !setSerial(card.get(), publicKey) || !setIssuer(card.get()) ||
        X509_set_pubkey(card.get(), key.get()) != 1)
        return Error(ErrorCode::CryptoFailed, "cannot name a recipient");
    return Certificate::fromHandle(card.get());
}

} // namespace jiujin::seal
