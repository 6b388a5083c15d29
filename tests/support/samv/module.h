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
    // Of the card that lies there; empty: it has none. False without a card, or when too long.
    bool setNewestAddress(const std::string& text);
    void forgetFingerprints();
    // 32 hexadecimal digits; false for others.
    bool setSamId(const std::string& hex);
    // The power comes back: what was under way is forgotten.
    void powerUp() { state_ = State::Idle; }
    // The next `count` requests get this SW3.
    void failWith(std::uint8_t sw3, int count);

    Octets answer(const Request& request);

private:
    Octets act(const Request& request);
    Octets read(bool withFingerprint);
    Octets newestAddress() const;

    // After a read, find answers 80 until the card is lifted.
    enum class State { Idle, Found, Selected, Read };
    std::optional<Chip> chip_;
    Octets samId_{0x05, 0x00, 0x01, 0x00, 0xD1, 0xDD, 0x32, 0x01,  // 05.01-20110801-
                  0x4E, 0x61, 0xBC, 0x00, 0x9D, 0x54, 0x2F, 0x1E}; // 0012345678-0506418333
    State state_ = State::Idle;
    bool liftDuringRead_ = false;
    std::uint8_t fault_ = 0;
    int faults_ = 0;
};

} // namespace samv_peer
