// What a token says before anybody has looked who signed it, for the files of this room.
#pragma once

#include "platform/catalogue/documents.h"

#include <filesystem>

namespace jiujin::catalogue {

// CatalogueMalformed.
Result<std::string> unverifiedPayload(std::string_view token);

// Of the timestamp in a published folder: who writes there goes on from what it says, also when its
// keys were rotated since. FileUnreadable, CatalogueMalformed.
Result<TimestampDocument> unverifiedTimestamp(const std::filesystem::path& folder);

} // namespace jiujin::catalogue
