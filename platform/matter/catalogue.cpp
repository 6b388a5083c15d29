#include "platform/matter/catalogue.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

bool hasBegun(const Matter& matter, sys_days day) {
    return !matter.effective.from || *matter.effective.from <= day;
}

bool isOver(const Matter& matter, sys_days day) {
    return matter.effective.until && *matter.effective.until < day;
}

Error wrong(const Matter& matter, const std::string& mend) {
    return Error(ErrorCode::MatterInvalid, matter.code + " " + matter.version + ": " + mend);
}

bool isEarlier(const Matter& one, const Matter& other) {
    return one.code != other.code ? one.code < other.code
                                  : one.effective.from < other.effective.from;
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

Result<void> check(const std::vector<Matter>& matters) {
    for (std::size_t at = 0; at < matters.size(); ++at) {
        const Matter& matter = matters[at];
        if (const auto mend = fromFault(matter.change, matter.code); !mend.empty())
            return wrong(matter, std::string(mend));
        for (std::size_t next = at + 1; next < matters.size() && matters[next].code == matter.code;
             ++next) {
            if (matters[next].version == matter.version)
                return wrong(matter, "stands there twice; give the newer one its own version");
            if (matters[next].effective.from == matter.effective.from)
                return wrong(matter, "begins on the same day as version " + matters[next].version +
                                         "; give each its own \"effective\"");
        }
    }
    return {};
}

} // namespace

Result<Catalogue> Catalogue::make(std::vector<Matter> matters) {
    std::stable_sort(matters.begin(), matters.end(), isEarlier);
    JIUJIN_TRY(check(matters));
    return Catalogue(std::move(matters));
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& root) {
    JIUJIN_TRY_ASSIGN(std::vector<Matter> matters, loadCatalogue(root));
    return make(std::move(matters));
}

const Matter* Catalogue::version(const VersionName& name) const {
    const auto found = std::find_if(matters_.begin(), matters_.end(), [&](const Matter& matter) {
        return matter.code == name.code && matter.version == name.version;
    });
    return found == matters_.end() ? nullptr : &*found;
}

// A matter of another code has come in its place.
bool Catalogue::isSuperseded(const Matter& matter, sys_days day) const {
    const auto others = replacing({matter.code, matter.version}, day);
    return std::any_of(others.begin(), others.end(),
                       [&](const Matter* other) { return other->code != matter.code; });
}

Result<const Matter*> Catalogue::inForce(std::string_view code, sys_days day) const {
    const Matter* newest = nullptr;
    bool begun = false;
    auto at = std::lower_bound(
        matters_.begin(), matters_.end(), code,
        [](const Matter& each, std::string_view wanted) { return each.code < wanted; });
    for (; at != matters_.end() && at->code == code && hasBegun(*at, day); ++at) {
        begun = true;
        if (!isOver(*at, day))
            newest = &*at;
    }
    if (!begun)
        return Error(ErrorCode::MatterUnknown, std::string(code));
    if (newest == nullptr || newest->change.kind == ChangeKind::Withdrawn)
        return Error(ErrorCode::MatterWithdrawn, std::string(code));
    if (newest->change.kind == ChangeKind::Suspended)
        return Error(ErrorCode::MatterPaused, std::string(code));
    if (isSuperseded(*newest, day))
        return Error(ErrorCode::MatterWithdrawn, std::string(code));
    return newest;
}

std::vector<const Matter*> Catalogue::offered(sys_days day) const {
    std::vector<const Matter*> out;
    for (std::size_t at = 0; at < matters_.size(); ++at) {
        if (at > 0 && matters_[at - 1].code == matters_[at].code)
            continue;
        if (const auto found = inForce(matters_[at].code, day))
            out.push_back(*found);
    }
    return out;
}

std::vector<const Matter*> Catalogue::replacing(const VersionName& filed, sys_days day) const {
    std::vector<const Matter*> out;
    for (const Matter& matter : matters_) {
        const auto& from = matter.change.from;
        if (hasBegun(matter, day) && std::find(from.begin(), from.end(), filed) != from.end())
            out.push_back(&matter);
    }
    return out;
}

} // namespace jiujin::matter
