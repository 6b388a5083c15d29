// A card's behaviour: what it answers to each command, by ISO/IEC 7816-4 and 7816-8.
#pragma once

#include "tests/support/smartcard/key.h"

#include <map>
#include <memory>
#include <optional>

namespace smartcard_peer {

struct Profile {
    Octets atr;
    Octets application;                           // its name; empty: none is known
    std::map<int, std::map<int, Octets>> records; // file → identifier → value
    std::map<int, Octets> binaries;               // file → contents
    std::optional<int> hidden;                    // file that is only shown after the PIN
    int pinReference = 0;
    Octets pinBlock; // as VERIFY brings it
    int tries = 3;
    bool answersWithLength = false; // 61xx and 6Cxx, as with protocol T=0
    std::shared_ptr<Key> key;
};

class Card {
public:
    explicit Card(Profile profile) : profile_(std::move(profile)), tries_(profile_.tries) {}

    const Octets& atr() const { return profile_.atr; }
    // Power gone or reset: nothing is selected, no PIN was given.
    void reset();
    Octets answer(const Octets& command);
    void setTries(int tries) { tries_ = tries; }

private:
    struct Request {
        int ins = 0, p1 = 0, p2 = 0;
        Octets data;
        int wanted = 0; // Le; 256 for 00
    };
    static std::optional<Request> requestFrom(const Octets& command);
    Octets act(const Request& request);
    Octets select(const Request& request);
    Octets readRecord(const Request& request);
    Octets readBinary(const Request& request);
    Octets verify(const Request& request);
    Octets sign(const Request& request);
    Octets getResponse(const Request& request);
    Octets give(Octets data, const Request& request);
    bool isShown() const;

    Profile profile_;
    int tries_;
    bool selected_ = false, verified_ = false;
    std::optional<int> file_;
    Octets waiting_; // for GET RESPONSE
};

} // namespace smartcard_peer
