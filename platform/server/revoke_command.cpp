#include "platform/server/revoke_command.h"

#include "platform/seal/revocation.h"
#include "platform/server/files.h"

namespace jiujin::server {

Result<void> revoke(const RevokeOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto root,
                      seal::Certificate::fromFile(options.rootFolder / "root.pem"));
    JIUJIN_TRY_ASSIGN(const auto key, seal::PrivateKey::fromFile(options.rootFolder / "root.key"));
    if (!key.matches(root))
        return Error(ErrorCode::KeyMismatch, (options.rootFolder / "root.key").string());
    JIUJIN_TRY_ASSIGN(const auto lost, seal::Certificate::fromFile(options.certificate));
    JIUJIN_TRY(seal::verifyIssuer(lost, root));
    seal::RevocationList before;
    if (std::filesystem::exists(options.list)) {
        JIUJIN_TRY_ASSIGN(before, seal::RevocationList::fromFile(options.list, root));
    }
    JIUJIN_TRY_ASSIGN(const auto after, seal::RevocationList::issue(before, {lost}, root, key,
                                                                    SystemClock().wall().time));
    JIUJIN_TRY(replaceFile(options.list, after.pem()));
    print("已吊销 Revoked: " + lost.commonName() + "\n清单 List: " + options.list.string() +
          "\n请把清单交给每个区和每台终端；在 platform.toml 的 [keys] 里写 revoked = "
          "\"root/revoked.pem\"，重启后生效。\n"
          "Give the list to each zone (revoked = \"root/revoked.pem\" in [keys], then restart) and "
          "to each\nterminal (revoked.pem in its enrolment folder, then restart).\n");
    return {};
}

} // namespace jiujin::server
