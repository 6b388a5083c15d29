#include "tests/support/samv/control.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace samv_peer {

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
    if (name == "card")
        return place(value);
    if (name == "spoil")
        return spoil(value);
    if (name == "replay")
        return say(value);
    if (name == "nocard")
        module_.lift();
    else if (name == "lift")
        module_.liftDuringRead();
    else if (name == "fault" && numberOf(value, 0, 16) != 0)
        module_.failWith(static_cast<std::uint8_t>(numberOf(value, 0, 16)), numberOf(more, 1));
    else if (name == "on" && !more.empty())
        onRequest_[numberOf(value, 0, 16)] =
            command.substr(command.find(more, name.size() + 1 + value.size()));
    else if (name == "trace")
        trace_ = value != "off";
    else if (name == "quit")
        quit_ = true;
    else
        return handle(name, value) || setDamage(name, value);
    return true;
}

// The reader itself in the hands.
bool Control::handle(const std::string& name, const std::string& value) {
    if (name == "address")
        return module_.setNewestAddress(value == "none" ? "" : value);
    if (name == "fingers" && value == "none")
        module_.forgetFingerprints();
    else if (name == "sam")
        return module_.setSamId(value);
    else if (name == "unplug")
        side_.unplug();
    else if (name == "plug") {
        module_.powerUp();
        side_.plug();
    } else if (name == "transfers")
        std::printf("transfers %ld\n", side_.transfers());
    else
        return false;
    return true;
}

void Control::before(const Request& request) {
    const auto planned = onRequest_.extract(request.command * 256 + request.parameter);
    if (planned)
        run(planned.mapped());
}

bool Control::place(const std::string& what) {
    std::optional<Person> person;
    if (what.starts_with('@')) {
        std::ifstream file(what.substr(1));
        person = personFrom({std::istreambuf_iterator<char>(file), {}});
    } else if (const auto known = persons_.find(what); known != persons_.end()) {
        person = known->second;
    }
    auto chip = person ? chipOf(*person) : std::nullopt;
    if (!chip)
        return false;
    last_ = chip;
    module_.place(std::move(*chip));
    return true;
}

bool Control::spoil(const std::string& what) {
    if (!last_)
        return false;
    Chip chip = *last_;
    if (what == "type")
        chip.text[248] = 'Z';
    else if (what == "text") // a high surrogate with nothing behind it
        chip.text[1] = 0xD8;
    else
        return false;
    module_.place(std::move(chip));
    return true;
}

bool Control::say(const std::string& file) {
    std::ifstream lines(file);
    auto capture = captureFrom(lines);
    if (!capture)
        return false;
    replay_.begin(*std::move(capture));
    return true;
}

bool Control::setDamage(const std::string& name, const std::string& value) {
    if (name == "latency")
        side_.damage.latencyMs = numberOf(value, 0);
    else if (name == "hang")
        side_.damage.hang = numberOf(value, -1);
    else if (name == "garbage")
        side_.damage.garbage = true;
    else if (name == "half")
        side_.damage.half = true;
    else if (name == "flip")
        side_.damage.flips = numberOf(value, 1);
    else if (name == "late")
        side_.damage.late = numberOf(value, 1);
    else if (name == "double")
        side_.damage.doubled = numberOf(value, 1);
    else if (name == "stall")
        return side_.stall(numberOf(value, 1));
    else if (name == "baud")
        return side_.setRate(numberOf(value, 0));
    else
        return false;
    return true;
}

} // namespace samv_peer
