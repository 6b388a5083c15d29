// The serial side: a pseudo terminal that a driver opens by a symbolic link, at the pace and with
// the damage of a real line.
#pragma once

#include "tests/support/samv/wire.h"

#include <string>

namespace samv_peer {

struct Damage {
    int latencyMs = 0;    // before every answer
    int hang = 0;         // answers to swallow; negative: all
    bool garbage = false; // the next answer comes after noise
    bool half = false;    // the next answer stops in the middle
    int flips = 0;        // answers with one bit wrong
};

class Line {
public:
    explicit Line(std::string link);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    int descriptor() const { return master_; }
    // What the driver wrote; noise when it speaks at another rate than the reader.
    Octets receive();
    void send(Octets answer);

    // 115200, 57600, 38400, 19200 or 9600; false for others.
    bool setRate(int bitsPerSecond);
    Damage damage;

private:
    bool sameRate() const;

    std::string link_;
    int master_ = -1, slave_ = -1;
    int rate_ = 115200;
};

} // namespace samv_peer
