// The operators of this terminal: `operators/*.pem` in the enrolment's folder, one certificate
// each, issued by the root for this role. Looked at anew at each login; without the folder, nobody.
#pragma once

#include "app/terminal/keys/enrolment.h"

namespace jiujin::keys {

class OperatorRegister {
public:
    OperatorRegister(const std::filesystem::path& enrolmentFolder, const Enrolment& enrolment);

    // Fresh text for a card to sign (platform/protocol/operator_login.h).
    std::string challenge() const;
    // Whether this card, whose certificate is in DER, is an operator's, and signed this text now.
    // CertificateMalformed; OperatorUnknown, also for one that was revoked or did not sign;
    // CertificateIssuer, CertificateRole, CertificateExpired.
    Result<void> admit(std::string_view challenge, ByteView certificate, ByteView signature,
                       GradedTime now) const;

private:
    bool lists(const seal::Certificate& card) const;

    const std::filesystem::path folder_;
    const Enrolment& enrolment_;
};

} // namespace jiujin::keys
