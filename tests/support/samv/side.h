// Where a driver meets the reader: what comes and goes, with the damage of a bad line.
#pragma once

#include "tests/support/samv/wire.h"

#include <deque>
#include <string>

namespace samv_peer {

struct Damage {
    int latencyMs = 0;    // before every answer
    int hang = 0;         // answers to swallow; negative: all
    bool garbage = false; // the next answer comes after noise
    bool half = false;    // the next answer stops in the middle
    int flips = 0;        // answers with one bit wrong
    int late = 0;         // answers that come only when the next request was made, before its own
    int doubled = 0;      // answers that come twice
};

class Side {
public:
    Side() = default;
    virtual ~Side() = default;
    Side(const Side&) = delete;
    Side& operator=(const Side&) = delete;

    // What a driver needs to find it, for the line "ready ...".
    virtual std::string address() const = 0;
    // Readable when the driver said something.
    virtual int descriptor() const = 0;
    virtual Octets receive() = 0;
    void send(Octets answer);
    // As it is, after that time.
    void sendRecorded(Octets answer, int latencyMs);

    // False where there is none of this.
    virtual bool setRate(int bitsPerSecond) = 0;
    virtual bool stall(int count) = 0;
    virtual void unplug() = 0;
    virtual void plug() = 0;
    // What the driver wrote or asked for since the start, each piece.
    virtual long transfers() const = 0;

    Damage damage;

protected:
    virtual void put(Octets octets) = 0;

private:
    std::deque<Octets> late_;
};

} // namespace samv_peer
