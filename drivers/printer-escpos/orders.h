// What a visit wants of the thread that talks to the printer, between the two.
#pragma once

#include "drivers/printer-escpos/protocol/slip.h"
#include "drivers/transport/cancel.h"

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace jiujin::drivers::escpos {

// What became of a print that was called off.
enum class CalledOff { NotThere, NothingSent, MayBeOut };

struct Wanted {
    std::uint32_t ticket = 0;
    std::vector<Part> parts;
};

class Orders {
public:
    // From any thread. When a visit ends, its unfinished slips are called off.
    void serve(bool serving);
    void ask();
    void print(Wanted wanted);
    CalledOff callOff(std::uint32_t ticket);
    void stop();

    // From the thread that talks. False when it is to stop.
    bool beginRound();
    // Taken until it is over.
    std::optional<Wanted> next();
    // False when what was taken was called off before a byte of it was sent.
    bool claim();
    bool calledOff() const;
    // What comes after a slip that was called off is not. False when it is to stop.
    bool resume();
    void over();
    bool serving() const;
    // Somebody wants to know the condition.
    bool asked() const;
    bool takeAsked();

    // Requested at every order; and at those that end what is under way.
    const Cancel& wake() const { return wake_; }
    const Cancel& abort() const { return abort_; }

private:
    void change(const std::function<void()>& change, bool abort);

    Cancel wake_, abort_;
    mutable std::mutex mutex_; // all below
    bool stop_ = false, serving_ = false, asked_ = false;
    std::deque<Wanted> prints_;
    std::optional<std::uint32_t> current_;  // the ticket that was taken
    bool sent_ = false, calledOff_ = false; // of that
};

} // namespace jiujin::drivers::escpos
