// A capture that jiujinctl made, said again: each request gets what the captured reader answered,
// in the order of the capture.
#pragma once

#include "tests/support/samv/wire.h"

#include <deque>
#include <istream>

namespace samv_peer {

struct Recorded {
    std::uint8_t command = 0, parameter = 0;
    int latencyMs = 0;
    Octets answer; // may be none, or no frame
};

// None when it is not a whole capture of this kind of reader.
std::optional<std::deque<Recorded>> captureFrom(std::istream& lines);

class Replay {
public:
    void begin(std::deque<Recorded> capture) { left_ = std::move(capture); }
    // None when the capture goes on with another request, or is over.
    std::optional<Recorded> answerTo(const Request& request);

private:
    bool goesOnWith(const Request& request) const;

    std::deque<Recorded> left_;
    std::optional<Recorded> found_; // what the last find got, until a card is selected
};

} // namespace samv_peer
