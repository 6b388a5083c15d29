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
    // Signed by the root. FileUnreadable, CertificateMalformed, CertificateIssuer.
    static Result<RevocationList> fromFile(const std::filesystem::path& path,
                                           const Certificate& root);
    // Signed by the root's key: who is on `before`, and `more`. CryptoFailed.
    static Result<RevocationList> issue(const RevocationList& before,
                                        const std::vector<Certificate>& more,
                                        const Certificate& root, const PrivateKey& rootKey,
                                        WallTime now);

    bool holds(const Certificate& certificate) const;
    std::string pem() const;

private:
    std::shared_ptr<X509_CRL> list_;
};

} // namespace jiujin::seal
