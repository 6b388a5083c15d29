#include "app/terminal/outbox/blob_shelf.h"

#include "platform/protocol/shapes.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace jiujin::outbox {

namespace {

constexpr std::string_view keptPrefix = "blob-", draftPrefix = "draft-";

Error failure(int error, const char* during) {
    const bool full = error == ENOSPC || error == EDQUOT;
    return {full ? ErrorCode::DiskFull : ErrorCode::CommitFailed,
            std::string("outbox: a blob, ") + during + ", errno " + std::to_string(error)};
}

Error missing(const std::string& digest) {
    return {ErrorCode::BlobMissing, "outbox: blob " + digest};
}

class ReadFile {
public:
    explicit ReadFile(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {}
    ~ReadFile() {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    ReadFile(const ReadFile&) = delete;
    ReadFile& operator=(const ReadFile&) = delete;

    // As many as there are, up to `size`; nothing when they cannot be read.
    std::optional<Bytes> at(std::uint64_t from, std::size_t size) const {
        Bytes bytes(size);
        std::size_t got = 0;
        while (got < size) {
            const ssize_t count = ::pread(descriptor_, bytes.data() + got, size - got,
                                          static_cast<off_t>(from + got));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return std::nullopt;
            if (count == 0)
                break;
            got += static_cast<std::size_t>(count);
        }
        bytes.resize(got);
        return bytes;
    }

private:
    int descriptor_;
};

} // namespace

BlobDraft::BlobDraft(const BlobFiles& files, OpenFile file, Room room)
    : files_(files), file_(std::move(file)), room_(room) {}

BlobDraft::~BlobDraft() {
    ::close(file_.descriptor);
    if (!kept_)
        files_.remove(file_.path);
}

Result<void> BlobDraft::write(ByteView sealed) {
    const std::uint64_t bytes = file_.bytes + sealed.size();
    if (failed_ || bytes > protocol::maxBlobBytes || bytes > room_.bytes) {
        failed_ = true;
        return Error(bytes > protocol::maxBlobBytes ? ErrorCode::BlobTooLarge : room_.beyond,
                     "outbox: a blob of " + std::to_string(bytes) + " bytes");
    }
    digest_.add(sealed);
    const int error = files_.append(file_, sealed);
    failed_ = error != 0;
    return failed_ ? Result<void>(failure(error, "write")) : Result<void>();
}

Result<std::unique_ptr<BlobDraft>> BlobShelf::begin(BlobDraft::Room room) {
    OpenFile file{folder_ / (std::string(draftPrefix) + std::to_string(++drafts_)), -1, 0};
    if (const int error = files_.create(file); error != 0)
        return failure(error, "create");
    return std::make_unique<BlobDraft>(files_, std::move(file), room);
}

Result<protocol::BlobReference> BlobShelf::keep(BlobDraft& draft) const {
    if (draft.failed_ || draft.kept_)
        return Error(ErrorCode::BlobMissing, "outbox: a blob that was not written");
    protocol::BlobReference blob{draft.digest_.text(), draft.file_.bytes};
    // The name first: one commit of the file system's journal takes both.
    if (const int error = files_.rename(draft.file_, fileOf(blob.digest)); error != 0)
        return failure(error, "rename");
    draft.kept_ = true;
    if (const int error = files_.sync(draft.file_); error != 0)
        return failure(error, "sync");
    if (const int error = files_.syncFolder(folder_); error != 0)
        return failure(error, "sync of its folder");
    return blob;
}

bool BlobShelf::holds(const protocol::BlobReference& blob) const {
    std::error_code gone;
    return std::filesystem::file_size(fileOf(blob.digest), gone) == blob.bytes && !gone;
}

Result<void> BlobShelf::check(const protocol::BlobReference& blob) const {
    const ReadFile file(fileOf(blob.digest));
    protocol::RunningDigest digest;
    std::uint64_t at = 0;
    while (true) {
        const auto piece = file.at(at, protocol::blobStep);
        if (!piece)
            return missing(blob.digest);
        if (piece->empty())
            break;
        digest.add(*piece);
        at += piece->size();
    }
    const bool whole = at == blob.bytes && digest.text() == blob.digest;
    return whole ? Result<void>() : missing(blob.digest);
}

Result<Bytes> BlobShelf::read(const std::string& digest, std::uint64_t from,
                              std::size_t size) const {
    auto bytes = ReadFile(fileOf(digest)).at(from, size);
    if (!bytes || bytes->empty())
        return missing(digest);
    return std::move(*bytes);
}

void BlobShelf::remove(const std::string& digest) const {
    files_.remove(fileOf(digest));
}

std::vector<std::string> BlobShelf::namesBehind(std::string_view prefix) const {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, failed))
        if (const std::string name = entry.path().filename(); name.starts_with(prefix))
            names.push_back(name.substr(prefix.size()));
    return names;
}

void BlobShelf::removeDrafts() const {
    for (const std::string& name : namesBehind(draftPrefix))
        files_.remove(folder_ / (std::string(draftPrefix) + name));
}

std::set<std::string> BlobShelf::digests() const {
    std::set<std::string> digests;
    for (std::string& name : namesBehind(keptPrefix))
        if (protocol::isDigest(name))
            digests.insert(std::move(name));
    return digests;
}

} // namespace jiujin::outbox
