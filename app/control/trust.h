// What jiujinctl believes: certificates of the enrolment's folder that the root has not revoked.
#pragma once

#include "platform/seal/revocation.h"

#include <vector>

namespace jiujin::control {

// PlatformRevoked when one of them stands on the folder's list, revoked.pem; without that file
// nobody is revoked. Errors as of RevocationList::fromFile().
Result<void> checkNotRevoked(const std::filesystem::path& enrolment, const seal::Certificate& root,
                             const std::vector<seal::Certificate>& certificates);

} // namespace jiujin::control
