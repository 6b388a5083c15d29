#include "drivers/printer-escpos/orders.h"

#include <algorithm>
#include <utility>

namespace jiujin::drivers::escpos {

void Orders::serve(bool serving) {
    change(
        [&] {
            serving_ = serving;
            calledOff_ = calledOff_ || !serving;
            if (!serving)
                prints_.clear();
        },
        !serving);
}

void Orders::ask() {
    change([&] { asked_ = true; }, false);
}

void Orders::print(Wanted wanted) {
    change([&] { prints_.push_back(std::move(wanted)); }, false);
}

void Orders::stop() {
    change(
        [&] {
            prints_.clear();
            serving_ = false;
            stop_ = calledOff_ = true;
        },
        true);
}

CalledOff Orders::callOff(std::uint32_t ticket) {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::find_if(prints_.begin(), prints_.end(),
                                      [&](const Wanted& each) { return each.ticket == ticket; });
    if (waiting != prints_.end()) {
        prints_.erase(waiting);
        return CalledOff::NothingSent;
    }
    if (current_ != ticket)
        return CalledOff::NotThere;
    calledOff_ = true;
    abort_.request();
    wake_.request();
    return sent_ ? CalledOff::MayBeOut : CalledOff::NothingSent;
}

void Orders::change(const std::function<void()>& change, bool abort) {
    const std::lock_guard lock(mutex_);
    change();
    if (abort)
        abort_.request();
    wake_.request();
}

bool Orders::beginRound() {
    const std::lock_guard lock(mutex_);
    wake_.clear();
    if (!current_ && !stop_) {
        calledOff_ = false;
        abort_.clear();
    }
    return !stop_;
}

std::optional<Wanted> Orders::next() {
    const std::lock_guard lock(mutex_);
    if (prints_.empty())
        return std::nullopt;
    Wanted wanted = std::move(prints_.front());
    prints_.pop_front();
    current_ = wanted.ticket;
    sent_ = calledOff_ = false;
    return wanted;
}

bool Orders::claim() {
    const std::lock_guard lock(mutex_);
    sent_ = !calledOff_;
    return sent_;
}

bool Orders::calledOff() const {
    const std::lock_guard lock(mutex_);
    return calledOff_;
}

bool Orders::resume() {
    const std::lock_guard lock(mutex_);
    abort_.clear();
    return !stop_;
}

void Orders::over() {
    const std::lock_guard lock(mutex_);
    current_.reset();
}

bool Orders::serving() const {
    const std::lock_guard lock(mutex_);
    return serving_;
}

bool Orders::asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
}

bool Orders::takeAsked() {
    const std::lock_guard lock(mutex_);
    return std::exchange(asked_, false);
}

} // namespace jiujin::drivers::escpos
