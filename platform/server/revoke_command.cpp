#include "platform/server/revoke_command.h"

#include "platform/base/command_text.h"
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
          "，编号 number " + std::to_string(after.number()) +
          "\n请把清单放到每个区的 platform.toml 里 [keys] revoked "
          "所指的位置（第一次写上这一行要重启，"
          "以后放上就生效），终端会自己取到；离线的终端，把它作为 revoked.pem 放进登记文件夹。\n"
          "Put the list where [keys] revoked of each zone's platform.toml points: it is taken up "
          "as it\nstands there (only the line itself, the first time, wants a restart), and "
          "terminals fetch it. For one\nwithout a network put it into its enrolment folder as "
          "revoked.pem.\n");
    return {};
}

} // namespace jiujin::server
