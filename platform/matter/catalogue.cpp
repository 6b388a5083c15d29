#include "platform/matter/catalogue.h"

#include "platform/matter/load_parts.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

constexpr std::size_t headsMax = 256UL * 1024 * 1024; // far beyond what a country's matters need

bool hasBegun(const Head& head, sys_days day) {
    return !head.effective.from || *head.effective.from <= day;
}

bool isOver(const Head& head, sys_days day) {
    return head.effective.until && *head.effective.until < day;
}

Error wrong(const Head& head, const std::string& mend) {
    return Error(ErrorCode::MatterInvalid, head.code + " " + head.version + ": " + mend);
}

bool isEarlier(const Head& one, const Head& other) {
    return std::tie(one.code, one.effective.from) < std::tie(other.code, other.effective.from);
}

std::string_view fromFault(const Change& change, const std::string& code) {
    const bool others = std::any_of(change.from.begin(), change.from.end(),
                                    [&](const VersionName& name) { return name.code != code; });
    const bool stops = change.kind == ChangeKind::Suspended || change.kind == ChangeKind::Withdrawn;
    if (stops && others)
        return "suspends or withdraws another matter; give it that matter's code";
    if (change.kind == ChangeKind::Merged && change.from.size() < 2)
        return "merges a single matter; name all of them in \"from\"";
    return {};
}

// They are in order.
Result<void> checkVersions(const std::vector<Head>& heads) {
    for (std::size_t at = 0; at < heads.size(); ++at) {
        const Head& head = heads[at];
        if (const auto mend = fromFault(head.change, head.code); !mend.empty())
            return wrong(head, std::string(mend));
        for (std::size_t next = at + 1; next < heads.size() && heads[next].code == head.code;
             ++next) {
            if (heads[next].version == head.version)
                return wrong(head, "stands there twice; give the newer one its own version");
            if (heads[next].effective.from == head.effective.from)
                return wrong(head, "begins on the same day as version " + heads[next].version +
                                       "; give each its own \"effective\"");
        }
    }
    return {};
}

std::string nameOf(const std::filesystem::path& folder) {
    return folder.filename().string();
}

} // namespace

Catalogue::Catalogue(std::vector<Head> heads) : heads_(std::move(heads)), matters_(heads_.size()) {
    for (std::size_t row = 0; row < heads_.size(); ++row)
        for (const VersionName& name : heads_[row].change.from)
            replacing_.emplace(name, row);
}

Result<Catalogue> Catalogue::of(std::vector<Head> heads) {
    std::stable_sort(heads.begin(), heads.end(), isEarlier);
    JIUJIN_TRY(checkVersions(heads));
    return Catalogue(std::move(heads));
}

Result<Catalogue> Catalogue::make(std::vector<Matter> matters) {
    std::vector<std::size_t> order(matters.size());
    std::iota(order.begin(), order.end(), 0);
    const auto heads = headsOf(matters);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return isEarlier(heads[one], heads[other]);
    });
    JIUJIN_TRY_ASSIGN(Catalogue catalogue, of(heads));
    for (std::size_t row = 0; row < order.size(); ++row)
        catalogue.matters_[row] = std::make_unique<const Matter>(std::move(matters[order[row]]));
    return catalogue;
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& root) {
    JIUJIN_TRY_ASSIGN(std::vector<Matter> matters, loadCatalogue(root));
    return make(std::move(matters));
}

Result<std::vector<Head>> Catalogue::check(const std::filesystem::path& root) {
    JIUJIN_TRY_ASSIGN(const auto folders, packageFolders(root));
    std::vector<Head> heads;
    for (const auto& folder : folders) {
        JIUJIN_TRY_ASSIGN(const PackageText package, readPackage(folder));
        JIUJIN_TRY_ASSIGN(const Matter matter, readMatterOf(folder, package));
        heads.push_back(headOf(matter));
        heads.back().folder = nameOf(folder);
        heads.back().digest = digestOf(package);
    }
    JIUJIN_TRY_ASSIGN(Catalogue catalogue, of(std::move(heads)));
    return std::move(catalogue.heads_);
}

