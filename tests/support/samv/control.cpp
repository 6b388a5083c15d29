#include "tests/support/samv/control.h"

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
        return setDamage(name, value);
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

bool Control::setDamage(const std::string& name, const std::string& value) {
    if (name == "latency")
        line_.damage.latencyMs = numberOf(value, 0);
    else if (name == "hang")
        line_.damage.hang = numberOf(value, -1);
    else if (name == "garbage")
        line_.damage.garbage = true;
    else if (name == "half")
        line_.damage.half = true;
    else if (name == "flip")
        line_.damage.flips = numberOf(value, 1);
    else if (name == "baud")
        return line_.setRate(numberOf(value, 0));
    else
        return false;
    return true;
}

} // namespace samv_peer
