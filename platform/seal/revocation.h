// Certificates that no longer count although their days are not over: an X.509 certificate
// revocation list (RFC 5280 §5) that the root has signed. nextUpdate is not enforced: a terminal
// without a network for months must not forget whom it may not trust.
#pragma once

#include "platform/seal/certificate.h"

#include <vector>

using X509_CRL = struct X509_crl_st;

namespace jiujin::seal {

class RevocationList {
public:
    // Nobody is revoked.
    RevocationList() = default;
    // Signed by the root; PEM in files, DER on the wire, at most maxBytes. FileUnreadable,
    // CertificateMalformed, CertificateIssuer.
    static Result<RevocationList> fromFile(const std::filesystem::path& path,
                                           const Certificate& root);
    static Result<RevocationList> fromDer(ByteView der, const Certificate& root);
    // Signed by the root's key: who is on `before`, and `more`; its number is the next.
    // CryptoFailed.
    static Result<RevocationList> issue(const RevocationList& before,
                                        const std::vector<Certificate>& more,
                                        const Certificate& root, const PrivateKey& rootKey,
                                        WallTime now);

    bool holds(const Certificate& certificate) const;
    // The CRL number (RFC 5280 §5.2.3): a later list has a higher one. 0: nobody's list, or one of
    // the first release, which had none.
    std::uint64_t number() const { return number_; }
    bool empty() const { return !list_; } // nobody's list
    // May take its place.
    bool isAfter(const RevocationList& other) const {
        return !empty() && (other.empty() || number_ > other.number_);
    }
    std::string pem() const;
    Bytes der() const;

    static constexpr std::size_t maxBytes = 1024UL * 1024;
    static constexpr std::string_view mediaType = "application/pkix-crl"; // RFC 2585 §4.2: DER

private:
    static Result<RevocationList> verified(X509_CRL* owned, const Certificate& root,
                                           const std::string& place);

    std::shared_ptr<X509_CRL> list_;
    std::uint64_t number_ = 0;
};

} // namespace jiujin::seal
