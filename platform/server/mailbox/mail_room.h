// The mailbox at work: keeps letters on the disk, tells who fetches that there is mail, and tells
// who sent that there is an answer. No thread waits; whoever does leaves a callback.
#pragma once

#include "platform/server/store/committer.h"

#include <chrono>
#include <map>
#include <set>

namespace jiujin::server {

class MailRoom {
public:
    using Patience = std::chrono::milliseconds;
    // Runs a task after a time, on a thread that may take its time.
    using Later = std::function<void(Patience, std::function<void()>)>;
    template <typename T>
    using Told = std::function<void(Result<T>)>;
    using Bodies = std::vector<std::string>;
    using Letters = std::vector<protocol::Letter>;

    // All must outlive the room and every callback.
    MailRoom(Committer& committer, Later later);

    // For the open zone. Told when every letter that has its materials has its answer, or when
    // patience is over, with the answers that there are. An error says that nothing was kept.
    // Packets wait on for theirs; what is only a question is dropped when nobody waits for it any
    // longer.
    void send(std::vector<NewLetter> letters, Patience patience, Told<Bodies> told);
    void repliesTo(std::string terminalId, std::string_view kind, std::int64_t since,
                   Told<WaitingReplies> told);

    // For the inner zone.
    void fetch(std::size_t limit, Patience patience, Told<Letters> told);
    void answer(std::vector<protocol::Reply> replies, std::function<void(Result<void>)> told);

    // There may be mail that nobody was told of: a letter has its materials.
    void announce() { wakeFetchers(); }

    // Whoever waits for mail, or came before this call, is told that there is none.
    void dismiss();

private:
    struct Sender {
        std::set<std::int64_t> open; // letters without an answer
        Bodies bodies;
        Told<Bodies> told;
        bool asks = false; // questions, not packets
    };
    struct Fetcher {
        std::size_t limit;
        Told<Letters> told;
    };
    using Number = std::uint64_t;

    void expect(const std::shared_ptr<Sender>& sender, Patience patience);
    void giveUp(const std::shared_ptr<Sender>& sender);
    void wakeFetchers();
    void dismissNow();
    void read(Fetcher fetcher, std::optional<Patience> patience);
    void hand(const std::vector<protocol::Reply>& replies);
    void tell(const std::shared_ptr<Sender>& sender);

    Committer& committer_;
    Later later_;
    std::mutex mutex_;
    std::multimap<std::int64_t, std::shared_ptr<Sender>> senders_; // by letter
    std::map<Number, Fetcher> fetchers_;
    Number lastFetcher_ = 0;
};

} // namespace jiujin::server
