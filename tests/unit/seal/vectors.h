// The values of platform/protocol/vectors: what can be made again byte for byte from them, and from
// what lies in the folder and cannot (keys, certificates, the sealed bytes).
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace jiujin::tests::vectors {

namespace fs = std::filesystem;

std::string read(const fs::path& file);

// The plain text of sealed.der; needs the recipients' certificates.
std::string document(const fs::path& folder);
// Name in the folder -> its bytes: everything that holds no random number. Needs the certificates
// and sealed.der; batch.bin needs packet.der.
std::map<std::string, std::string> remade(const fs::path& folder);

} // namespace jiujin::tests::vectors
