// The slot of vpcd: a card is in it while this holds a connection to the driver. Frames: length in
// two bytes, most significant first; a frame of one byte from the driver is no command: 0 power
// off, 1 power on, 2 reset, 4 asks for the answer to reset.
#pragma once

#include "tests/support/smartcard/card.h"

#include <functional>

namespace smartcard_peer {

class Insertion {
public:
    explicit Insertion(std::uint16_t port) : port_(port) {}
    ~Insertion() { remove(); }

    // Null: a card that gives no answer to reset and none to anything else. Where another is, a
    // moment passes, long enough for pcscd to see the slot empty.
    void insert(std::unique_ptr<Card> card);
    void remove();
    Card* card() { return card_.get(); }

    // Connects when there is something to connect to.
    void connect();
    bool wantsConnection() const { return inserted_ && socket_ < 0; }
    int descriptor() const { return socket_; }
    // Takes what has come. before: called with each command before it is answered.
    void serve(const std::function<void(const Octets&)>& before);
    // Milliseconds until a late answer is due; -1: none.
    int dueIn() const;
    void sendDue();

    struct Damage {
        int latencyMs = 0;
        int hang = 0; // answers that do not come; -1: none comes
        bool half = false, garbage = false, doubled = false, longer = false;
        int word = 0, words = 0; // the next answers are this status word
    } damage;

private:
    void control(std::uint8_t what);
    Octets spoilt(Octets answer);
    void send(const Octets& payload);

    std::uint16_t port_;
    int socket_ = -1;
    bool inserted_ = false;
    int removals_ = 0;
    long long connectAt_ = 0;
    std::unique_ptr<Card> card_;
    Octets received_;
    std::optional<Octets> late_;
    long long lateAt_ = 0;
};

} // namespace smartcard_peer
