#include "platform/server/inner/puller.h"

#include "platform/base/event.h"

#include <algorithm>
#include <map>

namespace jiujin::server {

namespace {

// As many as one signature and one commit should wait for: the more have come meanwhile, the fewer
// waits for the disk each of them costs.
constexpr std::size_t lettersAtOnce = 256;
constexpr std::chrono::milliseconds firstPause{100}, longestPause{10'000};

} // namespace

Result<std::size_t> Puller::round() {
    JIUJIN_TRY_ASSIGN(auto letters, door_.fetch(lettersAtOnce));
    std::map<std::string, std::vector<protocol::Letter>> kinds;
    for (protocol::Letter& letter : letters)
        kinds[letter.kind].push_back(std::move(letter));
    std::vector<protocol::Reply> replies;
    Result<void> worked;
    for (const auto& [kind, own] : kinds) {
        auto done = work(kind, own);
        if (done.ok())
            std::ranges::move(*done, std::back_inserter(replies));
        else
            worked = done.error();
    }
    if (!replies.empty())
        JIUJIN_TRY(door_.answer(replies));
    JIUJIN_TRY(worked);
    return letters.size();
}

Result<std::vector<protocol::Reply>> Puller::work(const std::string& kind,
                                                  const std::vector<protocol::Letter>& letters) {
    const auto found = std::ranges::find(works_, kind, &LetterWork::kind);
    if (found != works_.end())
        return (*found)->work(letters);
    std::vector<protocol::Reply> replies;
    for (const protocol::Letter& letter : letters) {
        logEvent(Event::LetterUnusable,
                 {{"letter", letter.number}, {"kind", std::string_view(kind)}});
        replies.push_back({{letter.number}, letter.terminalId, kind, ""});
    }
    return replies;
}

PullThread::PullThread(Puller& puller, MailDoor& door)
    : puller_(puller), door_(door), thread_([this] { loop(); }) {}

PullThread::~PullThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    door_.cancel();
    thread_.join();
}

void PullThread::loop() {
    std::chrono::milliseconds wait{0};
    while (!pause(wait)) {
        const auto done = puller_.round();
        if (done.ok()) {
            wait = std::chrono::milliseconds(0);
            continue;
        }
        if (wait.count() == 0)
            logEvent(Event::MailFailed, {{"code", done.error().code}});
        wait = std::clamp(wait * 2, firstPause, longestPause);
    }
}

// True when it is time to end.
bool PullThread::pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, time, [this] { return ending_; });
}

} // namespace jiujin::server
