// How a terminal is, as jiujin-terminal tells jiujinctl over the control socket: one line of JSON.
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiujin::link {

struct DeviceReport {
    std::string name;          // in the settings
    std::string module;        // "idcard-samv"
    std::string health;        // "ok" or an error's code
    std::string deviceClass{}; // what it is to a visit: "idcard"
    bool outOfService = false; // its program failed too often and is tried once a minute only
    std::string identity{};    // which device it says it is, empty when it says nothing
    // Of a printer; -1: not known. One of receipts counts receipts as sheets.
    std::int64_t sheets = -1;     // in all
    std::int64_t sheetsLeft = -1; // of those that a technician loaded
    std::int64_t daysLeft = -1;   // for which they will do, as the last fortnight went
    std::int64_t tonerLeft = -1;  // percent of what the cartridge is rated for
    std::int64_t openEntries = 0; // of the ledger of spoilt sheets
    bool operator==(const DeviceReport&) const = default;
};

struct StatusReport {
    std::string terminalId;
    bool accepting = false;
    std::string outOfService; // an error's code, empty when in service
    std::string screen;       // "ready", "starting" or "down"
    std::vector<DeviceReport> devices;
    std::int64_t queued = 0, quarantined = 0, damaged = 0, delivered = 0;
    std::int64_t oldestSeconds = 0; // age of the oldest queued packet
    std::string lastContact;        // RFC 3339, empty: never since the program started
    std::string syncProblem;        // an error's code, empty when the last attempt went well
    std::string clock;              // "network", "drift" or "unknown"
    std::int64_t clockJumpMs = 0;   // the last seen, forward is positive; 0: none since the start
    // The catalogue of matters that visits go by. 0: the one built in; times are RFC 3339.
    std::int64_t catalogueVersion = 0;
    std::string catalogueIssued{};
    std::string catalogueId{};      // of the snapshot, as cases name it
    std::string catalogueUntil{};   // after that it is not known to be the newest
    std::int64_t catalogueRoot = 0; // version of the document that names its keys
    std::string catalogueRefused{}; // an error's code: why the last that came was not used
    // An error's code: why matters that are decided or paid for on the spot are closed.
    std::string catalogueCloses{};
    // Plugged in, not listed, left alone: "storage 0781:5567".
    std::vector<std::string> unlisted{};
    bool operator==(const StatusReport&) const = default;
};

std::string encode(const StatusReport& report);
// TokenMalformed when it is not what encode writes.
Result<StatusReport> decodeStatusReport(std::string_view json);

} // namespace jiujin::link
