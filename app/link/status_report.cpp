#include "app/link/status_report.h"

#include "app/link/answer.h"

namespace jiujin::link {

namespace json = boost::json;

namespace {

json::object valueOf(const DeviceReport& device) {
    return {{"name", device.name},
            {"class", device.deviceClass},
            {"module", device.module},
            {"health", device.health},
            {"outOfService", device.outOfService},
            {"identity", device.identity},
            {"sheets", device.sheets},
            {"sheetsLeft", device.sheetsLeft},
            {"daysLeft", device.daysLeft},
            {"tonerLeft", device.tonerLeft},
            {"openEntries", device.openEntries}};
}

DeviceReport deviceFrom(const json::object& object) {
    DeviceReport device;
    device.name = textAt(object, "name");
    device.module = textAt(object, "module");
    device.health = textAt(object, "health");
    device.deviceClass = textAt(object, "class");
    device.outOfService = object.at("outOfService").as_bool();
    device.identity = textAt(object, "identity");
    device.sheets = object.at("sheets").as_int64();
    device.sheetsLeft = object.at("sheetsLeft").as_int64();
    device.daysLeft = object.at("daysLeft").as_int64();
    device.tonerLeft = object.at("tonerLeft").as_int64();
    device.openEntries = object.at("openEntries").as_int64();
    return device;
}

StatusReport reportFrom(const json::object& object) {
    StatusReport report;
    report.terminalId = textAt(object, "terminal");
    report.accepting = object.at("accepting").as_bool();
    report.outOfService = textAt(object, "outOfService");
    report.screen = textAt(object, "screen");
    for (const json::value& device : object.at("devices").as_array())
        report.devices.push_back(deviceFrom(device.as_object()));
    report.queued = object.at("queued").as_int64();
    report.quarantined = object.at("quarantined").as_int64();
    report.damaged = object.at("damaged").as_int64();
    report.delivered = object.at("delivered").as_int64();
    report.oldestSeconds = object.at("oldestSeconds").as_int64();
    report.lastContact = textAt(object, "lastContact");
    report.syncProblem = textAt(object, "syncProblem");
    report.clock = textAt(object, "clock");
    report.clockJumpMs = object.at("clockJumpMs").as_int64();
    report.catalogueVersion = object.at("catalogueVersion").as_int64();
    report.catalogueIssued = textAt(object, "catalogueIssued");
    report.catalogueId = textAt(object, "catalogueId");
    report.catalogueUntil = textAt(object, "catalogueUntil");
    report.catalogueRoot = object.at("catalogueRoot").as_int64();
    report.catalogueRefused = textAt(object, "catalogueRefused");
    report.catalogueCloses = textAt(object, "catalogueCloses");
    for (const json::value& what : object.at("unlisted").as_array())
        report.unlisted.emplace_back(what.as_string());
    return report;
}

} // namespace

std::string encode(const StatusReport& report) {
    json::array devices, unlisted;
    for (const std::string& what : report.unlisted)
        unlisted.emplace_back(what);
    for (const DeviceReport& device : report.devices)
        devices.emplace_back(valueOf(device));
    return json::serialize(json::object{{"terminal", report.terminalId},
                                        {"accepting", report.accepting},
                                        {"outOfService", report.outOfService},
                                        {"screen", report.screen},
                                        {"devices", std::move(devices)},
                                        {"queued", report.queued},
                                        {"quarantined", report.quarantined},
                                        {"damaged", report.damaged},
                                        {"delivered", report.delivered},
                                        {"oldestSeconds", report.oldestSeconds},
                                        {"lastContact", report.lastContact},
                                        {"syncProblem", report.syncProblem},
                                        {"clock", report.clock},
                                        {"clockJumpMs", report.clockJumpMs},
                                        {"catalogueVersion", report.catalogueVersion},
                                        {"catalogueIssued", report.catalogueIssued},
                                        {"catalogueId", report.catalogueId},
                                        {"catalogueUntil", report.catalogueUntil},
                                        {"catalogueRoot", report.catalogueRoot},
                                        {"catalogueRefused", report.catalogueRefused},
                                        {"catalogueCloses", report.catalogueCloses},
                                        {"unlisted", std::move(unlisted)}});
}

Result<StatusReport> decodeStatusReport(std::string_view text) {
    try {
        return reportFrom(json::parse(text).as_object());
    } catch (const std::exception& failure) {
        return Error{ErrorCode::TokenMalformed, std::string("status report: ") + failure.what()};
    }
}

} // namespace jiujin::link
