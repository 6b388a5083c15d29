#include "platform/maker/publish.h"

#include "platform/catalogue/tree.h"
#include "platform/maker/lint_report.h"
#include "platform/maker/unpacked.h"
#include "platform/matter/matter.h"

namespace jiujin::maker {

namespace fs = std::filesystem;

namespace {

std::string itemLine(const catalogue::Item& item) {
    return "  " + item.path + (item.code.empty() ? "" : "  " + item.code + "  " + item.version) +
           "\n";
}

Result<std::string> readObject(const fs::path& folder, const catalogue::ObjectName& name) {
    JIUJIN_TRY_ASSIGN(std::string content,
                      catalogue::readFile(folder / catalogue::objectPath(name.digest),
                                          catalogue::maxObjectBytes));
    JIUJIN_TRY(catalogue::isObject(viewOf(content), name));
    return content;
}

Result<void> verifyItem(const fs::path& folder, const catalogue::Item& item) {
    FileTexts texts;
    for (const catalogue::File& file : item.files) {
        auto content = readObject(folder, file.object);
        if (!content)
            return Error(content.error().code,
                         item.path + "/" + file.name + ": " + content.error().where);
        texts[file.name] = std::move(content).value();
    }
    if (item.code.empty())
        return {};
    const auto matter =
        matter::readMatter({texts["matter.json"], texts["form.json"], texts["guide.json"]});
    if (!matter)
        return Error(matter.error().code, item.path + "/" + matter.error().where);
    if (matter->code != item.code || matter->version != item.version)
        return Error(ErrorCode::CatalogueMixed,
                     item.path + ": the list names another matter or version");
    return {};
}

std::string headLine(const catalogue::TimestampDocument& timestamp) {
    return "目录版本 Catalogue version " + std::to_string(timestamp.version) + "，签发 signed " +
           toLocalMinute(timestamp.issued) + "，有效至 good until " +
           toLocalMinute(timestamp.until) + "\n" + "快照 Snapshot " +
           catalogue::snapshotId(timestamp.version, timestamp.catalogue.digest) + "\n";
}

} // namespace

Result<std::string> signBundle(const SignOptions& options, WallTime now) {
    JIUJIN_TRY_ASSIGN(const auto catalogueSigner,
                      catalogue::Signer::in(options.catalogue, "catalogue"));
    JIUJIN_TRY_ASSIGN(const auto timestampSigner,
                      catalogue::Signer::in(options.timestamp, "timestamp"));
    JIUJIN_TRY_ASSIGN(const Bundle bundle, loadBundle(options.bundle));
    const Unpacked unpacked;
    JIUJIN_TRY_ASSIGN(const fs::path tree, unpacked.fill(bundle));
    // Again, for what was packed elsewhere: a signature must not stand under a fault.
    JIUJIN_TRY(refuseFaulty({tree / "matters", options.production, options.parent, {}}));
    JIUJIN_TRY_ASSIGN(const auto timestamp,
                      catalogue::publish(options.into, tree, bundle.items, catalogueSigner,
                                         timestampSigner,
                                         {now, std::chrono::hours(24 * options.days)}));
    std::string text = headLine(timestamp);
    for (const catalogue::Item& item : bundle.items)
        text += itemLine(item);
    return text;
}

Result<std::string> verifyPublished(const fs::path& folder, const fs::path& root,
                                    const fs::path& revoked, WallTime now) {
    JIUJIN_TRY_ASSIGN(const auto pinned, seal::Certificate::fromFile(root));
    catalogue::Anchors anchors{pinned};
    if (!revoked.empty()) {
        JIUJIN_TRY_ASSIGN(anchors.revoked, seal::RevocationList::fromFile(revoked, pinned));
    }
    JIUJIN_TRY_ASSIGN(const auto found, catalogue::published(folder, anchors));
    std::string text = headLine(found.timestamp);
    for (const catalogue::ListName& name : found.catalogue.lists) {
        JIUJIN_TRY_ASSIGN(const std::string list, readObject(folder, name.object));
        JIUJIN_TRY_ASSIGN(const auto items, catalogue::itemsOf(list, name));
        for (const catalogue::Item& item : items.items) {
            JIUJIN_TRY(verifyItem(folder, item));
            text += itemLine(item);
        }
    }
    if (now >= found.timestamp.until)
        return Error(ErrorCode::CatalogueFrozen,
                     "good until " + toLocalMinute(found.timestamp.until));
    return text;
}

} // namespace jiujin::maker
