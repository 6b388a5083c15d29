// Files that this program makes, and what it prints.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace jiujin::maker {

// By name below the folder, "objects/ab12…".
using FileTexts = std::map<std::string, std::string>;

// Makes a new folder with these files: all of it, or nothing. AlreadyExists, CommitFailed.
Result<void> makeFolder(const std::filesystem::path& folder, const FileTexts& files);

// A new file, whole or not at all. AlreadyExists, CommitFailed.
Result<void> makeFile(const std::filesystem::path& path, std::string_view content);

void print(std::string_view text);
// The error in both languages on standard error, with place and mend.
void complain(const Error& error);

} // namespace jiujin::maker
