#include "platform/catalogue/publication.h"

#include "platform/catalogue/folder_lock.h"
#include "platform/catalogue/prune.h"
#include "platform/catalogue/put_file.h"
#include "platform/catalogue/tree.h"
#include "platform/catalogue/unverified.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/shapes.h"
#include "platform/seal/jws.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace jiujin::catalogue {

namespace fs = std::filesystem;

namespace {

Result<ObjectName> putObject(const fs::path& folder, std::string_view content) {
    ObjectName name{protocol::digestText({viewOf(content)}), content.size()};
    std::error_code missing;
    if (fs::file_size(folder / objectPath(name.digest), missing) != name.size || missing)
        JIUJIN_TRY(putFile(folder, objectPath(name.digest), content));
    return name;
}

Result<void> putFiles(const fs::path& folder, const fs::path& tree, const Item& item) {
    for (const File& file : item.files) {
        const fs::path path = tree / item.path / file.name;
        JIUJIN_TRY_ASSIGN(const std::string content, readFile(path, maxObjectBytes));
        if (!isObject(viewOf(content), file.object))
            return Error(ErrorCode::CatalogueMixed, path.string() + ": changed meanwhile");
        JIUJIN_TRY_ASSIGN(const ObjectName name, putObject(folder, content));
    }
    return {};
}

// Who signs the next one answers for it.
Result<TimestampDocument> lastTimestamp(const fs::path& folder) {
    if (!fs::exists(folder / timestampName))
        return TimestampDocument{0, 0, 0, {}, {}, {}};
    return unverifiedTimestamp(folder);
}

Result<std::uint64_t> newestRoot(const fs::path& folder) {
    std::uint64_t version = 0;
    while (fs::exists(folder / rootName(version + 1)))
        ++version;
    if (version == 0)
        return Error(ErrorCode::FileUnreadable, (folder / rootName(1)).string());
    return version;
}

Result<CatalogueDocument> putItems(const fs::path& folder, const fs::path& tree,
                                   const std::vector<Item>& items) {
    CatalogueDocument document;
    for (const Item& item : items)
        JIUJIN_TRY(putFiles(folder, tree, item));
    for (const auto& [prefix, list] : listsOf(items)) {
        if (const auto readable = decodeItems(list); !readable)
            return readable.error();
        JIUJIN_TRY_ASSIGN(const ObjectName name, putObject(folder, list));
        document.lists.push_back({prefix, name});
    }
    return document;
}

Result<void> putTimestamp(const fs::path& folder, const TimestampDocument& document,
                          const Signer& signer) {
    JIUJIN_TRY_ASSIGN(const std::string token, signTimestamp(document, signer));
    JIUJIN_TRY(syncFiles(folder));
    JIUJIN_TRY(putFile(folder, timestampName, token));
    return syncFiles(folder);
}

Result<std::string> tokenOf(const std::string& payload, const Signer& signer) {
    return seal::signJws(payload, signer.key, signer.certificate.keyId());
}

// "roots/", digits without a zero in front, ".jws"
bool isNumbered(std::string_view name, std::string_view folder) {
    constexpr std::string_view ending = ".jws";
    if (!name.starts_with(folder) || !name.ends_with(ending))
        return false;
    const std::string_view digits = name.substr(folder.size(), name.size() - folder.size() - 4);
    return !digits.empty() && digits.size() <= 10 && digits.front() != '0' &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr std::string_view rootsFolder = "roots/", cataloguesFolder = "catalogues/",
                           objectsFolder = "objects/";

} // namespace

Result<void> putFile(const fs::path& folder, std::string_view name, std::string_view content) {
    const fs::path path = folder / name, part = path.string() + ".part";
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    std::ofstream stream(part, std::ios::binary | std::ios::trunc);
    stream << content;
    stream.close();
    if (stream.good() && !failure)
        fs::rename(part, path, failure);
    if (!stream.good() || failure)
        return Error(ErrorCode::CommitFailed, path.string());
    return {};
}

Result<void> syncFiles(const fs::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::syncfs(opened) == 0;
    if (opened >= 0)
        ::close(opened);
    return synced ? Result<void>() : Error(ErrorCode::CommitFailed, folder.string());
}

std::string rootName(std::uint64_t version) {
    return std::string(rootsFolder) + std::to_string(version) + ".jws";
}

std::string catalogueName(std::uint64_t version) {
    return std::string(cataloguesFolder) + std::to_string(version) + ".jws";
}

std::string objectPath(std::string_view digest) {
    return std::string(objectsFolder).append(digest);
}

bool isPublishedName(std::string_view name) {
    return name == timestampName || isNumbered(name, rootsFolder) ||
           isNumbered(name, cataloguesFolder) ||
           (name.starts_with(objectsFolder) &&
            protocol::isDigest(name.substr(objectsFolder.size())));
}

Result<Signer> Signer::in(const fs::path& folder, std::string_view name) {
    const fs::path stem = folder / name;
    JIUJIN_TRY_ASSIGN(auto certificate, seal::Certificate::fromFile(stem.string() + ".pem"));
    JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::fromFile(stem.string() + ".key"));
    if (!key.matches(certificate))
        return Error(ErrorCode::KeyMismatch, stem.string() + ".key");
    return Signer{std::move(certificate), std::move(key)};
}

