#include "app/terminal/sync/ask_line.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

constexpr std::string_view asksPath = "/v1/asks", jsonType = "application/json";

// What the platform's status says about this ask; the words in the body are not needed.
Result<void> checkStatus(int status) {
    const std::string where = "ask: status " + std::to_string(status);
    switch (status) {
    case 200:
        return {};
    case 400:
        return Error{ErrorCode::AskMalformed, where};
    case 403:
        return Error{ErrorCode::TerminalUnknown, where};
    case 408:
        return Error{ErrorCode::AskLate, where};
    case 409:
        return Error{ErrorCode::AskReplayed, where};
    case 429:
        return Error{ErrorCode::AskLimited, where};
    default:
        return Error{status >= 500 ? ErrorCode::AskUnanswered : ErrorCode::NotThePlatform, where};
    }
}

// A network that is away is told as such, whatever lay in between.
Error failureOf(const Error& error) {
    const bool away = error.code == ErrorCode::NetworkDown || error.code == ErrorCode::ProxyFailed;
    return away ? Error{ErrorCode::AskOffline, error.where} : error;
}

Result<Bytes> sealedIn(const Answer& answer, const std::string& askId) {
    JIUJIN_TRY(checkStatus(answer.status));
    if (!answer.contentType.starts_with(jsonType))
        return Error{ErrorCode::NotThePlatform, "ask: the answer is no JSON"};
    auto reply = protocol::decodeAskReply(answer.body);
    if (!reply)
        return Error{ErrorCode::NotThePlatform, "ask: " + reply.error().where};
    if (reply->askId != askId)
        return Error{ErrorCode::AskMismatch, "ask: the reply names another"};
    return std::move(reply->sealed);
}

} // namespace

AskLine::AskLine(MakeTransport make, std::string terminalId, std::function<bool()> networkDown,
                 const Clock& clock)
    : make_(std::move(make)),
      terminalId_(std::move(terminalId)),
      networkDown_(std::move(networkDown)),
      clock_(clock),
      keeper_([this] { keepTime(); }) {}

AskLine::~AskLine() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        for (const auto& run : runs_)
            run->transport->cancel();
    }
    changed_.notify_all();
    keeper_.join();
}

void AskLine::carry(std::string_view head, Bytes sealed, Told told) {
    const auto decoded = protocol::decodeAskHead(head);
    if (!decoded || sealed.empty() || sealed.size() > protocol::maxSealedRequest)
        return told(Error{ErrorCode::AskMalformed, "ask: head or length"});
    const auto patience = decoded->deadline - clock_.wall().time;
    if (patience <= patience.zero() || patience > longestPatience)
        return told(Error{ErrorCode::AskLate, "ask: the deadline is past or too far"});
    if (networkDown_())
        return told(Error{ErrorCode::AskOffline, "ask: the network is down"});
    if (!begin({*decoded, terminalId_, std::move(sealed)}, clock_.steady() + patience, told))
        told(Error{ErrorCode::AskLimited, "ask: too many at once"});
}

bool AskLine::begin(const protocol::Ask& ask, SteadyTime until, Told& told) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || runs_.size() >= atOnce)
            return false;
        runs_.push_back(std::make_unique<Run>());
        Run& run = *runs_.back();
        run.transport = make_();
        run.told = std::move(told);
        run.until = until;
        run.thread = std::thread([this, &run, ask] { perform(run, ask); });
    }
    changed_.notify_all();
    return true;
}

void AskLine::perform(Run& run, const protocol::Ask& ask) {
    const auto answer = run.transport->post(asksPath, jsonType, bytesOf(encode(ask)));
    tell(run, answer ? sealedIn(*answer, ask.head.askId) : failureOf(answer.error()));
    const std::lock_guard lock(mutex_);
    run.done = true;
    changed_.notify_all();
}

void AskLine::tell(Run& run, Result<Bytes> answer) {
    Told told;
    {
        const std::lock_guard lock(mutex_);
        told.swap(run.told);
    }
    if (told)
        told(std::move(answer));
}

SteadyTime AskLine::nextDeadline() const {
    SteadyTime next = SteadyTime::max();
    for (const auto& run : runs_)
        if (run->told)
            next = std::min(next, run->until);
    return next;
}

AskLine::Runs AskLine::takeDone() {
    Runs done;
    for (auto run = runs_.begin(); run != runs_.end();) {
        const auto here = run++;
        if ((*here)->done)
            done.splice(done.end(), runs_, here);
    }
    return done;
}

// Gives up the lock while it tells.
void AskLine::cutOverdue(std::unique_lock<std::mutex>& lock) {
    std::vector<Told> overdue;
    for (const auto& run : runs_)
        if (run->told && run->until <= clock_.steady()) {
            overdue.push_back(std::move(run->told));
            run->told = nullptr;
            run->transport->cancel();
        }
    lock.unlock();
    for (const Told& told : overdue)
        told(Error{ErrorCode::AskUnanswered, "ask: the deadline is past"});
    lock.lock();
}

void AskLine::keepTime() {
    for (std::unique_lock lock(mutex_); !ending_ || !runs_.empty();) {
        cutOverdue(lock);
        const Runs done = takeDone();
        lock.unlock();
        for (const auto& run : done)
            run->thread.join();
        lock.lock();
        const auto anythingToDo = [this] {
            return (ending_ && runs_.empty()) ||
                   std::ranges::any_of(runs_, [](const auto& run) { return run->done; });
        };
        if (const SteadyTime next = nextDeadline(); next != SteadyTime::max())
            changed_.wait_until(lock, next,
                                [&] { return anythingToDo() || nextDeadline() < next; });
        else
            changed_.wait(lock,
                          [&] { return anythingToDo() || nextDeadline() != SteadyTime::max(); });
    }
}

} // namespace jiujin::sync
