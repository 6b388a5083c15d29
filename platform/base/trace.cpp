#include "platform/base/trace.h"

#include "platform/base/bytes.h"

#include <algorithm>

namespace jiujin {

namespace {

constexpr std::size_t idBytes = 16, parentBytes = 8;
constexpr std::size_t idAt = 3, parentAt = 36, flagsAt = 53, wholeLength = 55;

thread_local std::string carried;

bool isLowerHex(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isId(std::string_view text) {
    return isLowerHex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

std::string randomId(std::size_t bytes) {
    std::string id = toHex(randomBytes(bytes));
    return isId(id) ? id : randomId(bytes);
}

} // namespace

std::string newTraceId() {
    return randomId(idBytes);
}

std::optional<std::string> traceIdFrom(std::string_view text) {
    if (text.size() < wholeLength || text[idAt - 1] != '-' || text[parentAt - 1] != '-' ||
        text[flagsAt - 1] != '-')
        return std::nullopt;
    const auto version = text.substr(0, 2), id = text.substr(idAt, 2 * idBytes);
    const bool known = version == "00" && text.size() == wholeLength;
    // A later version may add fields behind what is here.
    const bool later = version != "00" && version != "ff" && isLowerHex(version) &&
                       (text.size() == wholeLength || text[wholeLength] == '-');
    if ((!known && !later) || !isId(id) || !isId(text.substr(parentAt, 2 * parentBytes)) ||
        !isLowerHex(text.substr(flagsAt, 2)))
        return std::nullopt;
    return std::string(id);
}

std::string traceparentOf(std::string_view traceId) {
    return "00-" + std::string(traceId) + "-" + randomId(parentBytes) + "-01";
}

TraceScope::TraceScope(std::string traceId) : before_(std::move(carried)) {
    carried = std::move(traceId);
}

TraceScope::~TraceScope() {
    carried = std::move(before_);
}

const std::string& TraceScope::current() {
    return carried;
}

} // namespace jiujin
