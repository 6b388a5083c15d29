// The commands that stand for hands, for a broken card and for a machine's troubles; README.md
// lists them.
#pragma once

#include "tests/support/smartcard/insertion.h"
#include "tests/support/smartcard/profiles.h"
#include "tests/support/smartcard/service.h"

namespace smartcard_peer {

class Control {
public:
    struct Cards {
        std::map<std::string, samv_peer::Person> persons;
        std::shared_ptr<Key> key, otherKey;
        Octets certificate, otherCertificate;
    };
    Control(Insertion& slot, Service& service, Cards cards)
        : slot_(slot), service_(service), cards_(std::move(cards)) {}

    // Whether the command was understood.
    bool run(const std::string& command);
    // A command reaches the card: what was to happen then happens.
    void before(const Octets& apdu);
    bool quit() const { return quit_; }

private:
    bool place(const std::string& kind, const std::string& who);
    std::optional<Profile> profile(const std::string& kind, const std::string& who) const;
    bool handle(const std::string& name, const std::string& value);
    bool damage(const std::string& name, const std::string& value, const std::string& more);

    Insertion& slot_;
    Service& service_;
    Cards cards_;
    std::map<int, std::string> onInstruction_;
    bool quit_ = false, trace_ = false;
};

} // namespace smartcard_peer
