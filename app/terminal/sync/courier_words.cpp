// Words that did not come with their batch are asked for.
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/wire.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

using std::chrono::milliseconds;

// Old words of this terminal come first; nobody can keep it reading for ever.
constexpr int maxPages = 200;
constexpr std::chrono::minutes longestSilence{10};

} // namespace

// Page by page until nothing new comes; words on what is not waited for are passed over.
milliseconds Courier::listen(bool idle) {
    const auto answer = transport_.get(acksPath(cursor_));
    if (!answer)
        return failed({answer.error().code, {}}, {});
    const auto heard = judgeWords(
        *answer, [this](const std::string& packetId) { return awaited_.headerDigest(packetId); },
        words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, {});
    heardFrom(*heard);
    const bool more = heard->words > 0 && heard->next > cursor_;
    note({});
    const bool progress = settle(heard->judgements);
    // What could not be written down is told again.
    const bool written =
        std::ranges::none_of(heard->judgements, [this](const Judgement& judgement) {
            return judgement.fate == Fate::Delivered && awaited_.contains(judgement.packetId);
        });
    if (written)
        cursor_ = std::max(cursor_, heard->next);
    if (suspends(*heard))
        return stopped(heard->issued);
    if (progress) {
        pace_.succeeded();
        pages_ = 0;
        return milliseconds(0);
    }
    if (more && written && ++pages_ < maxPages)
        return milliseconds(0);
    pages_ = 0;
    // Words that are not ready keep nothing else waiting.
    if (!idle || (blobs_ != nullptr && blobs_->any() && forLarge_.open(clock_.wall())))
        return milliseconds(0);
    return pace_.afterFailure();
}

std::optional<milliseconds> Courier::call() {
    if (!state().problem && heardAt_ && clock_.steady() - *heardAt_ < longestSilence)
        return std::nullopt;
    const auto answer = transport_.get(acksPath(cursor_));
    if (!answer)
        return failed({answer.error().code, {}}, {});
    const auto heard = judgeWords(
        *answer, [](const auto&) { return nullptr; }, words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, {});
    heardFrom(*heard);
    // Nothing is waited for: what was told so far need not be told again.
    cursor_ = std::max(cursor_, heard->next);
    pace_.succeeded();
    note({});
    return std::nullopt;
}

void Courier::awaitNoLongerThan(std::chrono::hours limit) {
    const auto overdue = awaited_.olderThan(clock_.steady() - limit);
    if (overdue.empty())
        return;
    forget(overdue);
    // A platform that was restored counts its words anew.
    cursor_ = 0;
}

} // namespace jiujin::sync
