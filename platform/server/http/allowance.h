// What one peer may ask for in a time: a bucket of tokens each, filled evenly. Used on the
// listener's I/O thread alone.
#pragma once

#include "platform/base/clock.h"

#include <map>
#include <string>

namespace jiujin::server {

class Allowance {
public:
    // A peer may ask `burst` times at once, and `perSecond` times a second in the long run.
    Allowance(double perSecond, double burst) : perSecond_(perSecond), burst_(burst) {}

    // Zero: go on. Otherwise how long to wait for the next token, rounded up.
    std::chrono::seconds take(const std::string& peer, SteadyTime now);
    // Peers that are remembered: those that asked for something lately.
    std::size_t peers() const { return buckets_.size(); }

private:
    struct Bucket {
        double tokens;
        SteadyTime at;
    };
    double filled(const Bucket& bucket, SteadyTime now) const;
    void forget(SteadyTime now);

    double perSecond_, burst_;
    std::size_t forgetAt_ = 1024;
    std::map<std::string, Bucket> buckets_;
};

} // namespace jiujin::server
