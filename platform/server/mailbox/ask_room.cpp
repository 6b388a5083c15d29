#include "platform/server/mailbox/ask_room.h"

#include "platform/base/trace.h"

#include <algorithm>

namespace jiujin::server {

std::optional<ErrorCode> AskRoom::refusal(const protocol::Ask& ask) const {
    const auto ofTerminal = std::ranges::count_if(
        waiting_, [&](const auto& entry) { return entry.second.terminalId == ask.terminalId; });
    if (std::ranges::any_of(
            waiting_, [&](const auto& entry) { return entry.second.askId == ask.head.askId; }))
        return ErrorCode::AskReplayed;
    if (ofTerminal >= static_cast<std::ptrdiff_t>(maxOfTerminal))
        return ErrorCode::AskLimited;
    return waiting_.size() < maxWaiting ? std::nullopt : std::optional(ErrorCode::PlatformBusy);
}

// Takes `told` over when the ask may wait.
Result<AskRoom::Number> AskRoom::enter(const protocol::Ask& ask, WallTime received, Told& told) {
    const std::lock_guard lock(mutex_);
    if (const auto refused = refusal(ask))
        return Error(*refused, "asks that wait");
    const Number number = ++last_;
    protocol::Letter letter{number,
                            std::string(protocol::askLetter),
                            ask.terminalId,
                            received,
                            bytesOf(encode(ask)),
                            TraceScope::current()};
    waiting_.emplace(number,
                     Waiting{ask.head.askId, ask.terminalId, std::move(letter), std::move(told)});
    return number;
}

void AskRoom::send(const protocol::Ask& ask, WallTime received, Patience patience, Told told) {
    const auto entered = enter(ask, received, told);
    if (!entered.ok())
        return told(entered.error());
    const Number number = *entered;
    later_(patience, [this, number] {
        tell(number, Error(ErrorCode::AskUnanswered, "the inner zone did not answer in time"));
    });
    wakeFetcher();
}

void AskRoom::tell(Number number, Result<std::string> body) {
    Told told;
    {
        const std::lock_guard lock(mutex_);
        if (auto entry = waiting_.extract(number))
            told = std::move(entry.mapped().told);
    }
    if (told)
        told(std::move(body));
}

// Called with the mutex held.
AskRoom::Letters AskRoom::takeLetters(std::size_t limit) {
    Letters letters;
    for (auto& [number, waiting] : waiting_)
        if (waiting.letter && letters.size() < limit) {
            letters.push_back(std::move(*waiting.letter));
            waiting.letter.reset();
        }
    return letters;
}

void AskRoom::fetch(std::size_t limit, Patience patience, std::function<void(Letters)> told) {
    Letters letters;
    Number number = 0;
    {
        const std::lock_guard lock(mutex_);
        letters = takeLetters(limit);
        if (letters.empty()) {
            number = ++last_;
            fetchers_.emplace(number, Fetcher{limit, told});
        }
    }
    if (number == 0)
        return told(std::move(letters));
    later_(patience, [this, number] {
        if (const auto fetcher = takeFetcher(number))
            fetcher->told({});
    });
}

std::optional<AskRoom::Fetcher> AskRoom::takeFetcher(Number number) {
    const std::lock_guard lock(mutex_);
    auto entry = fetchers_.extract(number);
    return entry ? std::optional(std::move(entry.mapped())) : std::nullopt;
}

void AskRoom::wakeFetcher() {
    std::optional<Fetcher> fetcher;
    Letters letters;
    {
        const std::lock_guard lock(mutex_);
        if (fetchers_.empty())
            return;
        const auto first = fetchers_.begin();
        letters = takeLetters(first->second.limit);
        if (letters.empty())
            return;
        fetcher = std::move(first->second);
        fetchers_.erase(first);
    }
    fetcher->told(std::move(letters));
}

void AskRoom::answer(const std::vector<protocol::Reply>& replies) {
    for (const protocol::Reply& reply : replies)
        for (const Number number : reply.letters)
            tell(number, reply.body);
}

void AskRoom::dismiss() {
    std::map<Number, Fetcher> dismissed;
    std::vector<Number> idle;
    {
        const std::lock_guard lock(mutex_);
        dismissed.swap(fetchers_);
        for (const auto& [number, waiting] : waiting_)
            if (waiting.letter)
                idle.push_back(number);
    }
    for (const auto& [number, fetcher] : dismissed)
        fetcher.told({});
    for (const Number number : idle)
        tell(number, Error(ErrorCode::AskUnanswered, "the platform is about to end"));
}

} // namespace jiujin::server
