// The few changes of files that make a blob last. Behind an interface, so that a simulated disk can
// see each of them and let it fail.
#pragma once

#include "platform/base/bytes.h"

#include <filesystem>

namespace jiujin::outbox {

struct OpenFile {
    std::filesystem::path path;
    int descriptor = -1;
    std::uint64_t bytes = 0; // written so far
    std::uint64_t begun = 0; // of them, on their way to the disk
};

// Each gives 0 or an errno.
class BlobFiles {
public:
    virtual ~BlobFiles() = default;

    // A new file for this user alone; EEXIST.
    virtual int create(OpenFile& file) const = 0;
    virtual int append(OpenFile& file, ByteView bytes) const = 0;
    virtual int sync(const OpenFile& file) const = 0;
    // A file of that name is replaced.
    virtual int rename(OpenFile& file, const std::filesystem::path& to) const = 0;
    virtual int remove(const std::filesystem::path& file) const = 0;
    virtual int syncFolder(const std::filesystem::path& folder) const = 0;
};

class DiskBlobFiles : public BlobFiles {
public:
    int create(OpenFile& file) const override;
    int append(OpenFile& file, ByteView bytes) const override;
    int sync(const OpenFile& file) const override;
    int rename(OpenFile& file, const std::filesystem::path& to) const override;
    int remove(const std::filesystem::path& file) const override;
    int syncFolder(const std::filesystem::path& folder) const override;
};

} // namespace jiujin::outbox
