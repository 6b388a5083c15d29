// Beside CMS, which would do the same in three times the time: it proves anew for each envelope
// that the sender's point has the order of the curve, by a second multiplication. P-256 has the
// cofactor one: a point on the curve that is not at infinity has its order (SP 800-56A revision 3,
// section 5.6.2.3.4), and that it is on the curve is checked when it is read.
#include "platform/seal/agreed_key.h"

#include "platform/seal/openssl.h"

#include <algorithm>
#include <openssl/core_names.h>

namespace jiujin::seal {

namespace {

struct FreedCurve {
    void operator()(EC_GROUP* p) const { EC_GROUP_free(p); }
    void operator()(EC_POINT* p) const { EC_POINT_clear_free(p); }
    void operator()(BN_CTX* p) const { BN_CTX_free(p); }
};
using Group = std::unique_ptr<EC_GROUP, FreedCurve>;
using Point = std::unique_ptr<EC_POINT, FreedCurve>;

// RFC 5753 section 7.2: id-aes256-wrap, and how many bits are wanted of the KDF.
constexpr auto sharedInfo = std::to_array<std::uint8_t>(
    {0x30, 0x15, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
     0x04, 0x01, 0x2D, 0xA2, 0x06, 0x04, 0x04, 0x00, 0x00, 0x01, 0x00});
constexpr auto firstBlock = std::to_array<std::uint8_t>({0x00, 0x00, 0x00, 0x01});

// Its tables take longer to make than the multiplication, and never change.
const EC_GROUP* curve() {
    static const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    return group.get();
}

Owned<BIGNUM> scalarOf(const PrivateKey& key) {
    BIGNUM* scalar = nullptr;
    EVP_PKEY_get_bn_param(key.handle(), OSSL_PKEY_PARAM_PRIV_KEY, &scalar);
    return Owned<BIGNUM>(scalar);
}

// The x coordinate of the product.
bool agree(ByteView point, const PrivateKey& key, AgreedKey& out) {
    const std::unique_ptr<BN_CTX, FreedCurve> scratch(BN_CTX_secure_new());
    const Owned<BIGNUM> scalar = scalarOf(key);
    const Point theirs(EC_POINT_new(curve())), product(EC_POINT_new(curve()));
    const Owned<BIGNUM> x(BN_secure_new());
    return scratch && scalar && theirs && product && x &&
           EC_POINT_oct2point(curve(), theirs.get(), point.data(), point.size(), scratch.get()) ==
               1 &&
           EC_POINT_mul(curve(), product.get(), nullptr, theirs.get(), scalar.get(),
                        scratch.get()) == 1 &&
           EC_POINT_get_affine_coordinates(curve(), product.get(), x.get(), nullptr,
                                           scratch.get()) == 1 &&
           BN_bn2binpad(x.get(), out.bytes().data(), static_cast<int>(out.bytes().size())) > 0;
}

bool unwrap(ByteView wrapped, const AgreedKey& by, AgreedKey& out) {
    const Owned<EVP_CIPHER_CTX> cipher(EVP_CIPHER_CTX_new());
    std::array<std::uint8_t, 40> plain{};
    int length = 0;
    if (!cipher)
        return false;
    EVP_CIPHER_CTX_set_flags(cipher.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    const bool whole = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_wrap(), nullptr,
                                          by.bytes().data(), nullptr) == 1 &&
                       EVP_DecryptUpdate(cipher.get(), plain.data(), &length, wrapped.data(),
                                         static_cast<int>(wrapped.size())) == 1 &&
                       length == static_cast<int>(out.bytes().size());
    if (whole)
        std::copy_n(plain.begin(), out.bytes().size(), out.bytes().begin());
    OPENSSL_cleanse(plain.data(), plain.size());
    return whole;
}

} // namespace

AgreedKey::~AgreedKey() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

// 32 bytes are one block of SHA-256.
bool deriveWrapping(const AgreedKey& shared, AgreedKey& out) {
    const Owned<EVP_MD_CTX> digest(EVP_MD_CTX_new());
    return digest && EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1 &&
           EVP_DigestUpdate(digest.get(), shared.bytes().data(), shared.bytes().size()) == 1 &&
           EVP_DigestUpdate(digest.get(), firstBlock.data(), firstBlock.size()) == 1 &&
           EVP_DigestUpdate(digest.get(), sharedInfo.data(), sharedInfo.size()) == 1 &&
           EVP_DigestFinal_ex(digest.get(), out.bytes().data(), nullptr) == 1;
}

bool unwrapKey(const AgreedParts& parts, const PrivateKey& key, AgreedKey& out) {
    AgreedKey shared, wrapping;
    return agree(parts.point, key, shared) && deriveWrapping(shared, wrapping) &&
           unwrap(parts.wrapped, wrapping, out);
}

} // namespace jiujin::seal
