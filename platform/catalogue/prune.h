// What a published folder need not keep, for the files of this room.
#pragma once

#include <filesystem>

namespace jiujin::catalogue {

// Removes what neither the newest catalogue names nor the one before it, which a terminal may be in
// the middle of fetching; every root document stays, for who was away walks them all. Where one of
// the two cannot be read nothing is removed. Whoever calls holds the folder's lock.
void prune(const std::filesystem::path& folder);

} // namespace jiujin::catalogue
