#include "app/control/queue_text.h"

#include "app/control/status_text.h"
#include "platform/base/clock.h"

#include <algorithm>
#include <set>

namespace jiujin::control {

namespace {

using Row = std::vector<std::string>;

std::string stateText(const std::string& state) {
    if (state == "queued")
        return "waits";
    return state == "quarantined" ? "set aside" : state;
}

std::string nextText(const link::QueueLine& line) {
    if (line.nextSeconds < 0)
        return line.state == "quarantined" ? "when retried" : "-";
    return line.nextSeconds == 0 ? "now" : "in " + ageText(line.nextSeconds);
}

std::string tableOf(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            text += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

std::string fact(std::string_view name, const std::string& value) {
    std::string line(name);
    line.resize(std::max<std::size_t>(line.size() + 1, 14), ' ');
    return line + value + '\n';
}

std::string closedText(const link::QueueReport& report) {
    return report.closed.empty() ? std::string()
                                 : "takes no applications: " + explained(report.closed) + '\n';
}

} // namespace

std::string queueTable(const link::QueueReport& report) {
    if (report.lines.empty())
        return closedText(report) + "no packets\n";
    std::vector<Row> rows{{"CASE", "STATE", "AGE", "TRIES", "NEXT", "REASON"}};
    std::set<std::string> reasons;
    for (const link::QueueLine& line : report.lines) {
        rows.push_back({line.caseNumber, stateText(line.state), ageText(line.ageSeconds),
                        std::to_string(line.tries), nextText(line),
                        line.reason.empty() ? "-" : line.reason});
        if (!line.reason.empty())
            reasons.insert(line.reason);
    }
    std::string text = closedText(report) + tableOf(rows);
    if (const auto shown = static_cast<std::int64_t>(report.lines.size()); report.total > shown)
        text += "and " + std::to_string(report.total - shown) + " more\n";
    for (const std::string& reason : reasons)
        text += explained(reason) + '\n';
    return text;
}

std::string packetText(const link::QueueReport& report) {
    if (report.lines.empty())
        return "no packets\n";
    const link::QueueLine& line = report.lines.front();
    const auto taken = fromRfc3339(line.taken);
    return fact("case", line.caseNumber) + fact("packet", line.packetId) +
           fact("counter", std::to_string(line.counter)) +
           fact("taken", (taken ? toLocalMinute(*taken) : line.taken) + " (" +
                             ageText(line.ageSeconds) + " ago; clock: " + line.grade + ")") +
           fact("state", stateText(line.state)) + fact("tries", std::to_string(line.tries)) +
           fact("next attempt", nextText(line)) +
           fact("reason", line.reason.empty() ? "-" : explained(line.reason)) +
           fact("bytes", std::to_string(line.bytes));
}

} // namespace jiujin::control
