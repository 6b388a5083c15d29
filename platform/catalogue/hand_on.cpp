// From the folder of whoever made a catalogue to the one that is served.
#include "platform/catalogue/folder_lock.h"
#include "platform/catalogue/prune.h"
#include "platform/catalogue/publication.h"
#include "platform/catalogue/put_file.h"
#include "platform/catalogue/tree.h"
#include "platform/catalogue/unverified.h"

#include <algorithm>

namespace jiujin::catalogue {

namespace fs = std::filesystem;

namespace {

Result<std::string> copyObject(const fs::path& from, const fs::path& to, const ObjectName& name) {
    JIUJIN_TRY_ASSIGN(std::string content,
                      readFile(from / objectPath(name.digest), maxObjectBytes));
    JIUJIN_TRY(isObject(viewOf(content), name));
    JIUJIN_TRY(putFile(to, objectPath(name.digest), content));
    return content;
}

Result<void> copyObjects(const fs::path& from, const fs::path& to,
                         const CatalogueDocument& document) {
    for (const ListName& list : document.lists) {
        JIUJIN_TRY_ASSIGN(const std::string text, copyObject(from, to, list.object));
        JIUJIN_TRY_ASSIGN(const ItemList items, itemsOf(text, list));
        for (const Item& item : items.items)
            for (const File& file : item.files)
                if (const auto copied = copyObject(from, to, file.object); !copied)
                    return copied.error();
    }
    return {};
}

Result<void> copyDocument(const fs::path& from, const fs::path& to, const std::string& name) {
    JIUJIN_TRY_ASSIGN(const std::string text, readFile(from / name, maxCatalogueBytes));
    return putFile(to, name, text);
}

// What is served already is what newer ones are held against; also when it does not stand up any
// more, for its keys were rotated.
Highest marksIn(const fs::path& folder) {
    const auto served = unverifiedTimestamp(folder);
    if (!served)
        return {};
    return {{}, markOf(*served), markOfCatalogue(*served)};
}

// Terminals walk the root documents as soon as they are there: one that took another's place, or
// was taken back, would leave them with keys that nobody has.
Result<void> servedRootsStay(const fs::path& from, const fs::path& to, std::uint64_t last) {
    for (std::uint64_t version = 1; fs::exists(to / rootName(version)); ++version) {
        if (version > last)
            return Error(ErrorCode::CatalogueOlder, rootName(version) + " is served already");
        JIUJIN_TRY_ASSIGN(const std::string made, readFile(from / rootName(version), maxRootBytes));
        JIUJIN_TRY_ASSIGN(const std::string served, readFile(to / rootName(version), maxRootBytes));
        if (made != served)
            return Error(ErrorCode::CatalogueMixed, "another " + rootName(version) + " is served");
    }
    return {};
}

Result<std::string> stamped(const Published& made, const Highest& served, const Stamp& stamp) {
    TimestampDocument next = made.timestamp;
    next.serial = std::max(next.serial, served.timestamp.version) + 1;
    next.issued = stamp.edition.now;
    next.until = stamp.edition.now + stamp.edition.life;
    return signTimestamp(next, stamp.signer);
}

// Everything but the timestamp.
Result<void> copyContent(const fs::path& from, const fs::path& to, const Published& made) {
    JIUJIN_TRY(copyObjects(from, to, made.catalogue));
    for (std::uint64_t version = 1; version <= made.trust.document().version; ++version)
        if (!fs::exists(to / rootName(version)))
            JIUJIN_TRY(copyDocument(from, to, rootName(version)));
    JIUJIN_TRY(copyDocument(from, to, catalogueName(made.timestamp.version)));
    return syncFiles(to);
}

} // namespace

Result<TimestampDocument> handOn(const fs::path& from, const fs::path& to, const Anchors& anchors,
                                 const Stamp* stamp) {
    JIUJIN_TRY_ASSIGN(const Published made, published(from, anchors));
    JIUJIN_TRY_ASSIGN(const FolderLock lock, FolderLock::on(to));
    JIUJIN_TRY(servedRootsStay(from, to, made.trust.document().version));
    const Highest highest = marksIn(to);
    JIUJIN_TRY_ASSIGN(const std::string token,
                      stamp == nullptr ? readFile(from / timestampName, maxTimestampBytes)
                                       : stamped(made, highest, *stamp));
    JIUJIN_TRY_ASSIGN(TimestampDocument said, made.trust.timestamp(token, anchors, highest));
    JIUJIN_TRY(copyContent(from, to, made));
    JIUJIN_TRY(putFile(to, timestampName, token));
    JIUJIN_TRY(syncFiles(to));
    prune(to);
    return said;
}

} // namespace jiujin::catalogue
