#include "drivers/idcard-samv/recorded_line.h"

#include <algorithm>

namespace jiujin::drivers::samv {

namespace {

bool isOfModule(Command command) {
    return command == samStatus || command == samId;
}

// What is asked over and over while nobody lays a card.
bool isWaiting(Command command) {
    return command == samStatus || command == findCard;
}

} // namespace

void RecordedLine::forgetCards() {
    kept_.erase(std::remove_if(kept_.begin(), kept_.end(),
                               [](const auto& each) { return !isOfModule(each->request); }),
                kept_.end());
}

Result<void> RecordedLine::write(ByteView frame, SteadyTime until, const Cancel& cancel) {
    const Command request{frame[headBytes], frame[headBytes + 1]};
    if (!kept_.empty() && kept_.back()->request == request && isWaiting(request))
        kept_.pop_back();
    kept_.push_back(std::make_unique<Exchange>(request, std::chrono::steady_clock::now()));
    // Never moved by growth, which would leave a copy behind.
    kept_.back()->came.reserve(longestExchange);
    return line_->write(frame, until, cancel);
}

Result<std::size_t> RecordedLine::read(std::span<std::uint8_t> into, SteadyTime until,
                                       const Cancel& cancel) {
    auto got = line_->read(into, until, cancel);
    if (!got.ok() || kept_.empty())
        return got;
    Exchange& now = *kept_.back();
    if (now.came.size() + *got > longestExchange)
        return got;
    now.came += textOf(ByteView(into).first(*got));
    now.pieces.push_back({std::chrono::steady_clock::now(), *got});
    return got;
}

} // namespace jiujin::drivers::samv
