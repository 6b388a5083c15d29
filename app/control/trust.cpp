#include "app/control/trust.h"

namespace jiujin::control {

Result<void> checkNotRevoked(const std::filesystem::path& enrolment, const seal::Certificate& root,
                             const std::vector<seal::Certificate>& certificates) {
    const auto file = enrolment / "revoked.pem";
    if (!std::filesystem::exists(file))
        return {};
    JIUJIN_TRY_ASSIGN(const auto revoked, seal::RevocationList::fromFile(file, root));
    for (const seal::Certificate& certificate : certificates)
        if (revoked.holds(certificate))
            return Error(ErrorCode::PlatformRevoked,
                         certificate.commonName() + " is on the list " + file.string());
    return {};
}

} // namespace jiujin::control
