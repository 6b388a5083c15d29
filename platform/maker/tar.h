// One archive for one list of files (POSIX.1-1988 ustar): no owner, no time, no padding beyond what
// the format asks for. `tar` reads it; what reads it here takes no other spelling.
#pragma once

#include "platform/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace jiujin::maker {

struct TarFile {
    std::string name; // up to 100 characters, or up to 155 of folders and 100 behind the last slash
    std::string content;
};

std::string writeTar(const std::vector<TarFile>& files);
// CatalogueMalformed for whatever writeTar() would not have written.
Result<std::vector<TarFile>> readTar(std::string_view bytes);

} // namespace jiujin::maker
