// OpenSSL's objects with owners, and the few calls that several files of this room need.
#pragma once

#include "platform/base/bytes.h"

#include <memory>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace jiujin::seal {

struct Freed {
    void operator()(BIO* p) const { BIO_free_all(p); }
    void operator()(CMS_ContentInfo* p) const { CMS_ContentInfo_free(p); }
    void operator()(EVP_CIPHER_CTX* p) const { EVP_CIPHER_CTX_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
    void operator()(ECDSA_SIG* p) const { ECDSA_SIG_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(X509_NAME* p) const { X509_NAME_free(p); }
    void operator()(X509_STORE* p) const { X509_STORE_free(p); }
    void operator()(X509_STORE_CTX* p) const { X509_STORE_CTX_free(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
    void operator()(ASN1_OBJECT* p) const { ASN1_OBJECT_free(p); }
    // ASN1_OCTET_STRING too: OpenSSL has one type for both.
    void operator()(ASN1_INTEGER* p) const { ASN1_INTEGER_free(p); }
    void operator()(BIGNUM* p) const { BN_clear_free(p); }
    void operator()(EXTENDED_KEY_USAGE* p) const { EXTENDED_KEY_USAGE_free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

// Memory to write to that is wiped when it goes.
Owned<BIO> wipedMemory();
// The bytes are not copied: they must outlive the BIO.
Owned<BIO> memoryOf(ByteView bytes);
ByteView contentOf(BIO* memory);

// DER of a value by its i2d function.
template <typename T, typename Encode>
Bytes derOf(const T* value, Encode encode) {
    const int length = encode(value, nullptr);
    if (length <= 0)
        return {};
    Bytes out(static_cast<std::size_t>(length));
    std::uint8_t* at = out.data();
    encode(value, &at);
    return out;
}

// ECDSA on P-256 with SHA-256, DER signature. Empty when it fails.
Bytes signSha256(EVP_PKEY* key, ByteView message);
bool verifySha256(EVP_PKEY* key, ByteView message, ByteView signature);
// Suite 1 knows no other curve.
bool isP256(const EVP_PKEY* key);

} // namespace jiujin::seal