Result<Catalogue> Catalogue::open(const std::filesystem::path& root,
                                  const std::filesystem::path& headsFile) {
    JIUJIN_TRY_ASSIGN(const std::string text, readFile(headsFile, {.bytes = headsMax}));
    JIUJIN_TRY_ASSIGN(std::vector<Head> heads, decodeHeads(text));
    JIUJIN_TRY_ASSIGN(Catalogue catalogue, of(std::move(heads)));
    catalogue.root_ = root;
    return catalogue;
}

Result<Matter> Catalogue::read(const Head& head) const {
    const auto folder = root_ / head.folder;
    JIUJIN_TRY_ASSIGN(const PackageText package, readPackage(folder));
    if (digestOf(package) != head.digest)
        return Error(ErrorCode::CatalogueMixed, head.folder);
    return readMatterOf(folder, package);
}

Result<const Matter*> Catalogue::matter(std::size_t row) const {
    auto& held = matters_.at(row);
    if (!held) {
        JIUJIN_TRY_ASSIGN(Matter matter, read(heads_[row]));
        held = std::make_unique<const Matter>(std::move(matter));
    }
    return held.get();
}

std::optional<std::size_t> Catalogue::row(const VersionName& name) const {
    const auto found = std::find_if(heads_.begin(), heads_.end(),
                                    [&](const Head& head) { return head.name() == name; });
    return found == heads_.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(found - heads_.begin()));
}

// A matter of another code has come in its place.
bool Catalogue::isSuperseded(const Head& head, sys_days day) const {
    const auto others = replacing(head.name(), day);
    return std::any_of(others.begin(), others.end(),
                       [&](std::size_t other) { return heads_[other].code != head.code; });
}

Result<std::size_t> Catalogue::inForce(std::string_view code, sys_days day) const {
    std::optional<std::size_t> newest;
    bool begun = false;
    const auto first = std::lower_bound(
        heads_.begin(), heads_.end(), code,
        [](const Head& each, std::string_view wanted) { return each.code < wanted; });
    for (auto at = first; at != heads_.end() && at->code == code && hasBegun(*at, day); ++at) {
        begun = true;
        if (!isOver(*at, day))
            newest = static_cast<std::size_t>(at - heads_.begin());
    }
    if (!begun)
        return Error(ErrorCode::MatterUnknown, std::string(code));
    if (!newest || heads_[*newest].change.kind == ChangeKind::Withdrawn)
        return Error(ErrorCode::MatterWithdrawn, std::string(code));
    if (heads_[*newest].change.kind == ChangeKind::Suspended)
        return Error(ErrorCode::MatterPaused, std::string(code));
    if (isSuperseded(heads_[*newest], day))
        return Error(ErrorCode::MatterWithdrawn, std::string(code));
    return *newest;
}

std::vector<std::size_t> Catalogue::replacing(const VersionName& filed, sys_days day) const {
    std::vector<std::size_t> out;
    const auto [first, last] = replacing_.equal_range(filed);
    for (auto at = first; at != last; ++at)
        if (hasBegun(heads_[at->second], day))
            out.push_back(at->second);
    return out;
}

bool Catalogue::isOffered(std::size_t row, std::optional<sys_days> day) const {
    if (!day)
        return heads_[row].change.from.empty();
    const auto found = inForce(heads_[row].code, *day);
    return found && *found == row;
}

Catalogue Catalogue::offeredOn(std::optional<sys_days> day) && {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < heads_.size(); ++row)
        if (isOffered(row, day))
            rows.push_back(row);
    std::vector<Head> heads;
    std::vector<std::unique_ptr<const Matter>> matters;
    for (const std::size_t row : rows) {
        heads.push_back(std::move(heads_[row]));
        matters.push_back(std::move(matters_[row]));
    }
    Catalogue offered(std::move(heads));
    offered.root_ = std::move(root_);
    offered.matters_ = std::move(matters);
    return offered;
}

} // namespace jiujin::matter
