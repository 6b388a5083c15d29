// The thread that waits for the device, and the only one that touches it.
#pragma once

#include "drivers/transport/cancel.h"
#include "line.h"

#include <functional>
#include <thread>

namespace jiujin::drivers::example {

class Reader {
public:
    // Called in the reader's thread. DeviceRemoved is the last that it says.
    using Heard = std::function<void(Result<std::optional<Card>> card)>;

    // Takes the descriptor.
    Reader(int device, Heard heard);
    // Does not wait for the device.
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

private:
    void run();
    // What came now; empty when nothing did.
    Result<std::string> read() const;
    void take(std::string& begun);

    const int device_;
    const Heard heard_;
    Cancel cancel_;
    std::thread thread_; // last: it ends before what it uses
};

} // namespace jiujin::drivers::example
