// A folder as the catalogue is made of, laid out as resources/ is: each folder in it is a part.
// Files that lie in a part are one item ("calendar"), each folder in a part is another
// ("matters/pension-enrolment").
#pragma once

#include "platform/catalogue/item_list.h"

#include <filesystem>

namespace jiujin::catalogue {

// Whole, at most `most` bytes. FileUnreadable, also when it is longer.
Result<std::string> readFile(const std::filesystem::path& file, std::size_t most);

// In order of their paths; code and version are for whoever knows matters to fill in.
// CatalogueMalformed with the path of what may not be there: a name that is not plain, a link, a
// file beside the parts, one beyond the limits.
Result<std::vector<Item>> itemsIn(const std::filesystem::path& tree);

} // namespace jiujin::catalogue
