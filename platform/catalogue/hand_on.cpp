// From the folder of whoever made a catalogue to the one that is served.
#include "platform/catalogue/publication.h"
#include "platform/catalogue/put_file.h"
#include "platform/catalogue/tree.h"

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

// What is served already is what newer ones are held against.
Highest marksIn(const fs::path& folder, const Anchors& anchors) {
    const auto served = published(folder, anchors);
    if (!served)
        return {};
    return {served->trust.mark(), markOf(served->timestamp), markOfCatalogue(served->timestamp)};
}

} // namespace

Result<TimestampDocument> handOn(const fs::path& from, const fs::path& to, const Anchors& anchors) {
    JIUJIN_TRY_ASSIGN(const Published made, published(from, anchors));
    const Highest highest = marksIn(to, anchors);
    JIUJIN_TRY_ASSIGN(const std::string token, readFile(from / timestampName, maxTimestampBytes));
    JIUJIN_TRY_ASSIGN(TimestampDocument said, made.trust.timestamp(token, anchors, highest));
    JIUJIN_TRY(copyObjects(from, to, made.catalogue));
    for (std::uint64_t version = 1; version <= made.trust.document().version; ++version)
        JIUJIN_TRY(copyDocument(from, to, rootName(version)));
    JIUJIN_TRY(copyDocument(from, to, catalogueName(said.version)));
    JIUJIN_TRY(putFile(to, timestampName, token));
    return said;
}

} // namespace jiujin::catalogue
