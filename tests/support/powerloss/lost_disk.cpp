#include "tests/support/powerloss/lost_disk.h"

#include <algorithm>
#include <fstream>

namespace jiujin::powerloss {

namespace {

constexpr std::size_t sector = 512;

void put(Bytes& content, std::size_t at, ByteView data) {
    if (at == content.size()) {
        content.insert(content.end(), data.begin(), data.end());
        return;
    }
    content.resize(std::max(content.size(), at + data.size()));
    std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
}

void settle(Bytes& content, const FileEvent& change) {
    if (change.change == FileChange::Truncate)
        content.resize(static_cast<std::size_t>(change.offset));
    else
        put(content, static_cast<std::size_t>(change.offset), change.data);
}

void tear(Bytes& part, std::mt19937& random) {
    std::generate(part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2), part.end(),
                  [&] { return static_cast<std::uint8_t>(random()); });
}

void scatterWrite(Bytes& content, const FileEvent& write, Wreck wreck, std::mt19937& random) {
    for (std::size_t done = 0; done < write.data.size();) {
        const std::size_t at = static_cast<std::size_t>(write.offset) + done;
        const std::size_t size = std::min(sector - at % sector, write.data.size() - done);
        const auto from = write.data.begin() + static_cast<std::ptrdiff_t>(done);
        done += size;
        const auto fate = random() % 16;
        if (fate % 2 == 0)
            continue;
        Bytes part(from, from + static_cast<std::ptrdiff_t>(size));
        if (wreck == Wreck::Torn && fate == 15)
            tear(part, random);
        put(content, at, part);
    }
}

void scatter(Bytes& content, const FileEvent& change, Wreck wreck, std::mt19937& random) {
    if (change.change == FileChange::Write)
        scatterWrite(content, change, wreck, random);
    else if (random() % 2)
        settle(content, change);
}

bool sameFolder(const std::string& one, const std::string& other) {
    return std::filesystem::path(one).parent_path() == std::filesystem::path(other).parent_path();
}

} // namespace

void LostDisk::place(const std::string& file, Bytes content) {
    names_[file] = {std::make_shared<Content>(Content{std::move(content), {}})};
}

void LostDisk::apply(const FileEvent& event) {
    if (event.change == FileChange::SyncFolder)
        return syncFolderOf(event.file);
    Name& name = names_.try_emplace(event.file, 1, nullptr).first->second;
    switch (event.change) {
    case FileChange::Create:
        name.push_back(std::make_shared<Content>());
        return;
    case FileChange::Unlink:
        name.push_back(nullptr);
        return;
    case FileChange::Rename: {
        const auto content = name.back();
        name.push_back(nullptr);
        names_.try_emplace(event.to, 1, nullptr).first->second.push_back(content);
        return;
    }
    case FileChange::Write:
    case FileChange::Truncate:
        name.back()->unsynced.push_back(&event);
        return;
    case FileChange::Sync:
        for (const FileEvent* change : name.back()->unsynced)
            settle(name.back()->synced, *change);
        name.back()->unsynced.clear();
        return;
    case FileChange::SyncFolder:
        return;
    }
}

void LostDisk::syncFolderOf(const std::string& any) {
    for (auto& [file, history] : names_)
        if (sameFolder(file, any))
            history.erase(history.begin(), history.end() - 1);
}

std::map<std::string, Bytes> LostDisk::rebuilt(Wreck wreck, std::mt19937& random) const {
    std::map<std::string, Bytes> files;
    for (const auto& [file, name] : names_) {
        const auto& content = name[wreck == Wreck::Nothing ? 0 : random() % name.size()];
        if (!content)
            continue;
        Bytes bytes = content->synced;
        if (wreck != Wreck::Nothing)
            for (const FileEvent* change : content->unsynced)
                scatter(bytes, *change, wreck, random);
        files[file] = std::move(bytes);
    }
    return files;
}

void LostDisk::rebuild(const std::filesystem::path& folder, Wreck wreck,
                       std::mt19937& random) const {
    for (const auto& [file, bytes] : rebuilt(wreck, random)) {
        std::ofstream(folder / std::filesystem::path(file).filename(), std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
    }
}

} // namespace jiujin::powerloss
