#include "app/visit/journey/card_desk.h"

#include "app/visit/journey/card_check.h"

namespace jiujin::journey {

namespace {

using namespace std::chrono_literals;
constexpr auto pauseAfterFailure = 1000ms;
// A refused card is not read again while it lies there; a reader that cannot tell gets this long.
constexpr auto pauseAfterRefusal = 4000ms;

} // namespace

CardDesk::CardDesk(const Clock& clock, CardReader& reader, std::function<void()> changed,
                   std::function<void()> accepted)
    : clock_(clock),
      reader_(reader),
      changed_(std::move(changed)),
      accepted_(std::move(accepted)) {}

void CardDesk::open() {
    open_ = true;
    fault_.reset();
    refused_ = false;
    ask();
    changed_();
}

void CardDesk::close() {
    open_ = false;
    askAt_.reset();
    fault_.reset();
    if (asking_)
        reader_.cancel(call_);
    asking_ = false;
}

void CardDesk::forget() {
    close();
    card_.reset();
    away_ = false;
}

void CardDesk::presence(CardPresence presence) {
    const bool laidDown = presence == CardPresence::Yes && presence_ != presence;
    presence_ = presence;
    if (laidDown && asking_)
        fault_.reset();
    if (presence == CardPresence::No) {
        away_ = card_.has_value();
        if (refused_ && open_ && !asking_)
            ask();
    }
    changed_();
}

void CardDesk::cardRead(std::uint32_t call, const protocol::CardFacts& card) {
    seen_ = true;
    if (!open_ || !asking_ || call != call_)
        return;
    asking_ = false;
    const auto verdict = judge(card);
    if (!verdict.ok()) {
        refused_ = true;
        fail(verdict.error().code, pauseAfterRefusal);
        return;
    }
    if (!card_)
        card_ = card;
    away_ = false;
    close();
    accepted_();
}

void CardDesk::failed(std::uint32_t call, ErrorCode code) {
    if (!open_ || !asking_ || call != call_)
        return;
    asking_ = false;
    refused_ = false;
    fail(code, pauseAfterFailure);
}

void CardDesk::tick() {
    if (askAt_ && clock_.steady() >= *askAt_)
        ask();
}

CardState CardDesk::state() const {
    if (fault_)
        return CardState::Failed;
    if (!open_ && card_)
        return CardState::Read;
    return presence_ == CardPresence::Yes ? CardState::Reading : CardState::Waiting;
}

Result<void> CardDesk::judge(const protocol::CardFacts& card) const {
    if (card_ && !sameCard(*card_, card))
        return Error(ErrorCode::CardOther, "card between read and sign");
    return admitCard(card, clock_.wall());
}

void CardDesk::fail(ErrorCode code, std::chrono::milliseconds pause) {
    fault_ = code;
    askAt_.reset();
    if (!refused_ || presence_ == CardPresence::Unknown)
        askAt_ = clock_.steady() + pause;
    else if (presence_ == CardPresence::No)
        ask();
    changed_();
}

void CardDesk::ask() {
    askAt_.reset();
    refused_ = false;
    asking_ = true;
    reader_.read(++call_);
}

} // namespace jiujin::journey
