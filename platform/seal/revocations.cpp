#include "platform/seal/revocations.h"

#include "platform/base/event.h"

#include <mutex>
#include <optional>
#include <sys/stat.h>

namespace jiujin::seal {

namespace {

// What a file that is replaced or written does not keep.
struct Mark {
    ino_t node = 0;
    off_t bytes = 0;
    std::int64_t seconds = 0, nanoseconds = 0;

    bool operator==(const Mark&) const = default;
};

std::optional<Mark> markOf(const std::filesystem::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0)
        return std::nullopt;
    return Mark{found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

std::int64_t shown(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

} // namespace

struct Revocations::State {
    std::mutex mutex;
    RevocationList list;
    std::filesystem::path path; // empty: none
    std::optional<Certificate> root;
    std::optional<Mark> mark;
    std::chrono::milliseconds every{0};
    std::chrono::steady_clock::time_point looked{};

    void look();
    void read();
    bool take(const RevocationList& newer, const std::string& place);
    void refuse(ErrorCode cause, const std::string& place) const {
        logEvent(Event::RevocationRefused, {{"place", std::string_view(place)},
                                            {"code", cause},
                                            {"inForce", shown(list.number())}});
    }
};

void Revocations::State::look() {
    const auto now = std::chrono::steady_clock::now();
    if (path.empty() || now - looked < every)
        return;
    looked = now;
    const auto found = markOf(path);
    if (found == mark)
        return;
    mark = found;
    if (found)
        read();
    else
        refuse(ErrorCode::FileUnreadable, path.string());
}

void Revocations::State::read() {
    const auto found = RevocationList::fromFile(path, *root);
    if (found.ok())
        take(*found, path.string());
    else
        refuse(found.error().code, path.string());
}

bool Revocations::State::take(const RevocationList& newer, const std::string& place) {
    if (newer.empty() || newer.der() == list.der())
        return false;
    if (!newer.isAfter(list)) {
        logEvent(Event::RevocationRefused, {{"place", std::string_view(place)},
                                            {"number", shown(newer.number())},
                                            {"inForce", shown(list.number())}});
        return false;
    }
    logEvent(Event::RevocationTaken,
             {{"place", std::string_view(place)}, {"number", shown(newer.number())}});
    list = newer;
    return true;
}

Revocations::Revocations(RevocationList list) : state_(std::make_shared<State>()) {
    state_->list = std::move(list);
}

Result<Revocations> Revocations::following(const std::filesystem::path& path,
                                           const Certificate& root, File file,
                                           std::chrono::milliseconds lookEvery) {
    Revocations made;
    State& state = *made.state_;
    state.mark = markOf(path);
    if (file == File::Wanted || state.mark) {
        JIUJIN_TRY_ASSIGN(state.list, RevocationList::fromFile(path, root));
    }
    state.path = path;
    state.every = lookEvery;
    state.root = root;
    return made;
}

RevocationList Revocations::current() const {
    const std::lock_guard lock(state_->mutex);
    state_->look();
    return state_->list;
}

bool Revocations::offer(const RevocationList& list) const {
    const std::lock_guard lock(state_->mutex);
    return state_->take(list, "wire");
}

} // namespace jiujin::seal
