// What a citizen reads, in both languages, and where the law says it.
#pragma once

#include "platform/base/error.h"

#include <string>

namespace jiujin::matter {

struct Words {
    std::string zh, en;
    const std::string& in(Language language) const {
        return language == Language::Chinese ? zh : en;
    }
};

// Where the law says it.
struct LegalBasis {
    Words text;
    std::string source;    // where it was read
    std::string date;      // YYYY-MM-DD when it was read
    bool verified = false; // false: the screen and papers show 示例
};

} // namespace jiujin::matter
