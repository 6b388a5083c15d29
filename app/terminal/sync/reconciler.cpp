#include "app/terminal/sync/reconciler.h"

#include "app/terminal/sync/wire.h"
#include "platform/base/event.h"
#include "platform/protocol/checkpoint_question.h"

#include <algorithm>
#include <utility>

namespace jiujin::sync {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::minutes idle{10};
constexpr std::chrono::hours night{24};
constexpr std::size_t nonceBytes = 16;

} // namespace

Reconciler::Reconciler(outbox::Outbox& outbox, Transport& transport, const CheckpointWords& words,
                       const Clock& clock, Told told)
    : outbox_(outbox),
      transport_(transport),
      words_(words),
      clock_(clock),
      told_(std::move(told)) {}

void Reconciler::choose() {
    const SteadyTime now = clock_.steady();
    const bool whole = !lastWhole_ || now - *lastWhole_ >= night;
    open_ = outbox_.reconcilable(whole);
    leaveOut(open_);
    // With nothing to count there is still something to hear: how this terminal stands, most of all
    // when a packet was set aside, for a copy may have been quicker.
    const std::int64_t setAside = outbox_.count().quarantined;
    if (open_.empty() && (whole || outbox_.suspended() || setAside > setAside_))
        open_.push_back(outbox_.unused());
    setAside_ = setAside;
    if (whole)
        lastWhole_ = now;
}

// What the platform contradicts itself about, for a day.
void Reconciler::leaveOut(std::vector<outbox::CounterRange>& ranges) {
    for (auto* times : {&missing_, &disputed_})
        std::erase_if(*times, [now = clock_.steady()](const auto& each) {
            return now - each.second >= night;
        });
    for (const auto& [counter, since] : disputed_) {
        const auto found = std::ranges::find_if(ranges, [counter = counter](const auto& range) {
            return range.from <= counter && counter <= range.upTo;
        });
        if (found == ranges.end())
            continue;
        const outbox::CounterRange before{found->from, counter - 1},
            after{counter + 1, found->upTo};
        ranges.erase(found);
        for (const outbox::CounterRange& part : {before, after})
            if (part.from <= part.upTo)
                ranges.push_back(part);
    }
}

void Reconciler::noteMissing(const outbox::Difference& difference) {
    const auto [known, isNew] = missing_.try_emplace(difference.counter, clock_.steady());
    if (isNew)
        return;
    disputed_[difference.counter] = clock_.steady();
    logEvent(Event::AckRefused, {{"counter", difference.counter},
                                 {"case", difference.caseNumber},
                                 {"code", ErrorCode::AckMismatch}});
}

milliseconds Reconciler::step() {
    if (open_.empty())
        choose();
    if (open_.empty())
        return idle;
    const outbox::CounterRange range = open_.back();
    open_.pop_back();
    const auto checkpoint = ask(range);
    if (!checkpoint) {
        if (checkpoint.error().code == ErrorCode::AckSignature ||
            checkpoint.error().code == ErrorCode::AckMismatch)
            logEvent(Event::AckRefused, {{"code", ErrorCode::CheckpointForged}});
        // What was not asked for now is still in the outbox then.
        open_.clear();
        lastWhole_.reset();
        return idle;
    }
    if (told_)
        told_(checkpoint->issued);
    // Whoever used a number that was never given here has a copy of this disk, or this disk is an
    // older one: what would be given next was given before.
    const bool behind =
        checkpoint->headCounter >= static_cast<std::uint64_t>(outbox_.unused().from);
    outbox_.hear({checkpoint->suspended || behind, checkpoint->issued},
                 outbox::Outbox::Word::Answer);
    const auto found = outbox_.applyCheckpoint(*checkpoint);
    if (!found)
        return idle;
    tell(*found);
    open_.insert(open_.end(), found->narrower.begin(), found->narrower.end());
    bool missing = false;
    for (const outbox::Difference& difference : found->differences)
        if (difference.finding == outbox::Finding::MissingThere) {
            missing = true;
            noteMissing(difference);
        }
    sentAgain_ = sentAgain_ || missing;
    if (missing || !open_.empty())
        return milliseconds(0);
    // What was sent again is there by now, and not confirmed.
    return std::exchange(sentAgain_, false) ? milliseconds(0) : milliseconds(idle);
}

Result<protocol::Checkpoint> Reconciler::ask(outbox::CounterRange range) {
    const outbox::HeldCount own = outbox_.tally(range);
    const protocol::CheckpointQuestion question{
        static_cast<std::uint64_t>(range.from), static_cast<std::uint64_t>(range.upTo),
        toBase64Url(randomBytes(nonceBytes)), own.count, own.root};
    JIUJIN_TRY_ASSIGN(const Answer answer, transport_.get(std::string(protocol::checkpointPath) +
                                                          '?' + encode(question)));
    if (answer.status != 200)
        return Error{ErrorCode::PlatformBusy, "checkpoint: " + std::to_string(answer.status)};
    JIUJIN_TRY_ASSIGN(const std::string token, checkpointIn(answer.body));
    JIUJIN_TRY_ASSIGN(protocol::Checkpoint checkpoint, words_.readCheckpoint(token));
    if (checkpoint.terminalId != words_.terminalId() || checkpoint.nonce != question.nonce ||
        checkpoint.from != question.from || checkpoint.upTo != question.upTo)
        return Error{ErrorCode::AckMismatch, "checkpoint: the answer to another question"};
    return checkpoint;
}

// What is missing there tells the outbox itself.
void Reconciler::tell(const outbox::Reconciliation& found) const {
    for (const outbox::Difference& difference : found.differences)
        if (difference.finding == outbox::Finding::NotHere)
            logEvent(Event::CheckpointBeyond,
                     {{"counter", difference.counter}, {"case", difference.caseNumber}});
}

} // namespace jiujin::sync
