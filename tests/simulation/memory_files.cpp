#include "tests/simulation/memory_files.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace jiujin::simulation {

namespace {

constexpr int maxPath = 512;

struct OpenFile {
    sqlite3_file base;
    std::shared_ptr<Bytes> content;
};

Bytes& contentOf(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file)->content;
}

int closeFile(sqlite3_file* file) {
    reinterpret_cast<OpenFile*>(file)->~OpenFile();
    return SQLITE_OK;
}
int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    const Bytes& content = contentOf(file);
    const auto from = std::min(content.size(), static_cast<std::size_t>(at));
    const auto wanted = static_cast<std::size_t>(size);
    const auto there = std::min(content.size() - from, wanted);
    std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(from), there,
                static_cast<std::uint8_t*>(to));
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}
int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    Bytes& content = contentOf(file);
    const auto offset = static_cast<std::size_t>(at), count = static_cast<std::size_t>(size);
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    if (offset == content.size()) {
        content.insert(content.end(), bytes, bytes + count);
        return SQLITE_OK;
    }
    content.resize(std::max(content.size(), offset + count));
    std::copy_n(bytes, count, content.begin() + static_cast<std::ptrdiff_t>(offset));
    return SQLITE_OK;
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    contentOf(file).resize(static_cast<std::size_t>(size));
    return SQLITE_OK;
}
int syncFile(sqlite3_file*, int) {
    return SQLITE_OK;
}
int sizeOf(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(contentOf(file).size());
    return SQLITE_OK;
}
int lockFile(sqlite3_file*, int) {
    return SQLITE_OK;
}
int reservedLock(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}
int controlFile(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sectorSize(sqlite3_file*) {
    return 4096;
}
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods fileMethods = {
    1,        closeFile, readFile,     writeFile,   truncateFile, syncFile,        sizeOf,
    lockFile, lockFile,  reservedLock, controlFile, sectorSize,   characteristics, nullptr,
    nullptr,  nullptr,   nullptr,      nullptr,     nullptr};

MemoryFiles& filesOf(sqlite3_vfs* layer) {
    return static_cast<MemoryVfs::Ground*>(layer->pAppData)->files;
}

int openFile(sqlite3_vfs* layer, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* own = new (file) OpenFile{};
    if (name == nullptr) {
        own->content = std::make_shared<Bytes>();
    } else {
        auto& content = filesOf(layer)[name];
        if (!content)
            content = std::make_shared<Bytes>();
        own->content = content;
    }
    own->base.pMethods = &fileMethods;
    if (out != nullptr)
        *out = flags;
    return SQLITE_OK;
}

int unlinkFile(sqlite3_vfs* layer, const char* name, int) {
    return filesOf(layer).erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

// As SQLite's own layer answers: what is empty does not exist, unless one asks for its rights.
int accessFile(sqlite3_vfs* layer, const char* name, int what, int* out) {
    const auto found = filesOf(layer).find(std::string_view(name));
    const bool there = found != filesOf(layer).end();
    *out = there && (what != SQLITE_ACCESS_EXISTS || !found->second->empty()) ? 1 : 0;
    return SQLITE_OK;
}

int fullName(sqlite3_vfs*, const char* name, int size, char* out) {
    return sqlite3_snprintf(size, out, "%s", name) == out ? SQLITE_OK : SQLITE_CANTOPEN;
}

int randomness(sqlite3_vfs* layer, int size, char* out) {
    Dice& dice = static_cast<MemoryVfs::Ground*>(layer->pAppData)->dice;
    std::generate_n(out, size, [&dice] { return static_cast<char>(dice.number()); });
    return size;
}

} // namespace

MemoryVfs::MemoryVfs(MemoryFiles& files, std::uint64_t seed)
    : ground_{files, Dice(seed)}, below_(sqlite3_vfs_find(nullptr)), layer_(*below_) {
    layer_.zName = "memory";
    layer_.szOsFile = static_cast<int>(sizeof(OpenFile));
    layer_.mxPathname = maxPath;
    layer_.pAppData = &ground_;
    layer_.xOpen = openFile;
    layer_.xDelete = unlinkFile;
    layer_.xAccess = accessFile;
    layer_.xFullPathname = fullName;
    layer_.xRandomness = randomness;
    sqlite3_vfs_register(&layer_, 1);
    // Seeded anew, from this layer.
    sqlite3_randomness(0, nullptr);
}

MemoryVfs::~MemoryVfs() {
    sqlite3_vfs_unregister(&layer_);
    sqlite3_vfs_register(below_, 1);
}

} // namespace jiujin::simulation
