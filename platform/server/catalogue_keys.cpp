#include "platform/server/catalogue_keys.h"

#include "platform/base/command_text.h"
#include "platform/catalogue/publication.h"
#include "platform/server/files.h"

namespace jiujin::server {

namespace fs = std::filesystem;
using catalogue::Trust;
using seal::Role;

namespace {

Result<catalogue::Anchors> anchorsOf(const RotateOptions& options, const seal::Certificate& root) {
    catalogue::Anchors anchors{root};
    if (!options.revoked.empty()) {
        JIUJIN_TRY_ASSIGN(anchors.revoked, seal::RevocationList::fromFile(options.revoked, root));
    }
    return anchors;
}

// Who must sign beside the new key; nobody when there was none, or when the root has revoked it.
Result<std::optional<catalogue::Signer>> signerBefore(const RotateOptions& options,
                                                      const std::optional<Trust>& before) {
    if (!before)
        return std::optional<catalogue::Signer>();
    if (options.before.empty())
        return Error(ErrorCode::Usage,
                     "there are keys already: --before FOLDER of catalogue-root.pem and .key; when "
                     "they are lost, revoke that certificate first and give --revoked LIST");
    JIUJIN_TRY_ASSIGN(auto signer, catalogue::Signer::in(options.before, "catalogue-root"));
    if (signer.certificate.keyId() != before->document().root.keyId())
        return Error(ErrorCode::CatalogueSignature,
                     options.before.string() + ": not the key that the newest root document names");
    return std::optional(std::move(signer));
}

// For this rotation alone, so that it may go again.
Result<void> makeNew(const fs::path& folder) {
    std::error_code failure;
    const bool made = fs::create_directories(folder, failure);
    if (made)
        fs::permissions(folder, fs::perms::owner_all, failure);
    if (failure)
        return Error(ErrorCode::FileUnreadable, folder.string() + ": " + failure.message());
    return made ? Result<void>() : Error(ErrorCode::AlreadyExists, folder.string());
}

// The keys and the text that names them, or neither: keys that nothing names are good for nothing,
// and would stand in the way of the next attempt. A text that stands there although the disk failed
// behind it keeps its keys.
Result<void> writeTogether(const CatalogueKeys& keys, std::uint64_t version,
                           const std::string& text, const RotateOptions& options) {
    JIUJIN_TRY(makeNew(options.keys));
    auto written = keys.write(options.keys);
    if (written)
        written = catalogue::addRoot(options.into, version, text);
    std::error_code ignored;
    if (!written && !fs::exists(options.into / catalogue::rootName(version), ignored))
        fs::remove_all(options.keys, ignored);
    return written;
}

void tell(const RotateOptions& options, std::uint64_t version) {
    const auto key = [&](const char* name) {
        return "  " + (options.keys / name / name).string() + ".key\n";
    };
    print("目录密钥文件 Root document " + (options.into / catalogue::rootName(version)).string() +
          "\n请把下列密钥移到离线保管处 Take these keys to an offline place:\n" +
          key("catalogue-root") + key("catalogue") +
          "交给每天确认目录的定时任务 For the timer that confirms the catalogue every day:\n" +
          key("timestamp") +
          "以前的密钥签的目录不再有效：请用 jiujin-matter sign 重新签名，再用 jiujin-platform "
          "publish 发布。\nWhat the keys before signed counts no more: sign it again with "
          "jiujin-matter sign, then give it out with\njiujin-platform publish. A platform.toml "
          "made before there were catalogues wants these lines:\n[catalogue]\nfolder = "
          "\"mirror\"\n");
}

} // namespace

Result<CatalogueKeys> CatalogueKeys::issue(const Authority& authority) {
    JIUJIN_TRY_ASSIGN(auto root, authority.issue("catalogue-root", Role::CatalogueRoot));
    JIUJIN_TRY_ASSIGN(auto content, authority.issue("catalogue", Role::Catalogue));
    JIUJIN_TRY_ASSIGN(auto stamp, authority.issue("timestamp", Role::Timestamp));
    return CatalogueKeys{std::move(root), std::move(content), std::move(stamp)};
}

Result<void> CatalogueKeys::write(const fs::path& folder) const {
    JIUJIN_TRY(writePair(folder, "catalogue-root", root));
    JIUJIN_TRY(writePair(folder, "catalogue", catalogue));
    return writePair(folder, "timestamp", timestamp);
}

Result<void> rotateCatalogueKeys(const RotateOptions& options) {
    const GradedTime now = SystemClock().wall();
    if (now.grade == ClockGrade::Unknown)
        return Error(ErrorCode::ClockWrong, "set the clock first: certificates carry their time");
    if (fs::exists(options.keys))
        return Error(ErrorCode::AlreadyExists, options.keys.string());
    JIUJIN_TRY_ASSIGN(const auto authority, Authority::in(options.rootFolder, now.time));
    JIUJIN_TRY_ASSIGN(const auto anchors, anchorsOf(options, authority.root()));
    JIUJIN_TRY_ASSIGN(const auto roots, catalogue::rootsIn(options.into, anchors));
    JIUJIN_TRY_ASSIGN(const auto second, signerBefore(options, roots.trust));
    JIUJIN_TRY_ASSIGN(const auto keys, CatalogueKeys::issue(authority));
    const catalogue::RootDocument document{roots.last + 1,
                                           keys.root.certificate,
                                           keys.catalogue.certificate,
                                           keys.timestamp.certificate,
                                           now.time,
                                           authority.leafValidity().until};
    const catalogue::Signer first{keys.root.certificate, keys.root.key};
    JIUJIN_TRY_ASSIGN(const std::string text,
                      catalogue::signRoot(document, first, second ? &*second : nullptr));
    const Trust* const before = roots.trust ? &*roots.trust : nullptr;
    JIUJIN_TRY_ASSIGN(const Trust believed, Trust::from(text, anchors, before, {}));
    JIUJIN_TRY(writeTogether(keys, believed.document().version, text, options));
    tell(options, believed.document().version);
    return {};
}

} // namespace jiujin::server
