// What Finder::matching must find, said as simply as it can be said: every text of every matter is
// read for itself, nothing is shared, kept or passed over. Slow, and the measure of the fast one.
#pragma once

#include "platform/find/finder.h"

namespace jiujin::find::plain {

class Scan {
public:
    Scan(const std::vector<matter::Head>& catalogue, const Finding& finding);
    // `order` is Finder::all().
    std::vector<std::size_t> matching(std::string_view typed,
                                      const std::vector<std::size_t>& order) const;

private:
    struct Text {
        std::vector<Unit> units;
        TextKind kind;
    };

    const Readings& readings_;
    Sounds sounds_;
    std::vector<std::vector<Text>> rows_;

    friend class Judge;
};

} // namespace jiujin::find::plain
