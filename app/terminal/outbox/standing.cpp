#include "app/terminal/outbox/standing.h"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace jiujin::outbox {

namespace {

constexpr const char* name = "standing";
constexpr std::string_view good = "good", suspended = "suspended";

bool syncFolder(const std::filesystem::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0)
        ::close(opened);
    return synced;
}

} // namespace

Standing StandingFile::load() const {
    std::ifstream file(folder_ / name);
    std::string word, time;
    file >> word >> time;
    const auto said = fromRfc3339(time);
    if (!said.ok() || (word != good && word != suspended))
        return {};
    return {word == suspended, *said};
}

Result<void> StandingFile::save(const Standing& standing) const {
    const auto part = folder_ / (std::string(name) + ".part");
    const std::string text =
        std::string(standing.suspended ? suspended : good) + " " + toRfc3339(standing.said) + "\n";
    const int file = ::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    bool whole = file >= 0 &&
                 ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                 ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    whole = whole && ::rename(part.c_str(), (folder_ / name).c_str()) == 0 && syncFolder(folder_);
    return whole ? Result<void>() : Error{ErrorCode::CommitFailed, "outbox: its standing"};
}

} // namespace jiujin::outbox
