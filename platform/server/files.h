// Files that this program makes, and what it prints.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <string_view>

namespace jiujin::server {

// Makes a new file with these permissions and its folders (0700). AlreadyExists, CommitFailed.
Result<void> makeFile(const std::filesystem::path& path, std::string_view content, unsigned mode);
// Writes beside the file and renames, so that a reader sees all or nothing.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view content);

// Straight to the descriptor: no buffer of a library keeps a copy.
void print(std::string_view text);
// The error in both languages on standard error, with place and mend.
void complain(const Error& error);

} // namespace jiujin::server
