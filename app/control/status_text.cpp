#include "app/control/status_text.h"

#include "app/control/ledger_text.h"

namespace jiujin::control {

namespace {

std::string row(std::string_view name, const std::string& value) {
    std::string line(name);
    line.resize(std::max<std::size_t>(line.size(), 14), ' ');
    return line + value + '\n';
}

std::string contactText(const std::string& lastContact, WallTime now) {
    const auto time = fromRfc3339(lastContact);
    if (!time.ok())
        return "never since the start";
    const auto ago = std::chrono::duration_cast<std::chrono::seconds>(now - *time).count();
    return toLocalMinute(*time) + " (" + ageText(std::max<std::int64_t>(ago, 0)) + " ago)";
}

std::string clockText(const link::StatusReport& report) {
    if (report.clockJumpMs == 0)
        return report.clock;
    const std::int64_t seconds = report.clockJumpMs / 1000;
    return report.clock + ", jumped " + (seconds < 0 ? "back" : "forward") + " by " +
           ageText(seconds < 0 ? -seconds : seconds);
}

std::string deviceText(const link::DeviceReport& device) {
    return device.module + (device.identity.empty() ? "" : "  " + device.identity) + "  " +
           explained(device.health) +
           (device.outOfService ? " (out of service: tried once a minute)" : "") +
           unknownText(device);
}

} // namespace

std::string explained(const std::string& code) {
    ErrorCode known{};
    if (!errorFromCode(code, known))
        return code;
    return code + "  " + std::string(wordsOf(known, Language::Chinese)) + " / " +
           std::string(wordsOf(known, Language::English));
}

std::string ageText(std::int64_t seconds) {
    struct Unit {
        std::int64_t length;
        const char* name;
    };
    constexpr Unit units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    std::string text;
    int shown = 0;
    for (const Unit& unit : units) {
        const std::int64_t count = seconds / unit.length;
        seconds %= unit.length;
        if (count > 0 && ++shown <= 2)
            text += (text.empty() ? "" : " ") + std::to_string(count) + ' ' + unit.name;
        else if (shown > 0)
            break;
    }
    return text.empty() ? "0 s" : text;
}

namespace {

// Of the one in use, not of what is built in.
std::string signedRows(const link::StatusReport& report) {
    std::string rows;
    if (const auto until = fromRfc3339(report.catalogueUntil))
        rows += row("good until", toLocalMinute(*until) + ", unless it is confirmed before");
    if (!report.catalogueId.empty())
        rows += row("snapshot", report.catalogueId);
    if (report.catalogueRoot > 0)
        rows += row("keys", "root document " + std::to_string(report.catalogueRoot));
    return rows;
}

} // namespace

std::string catalogueText(const link::StatusReport& report, WallTime now) {
    std::string text = report.catalogueVersion == 0
                           ? "the one built in"
                           : "version " + std::to_string(report.catalogueVersion);
    const auto issued = fromRfc3339(report.catalogueIssued);
    if (issued) {
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - *issued).count();
        text += ", confirmed " + ageText(std::max<std::int64_t>(age, 0)) + " ago";
    }
    std::string rows = row("catalogue", text) + signedRows(report);
    rows += row("fee, instant", report.catalogueCloses.empty()
                                    ? "open"
                                    : "closed: " + explained(report.catalogueCloses));
    if (!report.catalogueRefused.empty() && report.catalogueRefused != report.catalogueCloses)
        rows += row("refused", explained(report.catalogueRefused));
    return rows;
}

std::string statusText(const link::StatusReport& report, WallTime now) {
    std::string text = row("terminal", report.terminalId);
    text += row("service", report.accepting ? "takes applications"
                                            : "closed: " + explained(report.outOfService));
    text += row("screen", report.screen);
    for (const link::DeviceReport& device : report.devices)
        text += row(device.name, deviceText(device));
    for (const std::string& what : report.unlisted)
        text += row("not listed", what + "  " + explained("JJ-3112"));
    std::string queue = std::to_string(report.queued) + " waiting";
    if (report.queued > 0)
        queue += ", the oldest for " + ageText(report.oldestSeconds);
    text += row("queue", queue + "; " + std::to_string(report.delivered) + " delivered, " +
                             std::to_string(report.quarantined) + " set aside, " +
                             std::to_string(report.damaged) + " damaged");
    text += row("last contact", contactText(report.lastContact, now));
    if (!report.syncProblem.empty())
        text += row("problem", explained(report.syncProblem));
    text += row("clock", clockText(report));
    return text + catalogueText(report, now);
}

} // namespace jiujin::control
