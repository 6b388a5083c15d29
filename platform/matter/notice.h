// What a citizen is told before the first personal datum is read: who handles it, why, how long,
// and the person's rights. The version that was shown is stored with the case.
#pragma once

#include "platform/matter/matter.h"

namespace jiujin::matter {

struct Notice {
    std::string version;
    Words title;
    std::vector<GuideSection> sections;
    Words consent; // what the button says that one agrees to
};

// A file of resources/notices; `text` is its content. MatterInvalid, as for a package.
Result<Notice> readNotice(std::string_view text);
Result<Notice> loadNotice(const std::filesystem::path& file);

} // namespace jiujin::matter
