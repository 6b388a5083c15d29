// What is known of a matter before it is read whole: enough to list it, find it and say which
// version of it can be applied for. Thousands of heads are read at once; a matter only when
// somebody chooses it.
#pragma once

#include "platform/matter/matter.h"

#include <span>

namespace jiujin::matter {

struct Head {
    std::string code, version;
    Words title, summary;
    std::string domain;
    std::vector<std::string> lifeEvents;
    std::vector<Words> keywords;
    Effective effective;
    Change change;
    bool verified = false; // as Matter::verified()
    bool instant = false;  // 即办件
    bool paid = false;     // it has fees
    std::string folder{};  // its name; empty when it was never in one
    std::string digest{};  // of its package; empty when it was never in a folder

    VersionName name() const { return {code, version}; }
};

Head headOf(const Matter& matter);
std::vector<Head> headsOf(std::span<const Matter> matters);

// SHA-256 over the digests of the three files, base64url.
std::string digestOf(const PackageText& package);

// A line of JSON for each. What a terminal writes of the packages that it has verified, for its
// visits: it never crosses a network.
std::string encodeHeads(std::span<const Head> heads);
// MatterInvalid with the line.
Result<std::vector<Head>> decodeHeads(std::string_view text);

} // namespace jiujin::matter
