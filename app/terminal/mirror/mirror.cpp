#include "app/terminal/mirror/mirror.h"

#include "app/terminal/kept/kept_file.h"
#include "platform/base/event.h"
#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"

#include <algorithm>
#include <array>

namespace jiujin::mirror {

namespace fs = std::filesystem;
using namespace catalogue;

namespace {

constexpr std::size_t maxRecordBytes = maxRootBytes + maxTimestampBytes + maxCatalogueBytes + 64;

// Whoever holds a revoked key could else have us walk for ever.
constexpr int mostRevoked = 64;

bool isRefusal(ErrorCode code) {
    constexpr std::array refusals{ErrorCode::CatalogueMalformed, ErrorCode::CatalogueSignature,
                                  ErrorCode::CatalogueOlder, ErrorCode::CatalogueFrozen,
                                  ErrorCode::CatalogueMixed};
    return std::ranges::find(refusals, code) != refusals.end();
}

// The whole of a small one, and one byte more, which makes it too long for whoever reads it.
Result<std::string> document(Library& library, std::string_view name, std::size_t most) {
    return library.read(name, 0, most + 1);
}

std::set<std::string> digestsOf(const CatalogueDocument& document, const std::vector<Item>& items) {
    std::set<std::string> digests;
    for (const ListName& list : document.lists)
        digests.insert(list.object.digest);
    for (const ObjectName& object : objectsOf(items))
        digests.insert(object.digest);
    return digests;
}

Result<void> makeFolders(const fs::path& folder) {
    constexpr auto readable = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                              fs::perms::others_read | fs::perms::others_exec;
    std::error_code failure;
    for (const fs::path& each : {folder, folder / "objects", folder / "snapshots"}) {
        fs::create_directories(each, failure);
        if (!failure)
            fs::permissions(each, readable, failure);
        if (failure)
            return Error(ErrorCode::StoreOpen, each.string());
    }
    return {};
}

} // namespace

Mirror::Mirror(Settings settings, AnchorsNow anchors, Fits fits)
    : settings_(std::move(settings)),
      anchors_(std::move(anchors)),
      fits_(std::move(fits)),
      shelf_(settings_.folder / "objects") {}

Result<std::unique_ptr<Mirror>> Mirror::open(Settings settings, AnchorsNow anchors, Fits fits) {
    JIUJIN_TRY(makeFolders(settings.folder));
    std::unique_ptr<Mirror> mirror(
        new Mirror(std::move(settings), std::move(anchors), std::move(fits)));
    if (const auto restored = mirror->restore(); !restored) {
        const ErrorCode code = restored.error().code;
        mirror->tell(Error(isRefusal(code) ? code : ErrorCode::CatalogueMixed));
        mirror->shelf_.removeDamaged();
    }
    return mirror;
}

fs::path Mirror::folderOf(const std::string& id) const {
    return settings_.folder / "snapshots" / id;
}

// What the disk did not take says nothing of the catalogue.
Result<void> Mirror::fits(const fs::path& snapshot) const {
    const auto fitting = fits_(snapshot);
    if (fitting || fitting.error().code == ErrorCode::CommitFailed)
        return fitting;
    return Error(ErrorCode::CatalogueMalformed, fitting.error().text());
}

// What cannot be read counts as none: the folder's own documents still say how far it is.
Result<void> Mirror::restore() {
    if (const auto text = readFile(settings_.marks, maxTimestampBytes)) {
        JIUJIN_TRY_ASSIGN(highest_, decodeHighest(*text));
    }
    if (!fs::exists(settings_.folder / "current"))
        return {};
    JIUJIN_TRY_ASSIGN(const std::string text,
                      readFile(settings_.folder / "current", maxRecordBytes));
    JIUJIN_TRY_ASSIGN(SignedRecord record, decodeRecord(text));
    JIUJIN_TRY_ASSIGN(Believed believed, believe(record, anchors_(), highest_));
    JIUJIN_TRY_ASSIGN(const auto items,
                      mirror::itemsOf(believed.catalogue, shelf_, settings_.mostBytes));
    const fs::path folder = folderOf(believed.id());
    JIUJIN_TRY(checkSnapshot(folder, items));
    // On a full disk the heads of the start before will do.
    const auto fitting = fits(folder);
    if (!fitting &&
        (fitting.error().code != ErrorCode::CommitFailed || !fs::exists(headsBeside(folder))))
        return fitting;
    if (highest_ != believed.marks()) {
        highest_ = believed.marks();
        // Killed between the two files: what is in use counts, also when the mark cannot be
        // written.
        static_cast<void>(replaceFile(settings_.marks, encode(highest_)));
    }
    needed_ = digestsOf(believed.catalogue, items);
    snapshot_ = std::make_shared<const Snapshot>(Snapshot{believed.id(), folder});
    inUse_ = std::move(believed);
    record_ = std::move(record);
    tidy();
    return {};
}

// Who has been away for long walks from one root document to the next. The one that is in use is
// passed over like any other when its key was revoked meanwhile.
Result<Trust> Mirror::newestTrust(Library& library, const Anchors& anchors,
                                  std::string& text) const {
    std::optional<Trust> trust;
    int passedOver = 0;
    std::uint64_t next = std::max<std::uint64_t>(highest_.root.version, 1);
    if (inUse_) {
        const RootDocument& known = inUse_->trust.document();
        next = known.version + 1;
        if (anchors.revoked.holds(known.root)) {
            ++passedOver;
        } else {
            trust = inUse_->trust;
            text = record_.root;
        }
    }
    for (;; ++next) {
        auto found = document(library, rootName(next), maxRootBytes);
        const bool none = !found && found.error().code == ErrorCode::NotFound;
        if (none && trust)
            return *trust;
        if (none && passedOver > 0)
            return Error(ErrorCode::CatalogueSignature, "the newest keys were revoked");
        if (none && highest_.root.version > 0)
            return Error(ErrorCode::CatalogueOlder, "the root document is not there any more");
        if (!found)
            return found.error();
        if (passedOver < mostRevoked && Trust::isRevoked(*found, anchors)) {
            trust.reset();
            ++passedOver;
            continue;
        }
        JIUJIN_TRY_ASSIGN(trust, Trust::from(*found, anchors, trust ? &*trust : nullptr,
                                             trust ? Highest{} : highest_));
        text = *std::move(found);
    }
}

Result<bool> Mirror::fetchLists(Library& library, const CatalogueDocument& document) {
    for (const ListName& list : document.lists) {
        if (shelf_.fetchedBytes() > allowed_)
            return false;
        JIUJIN_TRY(shelf_.fetch(library, list.object));
    }
    return true;
}

Result<bool> Mirror::fetchFiles(Library& library, const std::vector<Item>& items) {
    for (const ObjectName& object : objectsOf(items)) {
        if (shelf_.fetchedBytes() > allowed_)
            return false;
        JIUJIN_TRY(shelf_.fetch(library, object));
    }
    return true;
}

Result<Round> Mirror::round(Library& library, GradedTime now) {
    const Anchors anchors = anchors_();
    SignedRecord next;
    JIUJIN_TRY_ASSIGN(auto trust, newestTrust(library, anchors, next.root));
    JIUJIN_TRY_ASSIGN(next.timestamp, document(library, timestampName, maxTimestampBytes));
    JIUJIN_TRY_ASSIGN(auto timestamp, trust.timestamp(next.timestamp, anchors, highest_));
    if (freshnessAt(timestamp, now) == Freshness::Frozen)
        return Error(ErrorCode::CatalogueFrozen, "its time is over");
    if (inUse_ && timestamp == inUse_->timestamp) {
        shelf_.keepOnly(needed_); // nothing else will be wanted
        return Round::Nothing;
    }
    JIUJIN_TRY_ASSIGN(next.catalogue, document(library, catalogueName(timestamp.version),
                                               timestamp.catalogue.size));
    JIUJIN_TRY_ASSIGN(auto content, trust.catalogue(next.catalogue, timestamp, anchors));
    Believed believed{std::move(trust), std::move(timestamp), std::move(content)};
    if (inUse_ && believed.id() == inUse_->id()) {
        JIUJIN_TRY(record(next, std::move(believed)));
        return Round::Nothing;
    }
    allowed_ = shelf_.fetchedBytes() + settings_.bytesAtOnce;
    JIUJIN_TRY_ASSIGN(const bool listed, fetchLists(library, believed.catalogue));
    if (!listed)
        return Round::More;
    JIUJIN_TRY_ASSIGN(const auto items,
                      mirror::itemsOf(believed.catalogue, shelf_, settings_.mostBytes));
    // What was half fetched of one that is the newest no more would stay for ever.
    std::set<std::string> wanted = digestsOf(believed.catalogue, items);
    wanted.insert(needed_.begin(), needed_.end());
    shelf_.keepOnly(wanted);
    JIUJIN_TRY_ASSIGN(const bool whole, fetchFiles(library, items));
    if (!whole)
        return Round::More;
    JIUJIN_TRY(take(next, std::move(believed), items));
    return Round::Taken;
}

Result<Round> Mirror::refresh(Library& library, GradedTime now) {
    auto done = round(library, now);
    if (!done && done.error().code == ErrorCode::NotFound && highest_ == Highest{})
        return Round::Nothing; // this platform publishes none
    // Perhaps by what a power cut left on the shelf: it comes again.
    if (!done && done.error().code == ErrorCode::CatalogueMixed)
        shelf_.removeDamaged();
    tell(done);
    return done;
}

// Once for each reason, not every ten minutes.
void Mirror::tell(const Result<Round>& round) {
    if (!round && !isRefusal(round.error().code))
        return;
    const std::lock_guard lock(mutex_);
    const auto before = refused_;
    refused_ = round ? std::nullopt : std::optional(round.error().code);
    if (refused_ && refused_ != before)
        logEvent(refused_ == ErrorCode::CatalogueFrozen ? Event::CatalogueStale
                                                        : Event::CatalogueRefused,
                 {{"code", *refused_}});
}

Result<void> Mirror::take(const SignedRecord& signedBy, Believed believed,
                          const std::vector<Item>& items) {
    const std::string id = believed.id();
    const auto version = static_cast<std::int64_t>(believed.timestamp.version);
    auto needed = digestsOf(believed.catalogue, items);
    JIUJIN_TRY(makeSnapshot(folderOf(id), items, shelf_));
    JIUJIN_TRY(checkSnapshot(folderOf(id), items));
    JIUJIN_TRY(fits(folderOf(id)));
    JIUJIN_TRY(record(signedBy, std::move(believed)));
    {
        const std::lock_guard lock(mutex_);
        if (snapshot_)
            before_.emplace_back(snapshot_);
        snapshot_ = std::make_shared<const Snapshot>(Snapshot{id, folderOf(id)});
    }
    needed_ = std::move(needed);
    shelf_.keepOnly(needed_);
    tidy();
    logEvent(Event::CatalogueTaken, {{"version", version}});
    return {};
}

// First what is in use, then how high it is: a power cut between leaves a mark that is too low, and
// not a catalogue that counts as too old.
Result<void> Mirror::record(const SignedRecord& signedBy, Believed believed) {
    JIUJIN_TRY(replaceFile(settings_.folder / "current", encode(signedBy)));
    const Highest reached = believed.marks();
    {
        const std::lock_guard lock(mutex_);
        highest_ = reached;
    }
    JIUJIN_TRY(replaceFile(settings_.marks, encode(reached)));
    record_ = signedBy;
    const std::lock_guard lock(mutex_);
    inUse_ = std::move(believed);
    return {};
}

// Of older ones what a visit still reads stays; their files are second names of the shelf's.
void Mirror::tidy() {
    const std::lock_guard lock(mutex_);
    std::set<std::string> names;
    const auto keep = [&](const Snapshot& snapshot) {
        names.insert({snapshot.id, headsBeside(snapshot.folder).filename().string()});
    };
    keep(*snapshot_);
    std::erase_if(before_, [&](const auto& old) {
        const auto held = old.lock();
        if (held)
            keep(*held);
        return !held;
    });
    std::error_code ignored;
    for (fs::directory_iterator at(settings_.folder / "snapshots", ignored), end;
         !ignored && at != end; at.increment(ignored))
        if (!names.contains(at->path().filename().string()))
            fs::remove_all(at->path(), ignored);
}

std::shared_ptr<const Snapshot> Mirror::current() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
}

