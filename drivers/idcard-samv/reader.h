// A SAM_V reader on a serial line: one command after the other, each with its patience, and the
// sequence find, select, read with its retries. One thread; every wait ends when `cancel` is
// requested (DeviceCancelled) or the line is gone (DeviceRemoved).
#pragma once

#include "drivers/idcard-samv/protocol/frame.h"
#include "drivers/idcard-samv/protocol/text.h"
#include "drivers/transport/serial_port.h"

#include <chrono>

namespace jiujin::drivers::samv {

class Reader {
public:
    // A module that can only be asked is asked at most five times a second.
    static constexpr std::chrono::milliseconds betweenFinds{200};

    Reader(SerialPort& port, const Cancel& cancel) : port_(port), cancel_(cancel) {}

    // Finds the rate at which the module answers. ReaderSilent, ReaderRefused.
    Result<void> connect();
    // Whether the module works. ReaderSilent, ReaderGarbled, ReaderRefused.
    Result<void> check();
    // Whether a card that was not read yet lies there, once betweenFinds has passed. The errors of
    // check, or CardUnreadable.
    Result<bool> find();
    // The card that was just found. CardUnreadable, CardLifted, CardUnknownType, CardBadText, or
    // the errors of check.
    Result<CardData> read();

    // SW1 SW2 SW3 of the last answer, for logs.
    int lastStatus() const { return lastStatus_; }

private:
    Result<void> checkWithin(std::chrono::milliseconds patience);
    Result<Answer> ask(Command command, std::chrono::milliseconds patience);
    Result<Answer> awaitAnswer(Command command, SteadyTime until);
    Result<CardData> selectAndRead();

    SerialPort& port_;
    const Cancel& cancel_;
    SteadyTime lastFind_;
    int lastStatus_ = 0;
};

} // namespace jiujin::drivers::samv
