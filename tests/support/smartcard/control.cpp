#include "tests/support/smartcard/control.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace smartcard_peer {

namespace {

int numberOf(const std::string& text, int otherwise, int base = 10) {
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, base);
    return text.empty() || *end != '\0' ? otherwise : static_cast<int>(value);
}

} // namespace

bool Control::run(const std::string& command) {
    std::istringstream words(command);
    std::string name, value, more;
    words >> name >> value >> more;
    if (name == "card" || name == "swap")
        return place(value, more);
    if (name == "nocard")
        slot_.remove();
    else if (name == "on" && !more.empty())
        onInstruction_[numberOf(value, 0, 16)] =
            command.substr(command.find(more, name.size() + 1 + value.size()));
    else if (name == "trace")
        trace_ = value != "off";
    else if (name == "tries" && slot_.card() != nullptr)
        slot_.card()->setTries(numberOf(value, 3));
    else if (name == "quit")
        quit_ = true;
    else if (name == "service" || name == "reader")
        return handle(name, value);
    else
        return damage(name, value, more);
    return true;
}

void Control::before(const Octets& apdu) {
    if (apdu.size() < 2)
        return;
    // The instruction alone: what stands behind it may be a PIN.
    if (trace_)
        std::printf("command %02x\n", apdu[1]);
    const auto planned = onInstruction_.extract(apdu[1]);
    if (planned)
        run(planned.mapped());
}

std::optional<Profile> Control::profile(const std::string& kind, const std::string& who) const {
    if (kind == "operator")
        return who == "other" ? operatorCard(cards_.otherKey, cards_.otherCertificate)
                              : operatorCard(cards_.key, cards_.certificate);
    if (kind == "unknown")
        return unknownCard();
    const auto person = cards_.persons.find(who);
    if (person == cards_.persons.end())
        return std::nullopt;
    if (kind == "social")
        return socialCard(person->second);
    return kind == "shy" ? shySocialCard(person->second) : std::nullopt;
}

bool Control::place(const std::string& kind, const std::string& who) {
    if (kind == "mute") {
        slot_.insert(nullptr);
        return true;
    }
    auto wanted = profile(kind, who);
    if (!wanted)
        return false;
    slot_.insert(std::make_unique<Card>(std::move(*wanted)));
    return true;
}

bool Control::handle(const std::string& name, const std::string& value) {
    if (name == "reader" && value == "pull")
        service_.pullReader();
    else if (name == "reader" && value == "plug")
        service_.plugReader();
    else if (name == "service" && value == "start")
        return service_.start();
    else if (name == "service" && value == "kill")
        service_.kill();
    else if (name == "service" && value == "stop")
        service_.signal(SIGSTOP);
    else if (name == "service" && value == "continue")
        service_.signal(SIGCONT);
    else
        return false;
    return true;
}

bool Control::damage(const std::string& name, const std::string& value, const std::string& more) {
    Insertion::Damage& damage = slot_.damage;
    if (name == "latency")
        damage.latencyMs = numberOf(value, 0);
    else if (name == "hang")
        damage.hang = numberOf(value, -1);
    else if (name == "half")
        damage.half = true;
    else if (name == "garbage")
        damage.garbage = true;
    else if (name == "double")
        damage.doubled = true;
    else if (name == "long")
        damage.longer = true;
    else if (name == "fault" && numberOf(value, 0, 16) != 0) {
        damage.word = numberOf(value, 0, 16);
        damage.words = numberOf(more, 1);
    } else
        return false;
    return true;
}

} // namespace smartcard_peer
