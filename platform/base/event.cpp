#include "platform/base/event.h"

#include "platform/base/clock.h"
#include "platform/base/trace.h"

#include <array>
#include <unistd.h>

namespace jiujin {

namespace {

struct Row {
    std::string_view name, id;
    Severity severity;
};

constexpr auto rows = std::to_array<Row>({
#define JIUJIN_EVENT(name, id, severity, actor, meaning) {#name, id, Severity::severity},
#include "platform/base/events.def"
#undef JIUJIN_EVENT
});

std::string& program() {
    static std::string name = "jiujin";
    return name;
}

std::string tokenOf(std::string_view text) {
    std::string token;
    for (const char c : text.substr(0, 64)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("._:/-").find(c) != std::string_view::npos;
        token += plain ? c : '?';
    }
    return token;
}

std::string_view nameOf(Severity severity) {
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Warning:
        return "warning";
    case Severity::Alarm:
        return "alarm";
    }
    return "alarm";
}

std::string inQuotes(std::string_view text) {
    return '"' + std::string(text) + '"';
}

} // namespace

LogField::LogField(std::string_view name, std::int64_t value)
    : name_(name), json_(std::to_string(value)) {}
LogField::LogField(std::string_view name, ErrorCode code)
    : name_(name), json_(inQuotes(codeOf(code))) {}
LogField::LogField(std::string_view name, std::string_view token)
    : name_(name), json_(inQuotes(tokenOf(token))) {}

void setLogProgram(std::string_view name) {
    program() = tokenOf(name);
}

void logEvent(Event event, std::initializer_list<LogField> fields) {
    const Row& row = rows.at(static_cast<std::size_t>(event));
    // How well the clock is kept, which SystemClock asks the kernel, does not stand in the line.
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    std::string line = "{\"t\":" + inQuotes(toRfc3339(now)) +
                       ",\"program\":" + inQuotes(program()) + ",\"event\":" + inQuotes(row.id) +
                       ",\"name\":" + inQuotes(row.name) +
                       ",\"severity\":" + inQuotes(nameOf(row.severity));
    for (const LogField& field : fields)
        line += ",\"" + field.name() + "\":" + field.json();
    if (!TraceScope::current().empty())
        line += ",\"trace\":" + inQuotes(TraceScope::current());
    line += "}\n";
    // One write a line: lines of several programs on one terminal do not mix.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace jiujin
