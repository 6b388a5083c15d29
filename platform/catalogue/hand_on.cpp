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

Result<TimestampDocument> timestampIn(const fs::path& folder) {
    JIUJIN_TRY_ASSIGN(const std::string token, readFile(folder / timestampName, maxTimestampBytes));
    JIUJIN_TRY_ASSIGN(const std::string payload, unverifiedPayload(token));
    return decodeTimestamp(payload);
}

// What is served already is what newer ones are held against; also when it does not stand up any
// more, for its keys were rotated.
Highest marksIn(const fs::path& folder) {
    const auto served = timestampIn(folder);
    if (!served)
        return {};
    return {{}, markOf(*served), markOfCatalogue(*served)};
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
        JIUJIN_TRY(copyDocument(from, to, rootName(version)));
    JIUJIN_TRY(copyDocument(from, to, catalogueName(made.timestamp.version)));
    return syncFiles(to);
}

} // namespace

Result<TimestampDocument> handOn(const fs::path& from, const fs::path& to, const Anchors& anchors,
                                 const Stamp* stamp) {
    JIUJIN_TRY_ASSIGN(const Published made, published(from, anchors));
    JIUJIN_TRY_ASSIGN(const FolderLock lock, FolderLock::on(to));
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
