#include "app/terminal/service/public_files.h"

namespace jiujin::service {

namespace fs = std::filesystem;

namespace {

constexpr fs::perms passable =
    fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec;
constexpr fs::perms readableFolder = passable | fs::perms::group_read | fs::perms::others_read;
constexpr fs::perms readableFile =
    fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read;

Result<void> makeFolder(const fs::path& folder, fs::perms mode) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (!failure)
        fs::permissions(folder, mode, failure);
    return failure ? Result<void>(Error{ErrorCode::StoreOpen, folder.string()}) : Result<void>();
}

Result<void> publishFile(const fs::path& from, const fs::path& to) {
    std::error_code failure;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
    if (!failure)
        fs::permissions(to, readableFile, failure);
    return failure ? Result<void>(Error{ErrorCode::FileUnreadable, from.string()}) : Result<void>();
}

} // namespace

Result<PublicFiles> publish(const fs::path& enrolment, const fs::path& state) {
    const PublicFiles files{state / "public" / "root.pem", state / "public" / "trust"};
    // The state folder lets through but does not list; the outbox in it closes itself.
    JIUJIN_TRY(makeFolder(state, passable));
    JIUJIN_TRY(makeFolder(state / "public", readableFolder));
    JIUJIN_TRY(makeFolder(files.trust, readableFolder));
    JIUJIN_TRY(publishFile(enrolment / "root.pem", files.root));
    for (const char* name : {"seal.pem", "escrow.pem"})
        JIUJIN_TRY(publishFile(enrolment / "trust" / name, files.trust / name));
    return files;
}

} // namespace jiujin::service
