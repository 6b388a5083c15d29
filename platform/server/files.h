// Files that this program makes.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace jiujin::server {

// Makes a new file with these permissions and its folders (0700). AlreadyExists;
// FileUnreadable, with the cause that the system gave.
Result<void> makeFile(const std::filesystem::path& path, std::string_view content, unsigned mode);
// Writes beside the file and renames, so that a reader sees all or nothing. FileUnreadable.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view content,
                         unsigned mode = 0644);

// A new file for the owner's eyes alone (0600), written in pieces. What was not kept is gone again.
class NewFile {
public:
    // AlreadyExists, FileUnreadable.
    static Result<std::unique_ptr<NewFile>> make(const std::filesystem::path& path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Result<void> write(std::string_view piece); // FileUnreadable, with the cause
    Result<void> keep();                        // once, on the disk: the same

private:
    NewFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}

    const std::filesystem::path path_;
    const int file_;
    bool kept_ = false;
};

} // namespace jiujin::server
