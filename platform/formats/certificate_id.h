// 电子证照标识 (GB/T 36904-2018): 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>
//   type     21: the credit code of the body that defined the kind of certificate, and 3 digits
//   issuer   a credit code; trial systems use 6 characters
//   serial   0-9 A-Z, a UUID without hyphens and in upper case; some issuers put a citizen number
//            in, so it is a person's
//   version  001 to 999
//   check    ISO 7064 MOD 37,36 over the four parts without dots and without 1.2.156.3005.2
// Seen in use and recomputed on published identifiers (A); the standard's own text was not seen.
// That a serial has at most 64 characters is our bound (D).
#pragma once

#include "platform/formats/credit_code.h"

namespace jiujin::formats {

class CertificateId {
public:
    // Accepts lower case, keeps upper. CertificateIdFormat with the part.
    static Result<CertificateId> parse(std::string_view text);
    // The same parts, with the check computed. CertificateIdFormat.
    static Result<CertificateId> make(std::string_view type, std::string_view issuer,
                                      std::string_view serial, int version);

    Secret text() const;
    // The serial as stars, and no check, which would give one character of it away.
    std::string masked() const;
    const std::string& type() const { return type_; }
    const std::string& issuer() const { return issuer_; }
    const Secret& serial() const { return serial_; }
    int version() const { return version_; }
    bool operator==(const CertificateId&) const = default;

private:
    char check() const;

    std::string type_, issuer_;
    Secret serial_;
    int version_ = 1;
};

} // namespace jiujin::formats
