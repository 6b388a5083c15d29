// Headings under which matters are shown: events of life (生育, 退休) and domains (社会保险).
#pragma once

#include "platform/matter/head.h"

namespace jiujin::find {

struct Topic {
    std::string id;
    matter::Words title;
    std::string icon; // a file of resources/icons, without .svg
};

// A file {"topics": [{"id", "title", "icon"}]}; in the order in which they are shown. MatterInvalid
// with file, place (RFC 6901) and mend.
Result<std::vector<Topic>> readTopics(std::string_view file, std::string_view text);

} // namespace jiujin::find
