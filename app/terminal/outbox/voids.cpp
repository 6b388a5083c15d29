#include "app/terminal/outbox/voids.h"

#include "platform/base/uuid.h"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace jiujin::outbox {

void Voids::add(const VoidNote& note) const {
    const int file = ::open(fileOf(note.packetId).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    [[maybe_unused]] const auto written = ::write(file, note.head.data(), note.head.size());
    ::fsync(file);
    ::close(file);
}

std::vector<VoidNote> Voids::all() const {
    constexpr std::string_view prefix = "void-";
    std::vector<VoidNote> notes;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename();
        if (!name.starts_with(prefix) || !isUuid7(name.substr(prefix.size())))
            continue;
        VoidNote note{name.substr(prefix.size()), {}};
        std::ifstream(entry.path()) >> note.head;
        notes.push_back(std::move(note));
    }
    return notes;
}

void Voids::remove(const VoidNote& note) const {
    ::unlink(fileOf(note.packetId).c_str());
}

} // namespace jiujin::outbox
