// Where the platform's published files come from (catalogue::isPublishedName).
#pragma once

#include "platform/base/bytes.h"

#include <string>

namespace jiujin::mirror {

class Library {
public:
    virtual ~Library() = default;
    // The bytes of a file from `from` on, `most` at the most; fewer only where the file ends. What
    // is given is not believed. NotFound; those of the network.
    virtual Result<std::string> read(std::string_view name, std::uint64_t from,
                                     std::size_t most) = 0;
};

} // namespace jiujin::mirror
