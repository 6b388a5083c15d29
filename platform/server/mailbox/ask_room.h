// Asks in the open zone: an ask waits here for the inner zone to fetch it, and its terminal waits
// for the reply. In memory only: an ask that nobody answers in its time is worth nothing to anyone,
// and its terminal is told so. No thread waits; whoever does leaves a callback.
//
// Beside the mailbox and not in it, so that packets that drain hold no ask up, and no disk is
// asked.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/protocol/mail.h"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace jiujin::server {

class AskRoom {
public:
    using Patience = std::chrono::milliseconds;
    // Runs a task after a time, on a thread that may take its time.
    using Later = std::function<void(Patience, std::function<void()>)>;
    using Letters = std::vector<protocol::Letter>;
    // The reply's body as the inner zone gave it: an AskReply, or the code of why there is none.
    using Told = std::function<void(Result<std::string>)>;
    static constexpr std::size_t maxWaiting = 1000, maxOfTerminal = 8;

    explicit AskRoom(Later later) : later_(std::move(later)) {}

    // For the open zone. AskReplayed: this id waits already; AskLimited: this terminal waits for
    // too many; PlatformBusy: all do. AskUnanswered when patience is over.
    void send(const protocol::Ask& ask, WallTime received, Patience patience, Told told);

    // For the inner zone: letters of kind "ask", each once, the oldest first.
    void fetch(std::size_t limit, Patience patience, std::function<void(Letters)> told);
    void answer(const std::vector<protocol::Reply>& replies);

    // Whoever waits for asks is told that there are none, and the terminals of asks that nobody has
    // fetched yet that there is no answer.
    void dismiss();

private:
    using Number = std::int64_t;
    struct Waiting {
        std::string askId, terminalId;
        std::optional<protocol::Letter> letter; // until it is fetched
        Told told;
    };
    struct Fetcher {
        std::size_t limit;
        std::function<void(Letters)> told;
    };

    Result<Number> enter(const protocol::Ask& ask, WallTime received, Told& told);
    std::optional<ErrorCode> refusal(const protocol::Ask& ask) const;
    void tell(Number number, Result<std::string> body);
    Letters takeLetters(std::size_t limit);
    void wakeFetcher();
    std::optional<Fetcher> takeFetcher(Number number);

    Later later_;
    std::mutex mutex_;
    std::map<Number, Waiting> waiting_;
    std::map<Number, Fetcher> fetchers_;
    Number last_ = 0;
};

} // namespace jiujin::server