Result<std::string> signRoot(const RootDocument& document, const Signer& signer,
                             const Signer* before) {
    JIUJIN_TRY_ASSIGN(std::string text, tokenOf(encode(document), signer));
    text += '\n';
    if (before == nullptr)
        return text;
    JIUJIN_TRY_ASSIGN(const std::string second, tokenOf(encode(document), *before));
    return text + second + '\n';
}

Result<std::string> signCatalogue(const CatalogueDocument& document, const Signer& signer) {
    return tokenOf(encode(document), signer);
}

Result<std::string> signTimestamp(const TimestampDocument& document, const Signer& signer) {
    return tokenOf(encode(document), signer);
}

Result<Roots> rootsIn(const fs::path& folder, const Anchors& anchors) {
    Roots roots;
    auto& trust = roots.trust;
    for (; fs::exists(folder / rootName(roots.last + 1)); ++roots.last) {
        JIUJIN_TRY_ASSIGN(const std::string text,
                          readFile(folder / rootName(roots.last + 1), maxRootBytes));
        if (Trust::isRevoked(text, anchors)) {
            trust.reset();
            continue;
        }
        JIUJIN_TRY_ASSIGN(trust, Trust::from(text, anchors, trust ? &*trust : nullptr, {}));
    }
    return roots;
}

Result<Published> published(const fs::path& folder, const Anchors& anchors) {
    JIUJIN_TRY_ASSIGN(Roots roots, rootsIn(folder, anchors));
    if (roots.last == 0)
        return Error(ErrorCode::FileUnreadable, (folder / rootName(1)).string());
    auto& trust = roots.trust;
    if (!trust)
        return Error(ErrorCode::CatalogueSignature,
                     "the key of " + rootName(roots.last) + " was revoked");
    JIUJIN_TRY_ASSIGN(const std::string token, readFile(folder / timestampName, maxTimestampBytes));
    JIUJIN_TRY_ASSIGN(TimestampDocument timestamp, trust->timestamp(token, anchors, {}));
    JIUJIN_TRY_ASSIGN(const std::string text,
                      readFile(folder / catalogueName(timestamp.version), maxCatalogueBytes));
    JIUJIN_TRY_ASSIGN(CatalogueDocument document, trust->catalogue(text, timestamp, anchors));
    return Published{*std::move(trust), std::move(timestamp), std::move(document)};
}

Result<void> addRoot(const fs::path& folder, const RootDocument& document, const Signer& signer,
                     const Signer* before) {
    JIUJIN_TRY_ASSIGN(const std::string text, signRoot(document, signer, before));
    return addRoot(folder, document.version, text);
}

Result<void> addRoot(const fs::path& folder, std::uint64_t version, std::string_view text) {
    JIUJIN_TRY_ASSIGN(const FolderLock lock, FolderLock::on(folder));
    if (fs::exists(folder / rootName(version)))
        return Error(ErrorCode::AlreadyExists, (folder / rootName(version)).string());
    return putFile(folder, rootName(version), text);
}

Result<TimestampDocument> publish(const fs::path& folder, const fs::path& tree,
                                  const std::vector<Item>& items, const Signer& catalogue,
                                  const Signer& timestamp, const Edition& edition) {
    JIUJIN_TRY_ASSIGN(const FolderLock lock, FolderLock::on(folder));
    JIUJIN_TRY_ASSIGN(const TimestampDocument last, lastTimestamp(folder));
    JIUJIN_TRY_ASSIGN(const std::uint64_t root, newestRoot(folder));
    JIUJIN_TRY_ASSIGN(CatalogueDocument document, putItems(folder, tree, items));
    document.version = last.version + 1;
    document.issued = edition.now;
    JIUJIN_TRY_ASSIGN(const std::string token, signCatalogue(document, catalogue));
    JIUJIN_TRY(putFile(folder, catalogueName(document.version), token));
    const TimestampDocument next{
        last.serial + 1,  root,
        document.version, {protocol::digestText({viewOf(token)}), token.size()},
        edition.now,      edition.now + edition.life};
    JIUJIN_TRY(putTimestamp(folder, next, timestamp));
    prune(folder);
    return next;
}

Result<TimestampDocument> confirm(const fs::path& folder, const Signer& timestamp,
                                  const Edition& edition) {
    JIUJIN_TRY_ASSIGN(const FolderLock lock, FolderLock::on(folder));
    JIUJIN_TRY_ASSIGN(TimestampDocument next, unverifiedTimestamp(folder));
    JIUJIN_TRY_ASSIGN(next.root, newestRoot(folder));
    ++next.serial;
    next.issued = edition.now;
    next.until = edition.now + edition.life;
    JIUJIN_TRY(putTimestamp(folder, next, timestamp));
    return next;
}

} // namespace jiujin::catalogue
