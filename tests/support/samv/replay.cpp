#include "tests/support/samv/replay.h"

#include <sstream>
#include <string>
#include <utility>

namespace samv_peer {

namespace {

bool isHex(const std::string& text) {
    return text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// How often a driver asks how the module is, and which, is its own affair.
bool isOfModule(std::uint8_t command) {
    return command == 0x11 || command == 0x12;
}

struct Line {
    char way = ' ';
    int atMs = 0;
    Octets octets;
};

std::optional<Line> lineFrom(const std::string& text) {
    std::istringstream words(text);
    Line line;
    std::string hex, more;
    if (!(words >> line.way >> line.atMs >> hex) || !isHex(hex) || words >> more)
        return std::nullopt;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        line.octets.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return line;
}

} // namespace

std::optional<std::deque<Recorded>> captureFrom(std::istream& lines) {
    std::string text;
    if (!std::getline(lines, text) || text != "jiujin-capture 1 idcard-samv")
        return std::nullopt;
    std::deque<Recorded> capture;
    int askedMs = 0;
    while (std::getline(lines, text)) {
        auto line = lineFrom(text);
        if (!line || (line->way != '>' && (line->way != '<' || capture.empty())))
            return std::nullopt;
        if (line->way == '>') {
            const auto request = takeRequest(line->octets);
            if (!request || request->check != Check::Good)
                return std::nullopt;
            capture.push_back({request->command, request->parameter, 0, {}});
            askedMs = line->atMs;
            continue;
        }
        Recorded& last = capture.back();
        if (last.answer.empty())
            last.latencyMs = line->atMs - askedMs;
        last.answer.insert(last.answer.end(), line->octets.begin(), line->octets.end());
    }
    return capture;
}

bool Replay::goesOnWith(const Request& request) const {
    return !left_.empty() && left_.front().command == request.command &&
           left_.front().parameter == request.parameter;
}

// A driver may find a card and wait until somebody wants it: it finds it again.
std::optional<Recorded> Replay::answerTo(const Request& request) {
    while (!isOfModule(request.command) && !left_.empty() && isOfModule(left_.front().command))
        left_.pop_front();
    const bool isFind = request.command == 0x20 && request.parameter == 0x01;
    if (goesOnWith(request)) {
        Recorded next = std::move(left_.front());
        left_.pop_front();
        found_ = isFind ? std::optional(next) : std::nullopt;
        return next;
    }
    return isFind ? found_ : std::nullopt;
}

} // namespace samv_peer
