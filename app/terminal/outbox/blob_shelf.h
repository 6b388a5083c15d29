// Large materials as files beside the store, each named by the digest of its sealed bytes. Bytes
// and name are on the disk before the row that names it; a name without a row means nothing.
#pragma once

#include "app/terminal/outbox/blob_files.h"
#include "platform/protocol/blob.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/packet.h"

#include <set>

namespace jiujin::outbox {

// A material on its way to the shelf; dropped when it goes before it was kept. One thread at a
// time; the shelf must outlive it.
class BlobDraft {
public:
    struct Room {
        std::uint64_t bytes;
        ErrorCode beyond; // DiskFull or QueueFull
    };

    BlobDraft(const BlobFiles& files, OpenFile file, Room room);
    ~BlobDraft();
    BlobDraft(const BlobDraft&) = delete;
    BlobDraft& operator=(const BlobDraft&) = delete;

    // Sealed bytes, straight to the file. BlobTooLarge, DiskFull, QueueFull, CommitFailed; nothing
    // of it can be kept after an error.
    Result<void> write(ByteView sealed);

private:
    friend class BlobShelf;
    const BlobFiles& files_;
    OpenFile file_;
    const Room room_;
    protocol::RunningDigest digest_;
    bool failed_ = false, kept_ = false;
};

class BlobShelf {
public:
    // `files` must outlive the shelf.
    BlobShelf(std::filesystem::path folder, const BlobFiles& files)
        : folder_(std::move(folder)), files_(files) {}

    // CommitFailed, DiskFull.
    Result<std::unique_ptr<BlobDraft>> begin(BlobDraft::Room room);
    // Once: it has its name, and bytes, name and folder are on the disk. The errors of write(), and
    // CommitFailed: whether the disk has it cannot be known.
    Result<protocol::BlobReference> keep(BlobDraft& draft) const;

    // Of that length; its bytes are not read.
    bool holds(const protocol::BlobReference& blob) const;
    // Every byte of it, read in steps. BlobMissing.
    Result<void> check(const protocol::BlobReference& blob) const;
    // Some bytes from `from` on. BlobMissing.
    Result<Bytes> read(const std::string& digest, std::uint64_t from, std::size_t size) const;
    void remove(const std::string& digest) const;

    // At the start, when no draft is under way.
    void removeDrafts() const;
    std::set<std::string> digests() const;

private:
    std::filesystem::path fileOf(const std::string& digest) const {
        return folder_ / ("blob-" + digest);
    }
    std::vector<std::string> namesBehind(std::string_view prefix) const;

    const std::filesystem::path folder_;
    const BlobFiles& files_;
    int drafts_ = 0;
};

} // namespace jiujin::outbox
