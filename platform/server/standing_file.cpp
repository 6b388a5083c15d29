#include "platform/server/standing_file.h"

#include <fstream>
#include <iterator>

namespace jiujin::server {

namespace {

std::optional<std::filesystem::file_time_type> markOf(const std::filesystem::path& path) {
    std::error_code failure;
    const auto time = std::filesystem::last_write_time(path, failure);
    return failure ? std::nullopt : std::optional(time);
}

Result<StandingTable> readTable(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        return Error(ErrorCode::FileUnreadable, path.string());
    auto table = StandingTable::fromText(text);
    if (!table.ok())
        return Error(table.error().code, path.string() + ": " + table.error().where);
    return table;
}

} // namespace

Result<std::shared_ptr<const StandingFile>> StandingFile::follow(std::filesystem::path path) {
    const std::shared_ptr<const StandingFile> made(new StandingFile(std::move(path)));
    JIUJIN_TRY(made->look());
    return made;
}

Result<void> StandingFile::look() const {
    const auto now = markOf(path_);
    if (now == seen_)
        return {};
    seen_ = now;
    table_.reset();
    if (!now)
        return {};
    JIUJIN_TRY_ASSIGN(table_, readTable(path_));
    return {};
}

matter::MaterialFacts StandingFile::of(const Secret& person, std::chrono::sys_days day) const {
    const std::lock_guard lock(mutex_);
    const auto looked = look();
    return looked.ok() && table_ ? table_->of(person, day) : matter::MaterialFacts{};
}

} // namespace jiujin::server
