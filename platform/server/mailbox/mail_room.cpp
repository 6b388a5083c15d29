#include "platform/server/mailbox/mail_room.h"

#include <algorithm>

namespace jiujin::server {

namespace {

constexpr std::size_t maxRepliesBytes = 512UL * 1024;

} // namespace

MailRoom::MailRoom(Committer& committer, Later later)
    : committer_(committer), later_(std::move(later)) {}

// What is done after a commit is done on the committer's one thread and in the order of the
// commits: a sender is known before its letters can be answered, a fetcher before there is mail it
// has not seen.
void MailRoom::send(std::vector<NewLetter> letters, Patience patience, Told<Bodies> told) {
    const auto sender = std::make_shared<Sender>();
    sender->told = std::move(told);
    sender->asks = std::ranges::none_of(
        letters, [](const NewLetter& letter) { return letter.kind == protocol::packetLetter; });
    const auto numbers = std::make_shared<std::set<std::int64_t>>();
    committer_.run(
        [numbers, kept = std::make_shared<std::vector<NewLetter>>(std::move(letters))](
            Store& store) -> Result<void> {
            for (const NewLetter& letter : *kept) {
                JIUJIN_TRY_ASSIGN(const std::int64_t number, store.post(letter));
                JIUJIN_TRY_ASSIGN(const bool complete, store.blobs().complete(number));
                if (complete)
                    numbers->insert(number);
            }
            return {};
        },
        [this, sender, numbers, patience](const Result<void>& committed) {
            if (!committed.ok())
                return sender->told(committed.error());
            sender->open = *numbers;
            if (sender->open.empty())
                return tell(sender);
            expect(sender, patience);
            wakeFetchers();
        });
}

void MailRoom::expect(const std::shared_ptr<Sender>& sender, Patience patience) {
    {
        const std::lock_guard lock(mutex_);
        for (const std::int64_t letter : sender->open)
            senders_.emplace(letter, sender);
    }
    later_(patience, [this, weak = std::weak_ptr(sender)] {
        if (const auto waiting = weak.lock())
            giveUp(waiting);
    });
}

void MailRoom::giveUp(const std::shared_ptr<Sender>& sender) {
    std::vector<std::int64_t> late;
    {
        const std::lock_guard lock(mutex_);
        if (sender->asks)
            late.assign(sender->open.begin(), sender->open.end());
    }
    if (!late.empty())
        committer_.run([late](Store& store) { return store.withdraw(late); },
                       [](const Result<void>&) {});
    tell(sender);
}

// Once: whoever empties `told` calls it.
void MailRoom::tell(const std::shared_ptr<Sender>& sender) {
    Told<Bodies> told;
    Bodies bodies;
    {
        const std::lock_guard lock(mutex_);
        told.swap(sender->told);
        bodies.swap(sender->bodies);
        for (const std::int64_t letter : sender->open) {
            const auto [from, to] = senders_.equal_range(letter);
            const auto own =
                std::find_if(from, to, [&](const auto& entry) { return entry.second == sender; });
            if (own != to)
                senders_.erase(own);
        }
        sender->open.clear();
    }
    if (told)
        told(std::move(bodies));
}

void MailRoom::repliesTo(std::string terminalId, std::string_view kind, std::int64_t since,
                         Told<WaitingReplies> told) {
    const auto replies = std::make_shared<WaitingReplies>();
    committer_.run(
        [replies, terminal = std::move(terminalId), wanted = std::string(kind),
         since](Store& store) -> Result<void> {
            JIUJIN_TRY_ASSIGN(*replies, store.repliesTo(terminal, wanted, since, maxRepliesBytes));
            return {};
        },
        [replies, told = std::move(told)](const Result<void>& read) {
            told(read.ok() ? Result<WaitingReplies>(std::move(*replies)) : read.error());
        });
}

void MailRoom::fetch(std::size_t limit, Patience patience, Told<Letters> told) {
    read({limit, std::move(told)}, patience);
}

// Without patience the answer is what there is.
void MailRoom::read(Fetcher fetcher, std::optional<Patience> patience) {
    const auto letters = std::make_shared<Letters>();
    committer_.run(
        [letters, limit = fetcher.limit](Store& store) -> Result<void> {
            JIUJIN_TRY_ASSIGN(*letters, store.waiting(limit, protocol::maxMailBytes));
            return {};
        },
        [this, letters, patience, fetcher](const Result<void>& done) {
            if (!done.ok())
                return fetcher.told(done.error());
            if (!letters->empty() || !patience)
                return fetcher.told(std::move(*letters));
            Number number = 0;
            {
                const std::lock_guard lock(mutex_);
                number = ++lastFetcher_;
                fetchers_.emplace(number, fetcher);
            }
            later_(*patience, [this, number] {
                std::map<Number, Fetcher>::node_type gone;
                {
                    const std::lock_guard lock(mutex_);
                    gone = fetchers_.extract(number);
                }
                if (gone)
                    gone.mapped().told(Letters());
            });
        });
}

void MailRoom::wakeFetchers() {
    std::map<Number, Fetcher> woken;
    {
        const std::lock_guard lock(mutex_);
        woken.swap(fetchers_);
    }
    for (auto& [number, fetcher] : woken)
        read(std::move(fetcher), std::nullopt);
}

// Behind whatever the committer was asked before, or a fetcher could come to wait after it.
void MailRoom::dismiss() {
    committer_.run([](Store&) { return Result<void>(); },
                   [this](const Result<void>&) { dismissNow(); });
}

void MailRoom::dismissNow() {
    std::map<Number, Fetcher> dismissed;
    {
        const std::lock_guard lock(mutex_);
        dismissed.swap(fetchers_);
    }
    for (const auto& [number, fetcher] : dismissed)
        fetcher.told(Letters());
}

void MailRoom::answer(std::vector<protocol::Reply> replies,
                      std::function<void(Result<void>)> told) {
    const auto kept = std::make_shared<std::vector<protocol::Reply>>(std::move(replies));
    committer_.run(
        [kept](Store& store) -> Result<void> {
            for (const protocol::Reply& reply : *kept)
                JIUJIN_TRY(store.answer(reply));
            return {};
        },
        [this, kept, told = std::move(told)](const Result<void>& done) {
            if (done.ok())
                hand(*kept);
            told(done);
        });
}

// To whoever still waits for one of these letters.
void MailRoom::hand(const std::vector<protocol::Reply>& replies) {
    std::set<std::shared_ptr<Sender>> complete;
    {
        const std::lock_guard lock(mutex_);
        for (const protocol::Reply& reply : replies) {
            std::set<std::shared_ptr<Sender>> concerned;
            for (const std::int64_t letter : reply.letters) {
                const auto [from, to] = senders_.equal_range(letter);
                for (auto each = from; each != to; ++each) {
                    each->second->open.erase(letter);
                    concerned.insert(each->second);
                }
                senders_.erase(from, to);
            }
            for (const auto& sender : concerned) {
                if (!reply.body.empty())
                    sender->bodies.push_back(reply.body);
                if (sender->open.empty())
                    complete.insert(sender);
            }
        }
    }
    for (const auto& sender : complete)
        tell(sender);
}

} // namespace jiujin::server
