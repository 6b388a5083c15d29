#include "tests/support/catalogue/catalogue.h"

#include "platform/catalogue/tree.h"

#include <fstream>

namespace jiujin::samples {

namespace fs = std::filesystem;

namespace {

catalogue::Signer signerOf(const Pki& pki, std::string_view name, seal::Role role, WallTime until) {
    Identity identity = pki.issue(name, role, {noon() - std::chrono::days(30), until});
    return {std::move(identity.certificate), std::move(identity.key)};
}

void check(const Result<void>& result) {
    if (!result)
        std::abort();
}

} // namespace

CatalogueKeys::CatalogueKeys(const Pki& pki, WallTime until)
    : root(signerOf(pki, "catalogue-root", seal::Role::CatalogueRoot, until)),
      catalogue(signerOf(pki, "catalogue", seal::Role::Catalogue, until)),
      timestamp(signerOf(pki, "timestamp", seal::Role::Timestamp, until)) {}

catalogue::RootDocument rootDocument(const CatalogueKeys& keys, std::uint64_t version) {
    return {version,
            keys.root.certificate,
            keys.catalogue.certificate,
            keys.timestamp.certificate,
            noon() - std::chrono::hours(1),
            noon() + std::chrono::days(3650)};
}

void writeFile(const fs::path& file, std::string_view content) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

Publisher::Publisher(const Pki& pki, const fs::path& folder, WallTime until)
    : keys_(pki, until), tree_(folder / "tree"), published_(folder / "published") {
    fs::create_directories(tree_);
    check(catalogue::addRoot(published_, rootDocument(keys_), keys_.root, nullptr));
}

void Publisher::put(const std::string& matter, std::string_view content) const {
    writeFile(tree_ / "matters" / matter / "matter.json", content);
}

catalogue::TimestampDocument Publisher::publish(WallTime now) const {
    auto items = must(catalogue::itemsIn(tree_));
    return must(catalogue::publish(published_, tree_, items, keys_.catalogue, keys_.timestamp,
                                   {.now = now}));
}

catalogue::TimestampDocument Publisher::confirm(WallTime now) const {
    return must(catalogue::confirm(published_, keys_.timestamp, {.now = now}));
}

void Publisher::rotate(const CatalogueKeys& next) {
    check(
        catalogue::addRoot(published_, rootDocument(next, ++rootVersion_), next.root, &keys_.root));
    keys_ = next;
}

} // namespace jiujin::samples
