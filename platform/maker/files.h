// Files that this program makes.
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

} // namespace jiujin::maker
