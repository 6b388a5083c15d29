// The differences of two JSON values of a package.
#pragma once

#include "platform/maker/diff.h"

namespace jiujin::maker {

// Where a value stands: what is said of it, and the keys above it.
struct Spot {
    matter::Words where;
    std::string above, key; // the nearest two keys
    Bearing bearing = Bearing::Rule;
};

void compareValues(const Spot& spot, const boost::json::value& before,
                   const boost::json::value& after, std::vector<Difference>& found);

} // namespace jiujin::maker
