// X.509 certificates and keys of Jiujin's own PKI: one root, pinned by file; leaves that carry
// their role.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

using X509 = struct x509_st;
using EVP_PKEY = struct evp_pkey_st;

namespace jiujin::seal {

// Each role is an extended key usage of its own; a certificate has exactly one.
enum class Role {
    Server,
    Terminal,
    Seal,
    Acknowledge,
    Credential,
    Inner,
    Witness,
    Operator,
    CatalogueRoot, // these three: platform/catalogue
    Catalogue,
    Timestamp
};

class Certificate {
public:
    static Result<Certificate> fromPem(std::string_view pem);
    static Result<Certificate> fromFile(const std::filesystem::path& path);
    // Exactly one, nothing behind it. CertificateMalformed.
    static Result<Certificate> fromDer(ByteView der);
    // Takes its own reference.
    static Certificate fromHandle(X509* handle);

    std::string commonName() const;
    // Hex SHA-256 of the SubjectPublicKeyInfo.
    std::string keyId() const;
    // DER SubjectPublicKeyInfo.
    Bytes publicKey() const;
    std::string pem() const;
    Bytes der() const;
    // The first moment of its validity, and the first after it.
    WallTime validFrom() const;
    WallTime validUntil() const;
    X509* handle() const { return x509_.get(); }

private:
    std::shared_ptr<X509> x509_;
};

class PrivateKey {
public:
    static Result<PrivateKey> generate(); // P-256
    static Result<PrivateKey> fromPem(std::string_view pem);
    // Refuses a file that others may read (KeyUnreadable).
    static Result<PrivateKey> fromFile(const std::filesystem::path& path);

    // PKCS #8; the caller writes it 0600.
    std::string pem() const;
    bool matches(const Certificate& certificate) const;
    EVP_PKEY* handle() const { return key_.get(); }

private:
    std::shared_ptr<EVP_PKEY> key_;
};

// Signed by the root, whatever for. CertificateIssuer.
Result<void> verifyIssuer(const Certificate& leaf, const Certificate& root);
// What never changes: issuer, signature, CA flags, role, curve. CertificateIssuer, CertificateRole,
// SuiteUnknown.
Result<void> verifyIssue(const Certificate& leaf, const Certificate& root, Role role);
// Both are valid at `at`. CertificateExpired.
Result<void> verifyTime(const Certificate& leaf, const Certificate& root, WallTime at);
// Both of the above.
Result<void> verifyLeaf(const Certificate& leaf, const Certificate& root, Role role, WallTime at);

// A terminal that was silent for long hands in what it signed in its certificate's time; so long
// after the end that is still taken, from a terminal that is not turned away.
inline constexpr std::chrono::hours deliveryGrace{24 * 365};
// The time at which to judge such a certificate: its last second when it ended within the grace,
// else `at`.
WallTime deliveringTime(const Certificate& leaf, WallTime at);

// For `jiujin-platform init` and tests.
struct Validity {
    WallTime from, until;
};
Result<Certificate> issueRoot(const PrivateKey& key, std::string_view name, Validity validity);
Result<Certificate> issueLeaf(const Certificate& issuer, const PrivateKey& issuerKey,
                              const PrivateKey& subjectKey, std::string_view name, Role role,
                              Validity validity);

} // namespace jiujin::seal