std::optional<ErrorCode> Mirror::whyClosed(GradedTime now) const {
    if (now.grade == ClockGrade::Unknown)
        return ErrorCode::ClockWrong;
    if (!inUse_ && refused_)
        return refused_;
    const bool newest = inUse_ ? opensInstantMatters(freshnessAt(inUse_->timestamp, now))
                               : highest_.catalogue.version == 0;
    return newest ? std::nullopt : std::optional(ErrorCode::CatalogueFrozen);
}

bool Mirror::tellWhenStale(GradedTime now) {
    const std::lock_guard lock(mutex_);
    const bool stale = inUse_ && whyClosed(now) == ErrorCode::CatalogueFrozen;
    const bool tells = stale && !staleTold_ && refused_ != ErrorCode::CatalogueFrozen;
    staleTold_ = stale;
    if (tells)
        logEvent(Event::CatalogueStale, {{"code", ErrorCode::CatalogueFrozen}});
    return tells;
}

State Mirror::state(GradedTime now) const {
    const std::lock_guard lock(mutex_);
    State state;
    state.refused = refused_;
    state.closes = whyClosed(now);
    state.root = highest_.root.version;
    if (!inUse_)
        return state;
    state.version = inUse_->timestamp.version;
    state.id = inUse_->id();
    state.issued = inUse_->timestamp.issued;
    state.until = inUse_->timestamp.until;
    return state;
}

} // namespace jiujin::mirror
