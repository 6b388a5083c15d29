#include "drivers/printer-escpos/talk.h"

#include "drivers/printer-escpos/protocol/commands.h"

#include <array>

namespace jiujin::drivers::escpos {

namespace {

using namespace std::chrono_literals;

constexpr auto answerTime = 500ms;  // DLE EOT is answered at once, whatever the printer does
constexpr auto settleTime = 2000ms; // GS r waits for a feed that is under way
constexpr auto quietTime = 60ms;    // in which the twin of a doubled answer would come
constexpr auto halfTime = 200ms;    // the rest of an automatic status comes sooner, or never
constexpr auto takingTime = 10000ms;
constexpr auto betweenTries = 200ms;
constexpr int askedAtMost = 3, drainedAtMost = 16;

SteadyTime in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

bool isPast(SteadyTime time) {
    return std::chrono::steady_clock::now() >= time;
}

Error silent(const char* where) {
    return {ErrorCode::DeviceTimeout, where};
}

} // namespace

Talk::Talk(Line& line, const Cancel& abort) : line_(line), abort_(abort) {
    // When it cannot be sent, the first question cannot be asked either, and that is told.
    [[maybe_unused]] const auto sent = write(commands::startAfresh());
}

void Talk::forget() {
    Bytes bytes = commands::startAfresh();
    commands::cut(bytes);
    [[maybe_unused]] const auto sent = write(bytes);
}

void Talk::settleLate() {
    [[maybe_unused]] const auto settled = settle();
}

Result<State> Talk::ask() {
    State last = state_;
    for (int i = 0; i < askedAtMost; ++i) {
        JIUJIN_TRY_ASSIGN(const State now, askOnce(i == 0 ? 0ms : quietTime));
        if (now == last)
            break;
        last = now;
    }
    return state_ = last;
}

Result<State> Talk::askOnce(std::chrono::milliseconds quiet) {
    State now;
    for (const Question question : questions) {
        JIUJIN_TRY_ASSIGN(const std::uint8_t answer, answerTo(question, quiet));
        apply(now, question, answer);
    }
    return now;
}

Result<std::uint8_t> Talk::answerTo(Question question, std::chrono::milliseconds quiet) {
    JIUJIN_TRY(drain(quiet));
    answer_.reset();
    JIUJIN_TRY(write(commands::ask(question)));
    const auto until = in(answerTime);
    while (!answer_) {
        JIUJIN_TRY_ASSIGN(const bool came, read(until, abort_));
        if (came || !isPast(until))
            continue;
        if (line_.portSaysPaperOut())
            return Error(ErrorCode::SlipNoPaper, "slip: silent, and the port says paper is out");
        return silent("slip: a question stays unanswered");
    }
    return *answer_;
}

Result<void> Talk::drain(std::chrono::milliseconds quiet) {
    for (int i = 0; i < drainedAtMost; ++i) {
        JIUJIN_TRY_ASSIGN(const bool came, read(in(quiet), abort_));
        if (!came)
            break;
    }
    return {};
}

Result<void> Talk::settle() {
    // The rest of a status that has begun would come by then; the answer must not be taken for it.
    JIUJIN_TRY(drain(quietTime));
    reader_.forgetHalf();
    ++owed_;
    JIUJIN_TRY(write(commands::askSensor()));
    for (const auto until = in(settleTime); owed_ > 0;) {
        JIUJIN_TRY_ASSIGN(const bool came, read(until, abort_));
        if (came || !isPast(until))
            continue;
        // What has not come by now was lost; the next time begins without it.
        owed_ = 0;
        return silent("slip: does not work off what it is sent");
    }
    return drain(quietTime);
}

Result<void> Talk::send(ByteView slip) {
    auto until = in(takingTime);
    while (!slip.empty()) {
        JIUJIN_TRY_ASSIGN(const std::size_t taken, line_.write(slip, in(betweenTries), abort_));
        slip = slip.subspan(taken);
        JIUJIN_TRY(read(in(0ms), abort_));
        if (taken > 0)
            until = in(takingTime);
        else if (isPast(until))
            return silent("slip: takes no more");
    }
    ++owed_;
    return write(commands::askSensor());
}

Result<void> Talk::write(ByteView bytes) {
    const auto until = in(answerTime);
    while (!bytes.empty()) {
        JIUJIN_TRY_ASSIGN(const std::size_t taken, line_.write(bytes, until, abort_));
        bytes = bytes.subspan(taken);
        if (taken == 0 && isPast(until))
            return silent("slip: takes no bytes");
    }
    return {};
}

Result<bool> Talk::read(SteadyTime until, const Cancel& cancel) {
    std::array<std::uint8_t, Line::leastRoom> bytes{};
    JIUJIN_TRY_ASSIGN(const std::size_t count, line_.read(bytes, until, cancel));
    if (count == 0)
        return false;
    if (isPast(heardAt_ + halfTime))
        reader_.forgetHalf();
    heardAt_ = in(0ms);
    reader_.feed(ByteView(bytes).first(count));
    while (const auto heard = reader_.next())
        hear(*heard);
    return true;
}

void Talk::hear(const Heard& heard) {
    switch (heard.kind) {
    case Heard::Kind::Answer:
        answer_ = heard.bytes[0];
        return;
    case Heard::Kind::Sensor:
        owed_ -= owed_ > 0 ? 1 : 0;
        return;
    case Heard::Kind::Automatic:
        state_ = stateOf(heard.bytes);
        tells_ = true;
        return;
    }
}

} // namespace jiujin::drivers::escpos
