#include "app/link/queue_report.h"

#include "app/link/answer.h"

namespace jiujin::link {

namespace json = boost::json;

namespace {

json::object valueOf(const QueueLine& line) {
    return {{"packet", line.packetId},
            {"case", line.caseNumber},
            {"counter", line.counter},
            {"state", line.state},
            {"taken", line.taken},
            {"clock", line.grade},
            {"ageSeconds", line.ageSeconds},
            {"tries", line.tries},
            {"nextSeconds", line.nextSeconds},
            {"reason", line.reason},
            {"bytes", line.bytes}};
}

QueueLine lineFrom(const json::object& object) {
    QueueLine line;
    line.packetId = textAt(object, "packet");
    line.caseNumber = textAt(object, "case");
    line.counter = object.at("counter").as_int64();
    line.state = textAt(object, "state");
    line.taken = textAt(object, "taken");
    line.grade = textAt(object, "clock");
    line.ageSeconds = object.at("ageSeconds").as_int64();
    line.tries = object.at("tries").as_int64();
    line.nextSeconds = object.at("nextSeconds").as_int64();
    line.reason = textAt(object, "reason");
    line.bytes = object.at("bytes").as_int64();
    return line;
}

} // namespace

std::string encode(const QueueReport& report) {
    json::array lines;
    for (const QueueLine& line : report.lines)
        lines.emplace_back(valueOf(line));
    return json::serialize(json::object{
        {"total", report.total}, {"closed", report.closed}, {"packets", std::move(lines)}});
}

std::string encodeChange(std::int64_t changed) {
    return json::serialize(json::object{{"changed", changed}});
}

std::string encodeRefusal(const Error& error) {
    return json::serialize(json::object{{"error", codeOf(error.code)}, {"where", error.where}});
}

Result<QueueReport> decodeQueueReport(std::string_view text) {
    return decodedAnswer<QueueReport>(text, [](const json::object& object) {
        QueueReport report;
        report.total = object.at("total").as_int64();
        report.closed = textAt(object, "closed");
        for (const json::value& line : object.at("packets").as_array())
            report.lines.push_back(lineFrom(line.as_object()));
        return report;
    });
}

Result<std::int64_t> decodeChange(std::string_view text) {
    return decodedAnswer<std::int64_t>(
        text, [](const json::object& object) { return object.at("changed").as_int64(); });
}

} // namespace jiujin::link
