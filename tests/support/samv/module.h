// The module's behaviour: what it answers to each request, by the published table.
#pragma once

#include "tests/support/samv/chip.h"

namespace samv_peer {

class Module {
public:
    void place(Chip chip);
    void lift();
    // The card goes away while the next read is under way.
    void liftDuringRead() { liftDuringRead_ = true; }
    // The next `count` requests get this SW3.
    void failWith(std::uint8_t sw3, int count);

    Octets answer(const Request& request);

private:
    Octets act(const Request& request);
    Octets read(bool withFingerprint);

    // After a read, find answers 80 until the card is lifted.
    enum class State { Idle, Found, Selected, Read };
    std::optional<Chip> chip_;
    State state_ = State::Idle;
    bool liftDuringRead_ = false;
    std::uint8_t fault_ = 0;
    int faults_ = 0;
};

} // namespace samv_peer
