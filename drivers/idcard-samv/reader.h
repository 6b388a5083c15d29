// A SAM_V reader: one command after the other, each with its patience, and the
// sequence find, select, read with its retries. One thread; every wait ends when `cancel` is
// requested (DeviceCancelled) or the line is gone (DeviceRemoved).
#pragma once

#include "drivers/idcard-samv/protocol/frame.h"
#include "drivers/idcard-samv/protocol/text.h"
#include "drivers/transport/byte_pipe.h"

#include <chrono>

namespace jiujin::drivers::samv {

// What of a card is passed on beyond its text.
struct Wanted {
    bool fingerprints = false, photo = false;
    bool picture = false; // made of the photo
};

class Reader {
public:
    // A module that can only be asked is asked at most five times a second.
    static constexpr std::chrono::milliseconds betweenFinds{200};

    Reader(BytePipe& line, const Cancel& cancel) : line_(line), cancel_(cancel) {}

    // Finds the rate at which the module answers, where the line has one. ReaderSilent,
    // ReaderGarbled, ReaderRefused.
    Result<void> connect();
    // Whether the module works. ReaderSilent, ReaderGarbled, ReaderRefused.
    Result<void> check();
    // The number printed on the reader. The errors of check.
    Result<std::string> identity();
    // Whether a card that was not read yet lies there, once betweenFinds has passed. The errors of
    // check, or CardUnreadable.
    Result<bool> find();
    // The card that was just found. CardUnreadable, CardLifted, CardUnknownType, CardBadText, or
    // the errors of check.
    Result<CardData> read(Wanted wanted);

    // SW1 SW2 SW3 of the last answer, for logs.
    int lastStatus() const { return lastStatus_; }

private:
    Result<void> checkWithin(std::chrono::milliseconds patience);
    Result<Answer> ask(Command command, std::chrono::milliseconds patience);
    Result<Answer> awaitAnswer(Command command, SteadyTime until);
    Result<Answer> askAgainIfDamaged(Command command, std::chrono::milliseconds patience);
    Result<CardData> selectAndRead(Wanted wanted);
    Result<void> readAddress(CardData& card);

    BytePipe& line_;
    const Cancel& cancel_;
    SteadyTime lastFind_;
    bool inStep_ = false; // the last answer came whole
    int lastStatus_ = 0;
};

} // namespace jiujin::drivers::samv
