// One command until its last byte has come: 61xx is fetched with GET RESPONSE, 6Cxx is asked again
// with the length that the card names (ISO/IEC 7816-4:2013 clauses 5.1.3 and 11.8.1; what a card
// of protocol T=0 does with every longer answer).
#pragma once

#include "drivers/smartcard-pcsc/protocol/apdu.h"

namespace jiujin::drivers::smartcard {

class Dialogue {
public:
    // No answer of a card that is read here is longer.
    static constexpr std::size_t longestJoined = 4096;

    explicit Dialogue(const Command& command) : next_(command) {}

    // What is to be sent now.
    const Command& next() const { return next_; }
    // The card's answer to it. True: there is more, send next(). SmartCardDamaged when the card
    // goes on for ever, says too much, or does not understand its own length.
    Result<bool> take(ByteView raw);
    // Everything that came, with the last status words.
    Answer answer() const { return {Secret(joined_.expose()), status_}; }

private:
    Command next_;
    Secret joined_;
    StatusWord status_ = 0;
    int rounds_ = 0;
    bool corrected_ = false;
};

} // namespace jiujin::drivers::smartcard
