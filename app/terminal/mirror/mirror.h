// The signed catalogue of matters on this terminal (platform/protocol/README.md, "Mirror"): takes
// newer ones into use and keeps the last good one, whatever else comes. In its folder:
//
//   current          the signed documents of the one in use (signed_record.h)
//   objects/         lists and files by their digests
//   snapshots/<id>/  what visits read: matters/ calendar/ notices/ …
//   snapshots/<id>.heads  of its matters (headsBeside)
#pragma once

#include "app/terminal/mirror/signed_record.h"
#include "app/terminal/mirror/snapshot.h"

#include <functional>
#include <memory>
#include <mutex>

namespace jiujin::mirror {

struct Settings {
    std::filesystem::path folder; // made when missing
    // The highest versions that were ever in use: not in the folder, so that who puts an older one
    // in its place does not get round it.
    std::filesystem::path marks;
    std::uint64_t mostBytes = 512UL * 1024 * 1024; // of a catalogue's files
    std::uint64_t bytesAtOnce = 4UL * 1024 * 1024; // of one round, so that others have the line too
};

// As long as somebody holds it, its folder stays.
struct Snapshot {
    std::string id;
    std::filesystem::path folder;
};

struct State {
    std::uint64_t version = 0; // 0: none, what is built in serves
    std::string id;
    WallTime issued{}, until{};       // of the timestamp
    std::optional<ErrorCode> refused; // the last that came was, and this is why
    // Why matters that need rules known to be the newest are closed: ClockWrong, CatalogueFrozen
    // or, where none is in use, why the last that came was refused. What is built in counts as the
    // newest as long as no other was ever in use or refused here: a terminal that was given a
    // catalogue and has it no more knows that there is a newer one.
    std::optional<ErrorCode> closes;
    std::uint64_t root = 0; // version of the document that names the keys
};

enum class Round {
    Nothing, // all is as it was, or confirmed
    Taken,   // a newer one is in use
    More     // there is more to fetch: again, soon
};

class Mirror {
public:
    // Whoever knows matters: whether this program can read those in a snapshot. CommitFailed: it
    // could not keep what it found; every other error is the catalogue's.
    using Fits = std::function<Result<void>(const std::filesystem::path& snapshot)>;
    using AnchorsNow = std::function<catalogue::Anchors()>;

    // Verifies what is in use before anybody reads it, and drops it when it does not stand up
    // (Event::CatalogueRefused). StoreOpen: the folder cannot be made.
    static Result<std::unique_ptr<Mirror>> open(Settings settings, AnchorsNow anchors, Fits fits);

    // By one thread. Catalogue…: refused, and told by an event; those of the library; CommitFailed,
    // which says nothing of what came. What was in use stays.
    Result<Round> refresh(Library& library, GradedTime now);

    // From any thread.
    std::shared_ptr<const Snapshot> current() const;
    State state(GradedTime now) const;
    // To be called now and then: tells once (Event::CatalogueStale) that what is in use has not
    // been confirmed for too long, also where no platform is there to be asked. Whether it told.
    bool tellWhenStale(GradedTime now);

private:
    Mirror(Settings settings, AnchorsNow anchors, Fits fits);
    Result<void> restore();
    Result<void> fits(const std::filesystem::path& snapshot) const;
    Result<Round> round(Library& library, GradedTime now);
    Result<catalogue::Trust> newestTrust(Library& library, const catalogue::Anchors& anchors,
                                         std::string& text) const;
    Result<bool> fetchLists(Library& library, const catalogue::CatalogueDocument& document);
    Result<bool> fetchFiles(Library& library, const std::vector<catalogue::Item>& items);
    Result<void> take(const SignedRecord& record, Believed believed,
                      const std::vector<catalogue::Item>& items);
    Result<void> record(const SignedRecord& record, Believed believed);
    std::optional<ErrorCode> whyClosed(GradedTime now) const;
    void tell(const Result<Round>& round);
    void tidy();
    std::filesystem::path folderOf(const std::string& id) const;

    const Settings settings_;
    const AnchorsNow anchors_;
    const Fits fits_;
    Shelf shelf_;
    std::uint64_t allowed_ = 0; // bytes that may have been fetched at the end of this round
    catalogue::Highest highest_;
    SignedRecord record_;
    std::set<std::string> needed_; // on the shelf, by the one in use

    mutable std::mutex mutex_;
    std::optional<Believed> inUse_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::vector<std::weak_ptr<const Snapshot>> before_;
    std::optional<ErrorCode> refused_;
    bool staleTold_ = false;
};

} // namespace jiujin::mirror
