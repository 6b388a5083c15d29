// The list of test cards that the centre signed.
#pragma once

#include "platform/base/clock.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jiujin::control {

// The digests of its cards. FileUnreadable; TokenMalformed, TokenSignature when the credential key
// of the enrolment did not sign it; the errors of the enrolment's certificates, PlatformRevoked;
// CertificateExpired when `now` is outside the list's time.
Result<std::vector<std::string>> testCardsFrom(const std::filesystem::path& list,
                                               const std::filesystem::path& enrolment,
                                               WallTime now);

} // namespace jiujin::control
