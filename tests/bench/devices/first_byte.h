// When the first byte of a document reaches ippeveprinter: it writes what it gets into its folder.
#pragma once

#include "tests/bench/devices/figures.h"

#include <future>
#include <string>

namespace jiujin::bench {

class FirstByte {
public:
    // Watches from now on.
    explicit FirstByte(const std::string& folder);
    ~FirstByte();
    FirstByte(const FirstByte&) = delete;
    FirstByte& operator=(const FirstByte&) = delete;

    // Lets the visit's own events pass meanwhile.
    Clock::time_point await();

private:
    int watch_;
    std::future<Clock::time_point> seen_;
};

} // namespace jiujin::bench
