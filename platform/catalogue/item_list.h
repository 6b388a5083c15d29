// What the catalogue holds: items, each a folder of files below one of its parts, as the folders
// under resources/ are laid out: "matters/pension-enrolment" (with the matter's code and version),
// "calendar", "notices", "divisions", "scenes". They stand in lists, one for each first byte of the
// SHA-256 of a path.
#pragma once

#include "platform/catalogue/documents.h"

#include <map>

namespace jiujin::catalogue {

struct File {
    std::string name;
    ObjectName object;
    bool operator==(const File&) const = default;
};

struct Item {
    std::string path;          // one or two plain names with a slash between
    std::string code, version; // of a matter; both empty otherwise
    std::vector<File> files;   // names rise
    bool operator==(const Item&) const = default;
};

inline constexpr std::size_t maxItemsOfList = 2000, maxFilesOfItem = 64;

// 1 to 64 of a-z A-Z 0-9 . _ - and no dot at the beginning: names one file in one folder, whatever
// the file system.
bool isPlainName(std::string_view name);
bool isItemPath(std::string_view path);
// Which list an item stands in.
std::uint8_t prefixOf(std::string_view path);

// Paths rise and are of this prefix.
struct ItemList {
    std::uint8_t prefix = 0;
    std::vector<Item> items;
};
std::string encode(const ItemList& list);
// CatalogueMalformed.
Result<ItemList> decodeItems(std::string_view json);

// All lists of these items by their prefix, each as it is signed for.
std::map<std::uint8_t, std::string> listsOf(std::vector<Item> items);

} // namespace jiujin::catalogue
