#include "platform/server/authority.h"

#include "platform/base/secret.h"
#include "platform/server/files.h"

#include <algorithm>

namespace jiujin::server {

namespace fs = std::filesystem;

namespace {

// Backdated, so that whose clock is a little behind believes them too.
constexpr std::chrono::days rootLife{20 * 365}, leafLife{3 * 365}, backdated{1};

} // namespace

Authority::Authority(seal::PrivateKey key, seal::Certificate root, WallTime now)
    : key_(std::move(key)),
      root_(std::move(root)),
      leafLife_{std::max<WallTime>(now - backdated, root_.validFrom()),
                std::min<WallTime>(now + leafLife, root_.validUntil())} {}

Result<Authority> Authority::make(WallTime now) {
    JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::generate());
    JIUJIN_TRY_ASSIGN(auto root,
                      seal::issueRoot(key, "Jiujin Root", {now - backdated, now + rootLife}));
    return Authority(std::move(key), std::move(root), now);
}

Result<Authority> Authority::in(const fs::path& folder, WallTime now) {
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(folder / "root.pem"));
    JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::fromFile(folder / "root.key"));
    if (!key.matches(root))
        return Error(ErrorCode::KeyMismatch, (folder / "root.key").string());
    if (now < root.validFrom() || now >= root.validUntil())
        return Error(ErrorCode::CertificateExpired, (folder / "root.pem").string());
    return Authority(std::move(key), std::move(root), now);
}

Result<Issued> Authority::issue(std::string_view name, seal::Role role) const {
    JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::generate());
    JIUJIN_TRY_ASSIGN(auto leaf, seal::issueLeaf(root_, key_, key, name, role, leafLife_));
    return Issued{std::move(leaf), std::move(key)};
}

Result<void> writeKey(const fs::path& path, const seal::PrivateKey& key) {
    std::string pem = key.pem();
    const auto written = makeFile(path, pem, forOwner);
    wipe(pem);
    return written;
}

Result<void> writePair(const fs::path& folder, const std::string& name, const Issued& pair) {
    JIUJIN_TRY(makeFile(folder / name / (name + ".pem"), pair.certificate.pem(), forAll));
    return writeKey(folder / name / (name + ".key"), pair.key);
}

} // namespace jiujin::server
