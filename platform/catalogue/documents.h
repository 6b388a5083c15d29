// The three signed documents of the catalogue of matters, after The Update Framework's roles: the
// root's names the keys of the other two, the catalogue's names the content, the timestamp's says
// which catalogue is the newest. Each is a compact JWS (ES256) whose payload is JSON in its one
// spelling (platform/protocol/README.md, "Mirror"), and says what kind it is.
#pragma once

#include "platform/base/clock.h"
#include "platform/seal/certificate.h"

#include <vector>

namespace jiujin::catalogue {

// What is longer is not looked at. Objects are the files of the catalogue, and its lists.
inline constexpr std::size_t maxRootBytes = 32UL * 1024, maxTimestampBytes = 4UL * 1024,
                             maxCatalogueBytes = 64UL * 1024, maxObjectBytes = 8UL * 1024 * 1024,
                             maxListBytes = 512UL * 1024;
inline constexpr std::uint64_t highestVersion = 1'000'000'000;

// Who may sign which from this version on. Each certificate stands under the pinned root with its
// role: CatalogueRoot, Catalogue, Timestamp.
struct RootDocument {
    std::uint64_t version = 1;
    seal::Certificate root, catalogue, timestamp;
    // What the others signed counts when they signed it in this time.
    WallTime issued, until;
};

// An object by its SHA-256 (protocol::digestText) and size in bytes.
struct ObjectName {
    std::string digest;
    std::uint64_t size = 0;
    bool operator==(const ObjectName&) const = default;
};

// The list of those items whose path's SHA-256 begins with this byte.
struct ListName {
    std::uint8_t prefix = 0;
    ObjectName object;
    bool operator==(const ListName&) const = default;
};

// The content, by up to 256 lists (item_list.h), so that a change costs the lists in which it
// stands and not one of thousands of items.
struct CatalogueDocument {
    std::uint64_t version = 1;
    WallTime issued;
    std::vector<ListName> lists; // prefixes rise
    bool operator==(const CatalogueDocument&) const = default;
};

struct TimestampDocument {
    std::uint64_t serial = 1;  // of this document: each that is signed has a higher one
    std::uint64_t root = 1;    // the newest root document
    std::uint64_t version = 1; // the newest catalogue
    ObjectName catalogue;      // its JWS as it stands
    WallTime issued, until;    // until: after that it says nothing any more
    bool operator==(const TimestampDocument&) const = default;
};

std::string encode(const RootDocument& document);
std::string encode(const CatalogueDocument& document);
std::string encode(const TimestampDocument& document);
// Refuse what encode would not have written: CatalogueMalformed.
Result<RootDocument> decodeRoot(std::string_view json);
Result<CatalogueDocument> decodeCatalogue(std::string_view json);
Result<TimestampDocument> decodeTimestamp(std::string_view json);

// "12.<digest of the catalogue's JWS>": the name of what a terminal had when a case was filed.
std::string snapshotId(std::uint64_t version, std::string_view digest);

} // namespace jiujin::catalogue
