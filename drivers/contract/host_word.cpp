#include "drivers/contract/host_word.h"

#include <algorithm>
#include <charconv>

namespace jiujin::drivers {

namespace {

constexpr char healthMark = 'H', pongMark = 'A', identityMark = 'I';
constexpr char begunMark = 'B', outMark = 'E', unknownMark = 'U';
constexpr std::size_t longestIdentity = 64;

bool isHealth(std::string_view code) {
    ErrorCode known{};
    return code == "ok" || errorFromCode(code, known);
}

bool isIdentity(std::string_view text) {
    return !text.empty() && text.size() <= longestIdentity && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '_';
    });
}

// One spelling each: no sign, no leading zero.
std::optional<int> sheetsIn(std::string_view text) {
    int sheets = -1;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), sheets);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole && sheets <= mostSheets && text == std::to_string(sheets) ? std::optional(sheets)
                                                                           : std::nullopt;
}

std::string paperLine(const PaperWord& word) {
    switch (word.kind) {
    case PaperWord::Kind::Begun:
        return {begunMark};
    case PaperWord::Kind::Out:
        return outMark + std::to_string(word.sheets);
    case PaperWord::Kind::Unknown:
        return {unknownMark};
    }
    return {};
}

std::string lineOf(const HostWord& word) {
    switch (word.kind) {
    case HostWord::Kind::Health:
        return healthMark + word.text;
    case HostWord::Kind::Pong:
        return {pongMark};
    case HostWord::Kind::Identity:
        return identityMark + word.text;
    case HostWord::Kind::Paper:
        return paperLine(word.paper);
    }
    return {};
}

HostWord paper(PaperWord::Kind kind, int sheets = 0) {
    return {HostWord::Kind::Paper, {}, {kind, sheets}};
}

} // namespace

std::optional<HostWord> hostWordFrom(std::string_view line) {
    const char mark = line.empty() ? '\0' : line.front();
    const std::string_view said = line.substr(line.empty() ? 0 : 1);
    if (mark == healthMark && isHealth(said))
        return HostWord{HostWord::Kind::Health, std::string(said)};
    if (mark == identityMark && isIdentity(said))
        return HostWord{HostWord::Kind::Identity, std::string(said)};
    if (const auto sheets = sheetsIn(said); mark == outMark && sheets && *sheets >= 0)
        return paper(PaperWord::Kind::Out, *sheets);
    if (!said.empty())
        return std::nullopt;
    if (mark == begunMark)
        return paper(PaperWord::Kind::Begun);
    if (mark == unknownMark)
        return paper(PaperWord::Kind::Unknown);
    return mark == pongMark ? std::optional(HostWord{}) : std::nullopt;
}

Result<std::string> spelt(const HostWord& word) {
    std::string line = lineOf(word);
    if (hostWordFrom(line) != word)
        return Error(ErrorCode::DeviceUnsupported, "host link: no word of a host");
    return line;
}

} // namespace jiujin::drivers
