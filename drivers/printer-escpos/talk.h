// What is said to one printer over one line, and how its answers are kept apart.
#pragma once

#include "drivers/printer-escpos/line.h"
#include "drivers/printer-escpos/protocol/status.h"

namespace jiujin::drivers::escpos {

class Talk {
public:
    // Has the printer forget what an earlier talk left with it. `abort` ends every wait but that of
    // listen.
    Talk(Line& line, const Cancel& abort);

    // Has the printer forget what was sent and is not out yet, and cut off what is.
    void forget();
    // Waits a little for the answers that the printer owes; what does not come is written off.
    void settleLate();
    // The four questions, one after the other. What differs from the last state is asked twice,
    // slowly: a late or doubled answer stands behind the wrong question once, and not twice.
    // DeviceTimeout when one stays unanswered, SlipNoPaper when the port says why; DeviceRemoved,
    // DeviceCancelled.
    Result<State> ask();
    // Whether the printer works off what it is sent: it answers behind all that went before, and
    // owes no answer from earlier. DeviceTimeout, DeviceRemoved, DeviceCancelled.
    Result<void> settle();
    // All of it, then the question whose answer says that it is out. DeviceTimeout when the printer
    // takes no more; DeviceRemoved, DeviceCancelled.
    Result<void> send(ByteView slip);
    // That question was answered.
    bool confirmed() const { return owed_ == 0; }
    // Waits for what the printer says by itself; true when it said something. DeviceRemoved,
    // DeviceCancelled when `wake` was requested.
    Result<bool> listen(SteadyTime until, const Cancel& wake) { return read(until, wake); }

    // The last that is known.
    const State& state() const { return state_; }
    // It tells changes by itself, so that it need not be asked often.
    bool tells() const { return tells_; }

private:
    Result<void> write(ByteView bytes);
    Result<State> askOnce(std::chrono::milliseconds quiet);
    Result<std::uint8_t> answerTo(Question question, std::chrono::milliseconds quiet);
    // Until nothing has come for that long.
    Result<void> drain(std::chrono::milliseconds quiet);
    Result<bool> read(SteadyTime until, const Cancel& cancel);
    void hear(const Heard& heard);

    Line& line_;
    const Cancel& abort_;
    StatusReader reader_;
    State state_;
    std::optional<std::uint8_t> answer_;
    SteadyTime heardAt_;
    int owed_ = 0; // answers to GS r that have not come
    bool tells_ = false;
};

} // namespace jiujin::drivers::escpos
