#include "tests/simulation/disk.h"

#include <fstream>
#include <sqlite3.h>

namespace jiujin::simulation {

namespace fs = std::filesystem;
using powerloss::FileChange;

namespace {

bool isSqlites(std::string_view file) {
    return file.ends_with(".db") || file.ends_with(".db-journal");
}

} // namespace

Disk::Disk(fs::path folder, MemoryFiles& files)
    : folder_(std::move(folder)), prefix_(folder_.string() + '/'), files_(files) {
    fs::create_directories(folder_);
}

int Disk::see(powerloss::FileEvent event) {
    if (fuse_ && (*fuse_)-- == 0) {
        fuse_.reset();
        dead_ = true;
    }
    if (dead_)
        return SQLITE_IOERR;
    if (full_ && event.change == FileChange::Write)
        return SQLITE_FULL;
    const bool sync = event.change == FileChange::Sync || event.change == FileChange::SyncFolder;
    if (sync && !syncs_)
        return SQLITE_OK;
    events_.push_back(std::move(event));
    lost_.apply(events_.back());
    return SQLITE_OK;
}

void Disk::revive() {
    dead_ = false;
    fuse_.reset();
}

Disk::Copy Disk::copy() const {
    Copy copy;
    for (const auto& [file, content] : files_)
        if (holds(file))
            copy[file] = *content;
    return copy;
}

void Disk::become(const Copy& copy) {
    std::erase_if(files_, [this](const auto& file) { return holds(file.first); });
    for (const auto& entry : fs::directory_iterator(folder_))
        fs::remove(entry.path());
    lost_ = {};
    events_.clear();
    for (const auto& [file, content] : copy)
        if (holds(file)) {
            put(file, content);
            lost_.place(file, content);
        }
    revive();
}

void Disk::put(const std::string& file, const Bytes& content) {
    if (isSqlites(file))
        files_[file] = std::make_shared<Bytes>(content);
    else
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(content.data()),
                   static_cast<std::streamsize>(content.size()));
}

void Disk::lostPower(Dice& dice) {
    std::mt19937 random(static_cast<std::uint32_t>(dice.number()));
    become(lost_.rebuilt(static_cast<powerloss::Wreck>(dice.below(3)), random));
}

} // namespace jiujin::simulation
