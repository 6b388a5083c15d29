#include "platform/catalogue/prune.h"

#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"
#include "platform/catalogue/unverified.h"

#include <charconv>
#include <set>

namespace jiujin::catalogue {

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

// Of the folder's own documents: who signs the next ones answers for them.
Result<void> addNamesOf(const fs::path& folder, std::uint64_t version, Names& names) {
    JIUJIN_TRY_ASSIGN(const std::string token,
                      readFile(folder / catalogueName(version), maxCatalogueBytes));
    JIUJIN_TRY_ASSIGN(const std::string payload, unverifiedPayload(token));
    JIUJIN_TRY_ASSIGN(const CatalogueDocument document, decodeCatalogue(payload));
    names.insert(catalogueName(version));
    for (const ListName& list : document.lists) {
        names.insert(objectPath(list.object.digest));
        JIUJIN_TRY_ASSIGN(const std::string text,
                          readFile(folder / objectPath(list.object.digest), maxListBytes));
        JIUJIN_TRY_ASSIGN(const ItemList items, itemsOf(text, list));
        for (const Item& item : items.items)
            for (const File& file : item.files)
                names.insert(objectPath(file.object.digest));
    }
    return {};
}

// "objects/<digest>", "catalogues/12.jws" …
Names namesIn(const fs::path& folder, const char* part) {
    Names names;
    std::error_code failure;
    for (fs::directory_iterator at(folder / part, failure), end; !failure && at != end;
         at.increment(failure))
        names.insert(std::string(part) + '/' + at->path().filename().string());
    return names;
}

// 0: none.
std::uint64_t versionBefore(const Names& catalogues, std::uint64_t version) {
    std::uint64_t before = 0;
    for (const std::string& name : catalogues) {
        std::uint64_t number = 0;
        const char* const digits = name.data() + name.find('/') + 1;
        if (std::from_chars(digits, name.data() + name.size(), number).ec == std::errc() &&
            catalogueName(number) == name && number < version)
            before = std::max(before, number);
    }
    return before;
}

} // namespace

void prune(const fs::path& folder) {
    const auto said = unverifiedTimestamp(folder);
    Names needed, there = namesIn(folder, "catalogues");
    if (!said || !addNamesOf(folder, said->version, needed))
        return;
    const std::uint64_t before = versionBefore(there, said->version);
    if (before > 0 && !addNamesOf(folder, before, needed))
        return;
    there.merge(namesIn(folder, "objects"));
    std::error_code ignored; // what stays is in nobody's way, and goes the next time
    for (const std::string& name : there)
        if (!needed.contains(name))
            fs::remove(folder / name, ignored);
}

} // namespace jiujin::catalogue
