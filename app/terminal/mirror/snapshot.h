// A catalogue as a folder, laid out as resources/ is: "matters/pension-enrolment/matter.json". Its
// files are second names of the shelf's, so that a snapshot costs no bytes, and one that is still
// in use keeps what the shelf has let go.
#pragma once

#include "app/terminal/mirror/shelf.h"

namespace jiujin::mirror {

struct ByDigest {
    bool operator()(const catalogue::ObjectName& a, const catalogue::ObjectName& b) const {
        return a.digest < b.digest;
    }
};
using Objects = std::set<catalogue::ObjectName, ByDigest>;

// What all lists name, which are on the shelf. CatalogueMalformed, also when the files have more
// than `most` bytes; CatalogueMixed, FileUnreadable.
Result<std::vector<catalogue::Item>> itemsOf(const catalogue::CatalogueDocument& document,
                                             const Shelf& shelf, std::uint64_t most);
// Every object that the items need.
Objects objectsOf(const std::vector<catalogue::Item>& items);

// Where whoever reads a snapshot keeps the heads of its matters, made of it anew at each start; it
// goes when the snapshot goes.
std::filesystem::path headsBeside(const std::filesystem::path& snapshot);

// Makes it, whole and on the disk, or not at all; all objects are on the shelf. CommitFailed.
Result<void> makeSnapshot(const std::filesystem::path& folder,
                          const std::vector<catalogue::Item>& items, const Shelf& shelf);
// Whether it holds these files with these bytes and no others. CatalogueMixed.
Result<void> checkSnapshot(const std::filesystem::path& folder,
                           const std::vector<catalogue::Item>& items);

} // namespace jiujin::mirror
