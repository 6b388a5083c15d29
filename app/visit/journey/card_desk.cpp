#include "app/visit/journey/card_desk.h"

#include "app/visit/journey/card_check.h"

namespace jiujin::journey {

namespace {

using namespace std::chrono_literals;
// Before a reader that cannot tell whether a card still lies there is asked again.
constexpr auto pause = 1000ms;
// A program that dies is back within a blink; what was said of it can be read all the same.
constexpr auto legible = 2000ms;

} // namespace

CardDesk::CardDesk(const Clock& clock, CardReader& reader, std::function<void()> changed,
                   std::function<void()> accepted)
    : clock_(clock),
      reader_(reader),
      changed_(std::move(changed)),
      accepted_(std::move(accepted)) {}

void CardDesk::open() {
    open_ = true;
    fault_ = lost_;
    refused_ = false;
    if (!lost_)
        ask();
    changed_();
}

void CardDesk::close() {
    open_ = false;
    askAt_.reset();
    noticeUntil_.reset();
    fault_.reset();
    if (asking_)
        reader_.cancel(call_);
    asking_ = false;
}

void CardDesk::forget() {
    close();
    card_.reset();
    picture_ = Secret();
    away_ = false;
}

void CardDesk::presence(CardPresence presence) {
    if (presence_ == presence)
        return;
    presence_ = presence;
    seen_ = seen_ || presence == CardPresence::Yes;
    if (presence != CardPresence::Unknown) {
        // Lifted, or laid down anew; a module that cannot see a card it has read says only the
        // latter.
        away_ = card_.has_value();
        if (refused_ && open_ && !asking_)
            ask();
    }
    if (presence == CardPresence::Yes && asking_) {
        fault_.reset();
        noticeUntil_.reset();
    }
    changed_();
}

void CardDesk::cardRead(std::uint32_t call, const protocol::CardFacts& card,
                        const Secret& picture) {
    seen_ = true;
    if (!open_ || !asking_ || call != call_)
        return;
    asking_ = false;
    if (const auto fault = faultOf(card)) {
        refused_ = true;
        fail(*fault);
        return;
    }
    if (!card_) {
        card_ = card;
        if (picture.expose().size() == pictureBytes)
            picture_ = picture;
    }
    away_ = false;
    close();
    accepted_();
}

void CardDesk::failed(std::uint32_t call, ErrorCode code) {
    if (!open_ || !asking_ || call != call_)
        return;
    asking_ = false;
    refused_ = false;
    fail(code);
}

void CardDesk::lost(ErrorCode cause) {
    lost_ = cause;
    lostAt_ = clock_.steady();
    asking_ = false;
    askAt_.reset();
    presence_ = CardPresence::Unknown;
    if (open_)
        fault_ = cause;
    changed_();
}

void CardDesk::back() {
    if (!std::exchange(lost_, std::nullopt))
        return;
    if (open_) {
        noticeUntil_ = lostAt_ + legible;
        ask();
        endNotice();
    }
    changed_();
}

void CardDesk::endNotice() {
    if (!noticeUntil_ || clock_.steady() < *noticeUntil_)
        return;
    noticeUntil_.reset();
    fault_.reset();
    changed_();
}

void CardDesk::tick() {
    endNotice();
    if (askAt_ && clock_.steady() >= *askAt_)
        ask();
}

CardState CardDesk::state() const {
    if (fault_)
        return lost_ || noticeUntil_ ? CardState::ReaderAway : CardState::Failed;
    if (!open_ && card_)
        return CardState::Read;
    return presence_ == CardPresence::Yes ? CardState::Reading : CardState::Waiting;
}

std::optional<ErrorCode> CardDesk::faultOf(const protocol::CardFacts& card) const {
    if (card_ && !sameCard(*card_, card))
        return ErrorCode::CardOther;
    return faultOfCard(card, clock_.wall());
}

void CardDesk::fail(ErrorCode code) {
    fault_ = code;
    noticeUntil_.reset();
    askAt_.reset();
    // A refused card is not read again while it is known to lie there.
    if (!refused_ || presence_ != CardPresence::Yes)
        askAt_ = clock_.steady() + pause;
    changed_();
}

void CardDesk::ask() {
    askAt_.reset();
    refused_ = false;
    asking_ = true;
    reader_.read(++call_);
}

} // namespace jiujin::journey
