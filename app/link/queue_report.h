// The queue of a terminal, as jiujin-terminal tells jiujinctl over the control socket: one line of
// JSON. Nothing in it is personal.
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiujin::link {

struct QueueLine {
    std::string packetId, caseNumber;
    std::int64_t counter = 0;
    std::string state; // "queued", "delivered", "confirmed", "quarantined" or "damaged"
    std::string taken; // RFC 3339
    std::string grade; // of the clock then: "network", "drift" or "unknown"
    std::int64_t ageSeconds = 0;
    std::int64_t tries = 0;
    // Until the next attempt to send; -1: none will be made by itself.
    std::int64_t nextSeconds = -1;
    std::string reason; // an error's code, empty when there is none
    std::int64_t bytes = 0;
    bool operator==(const QueueLine&) const = default;
};

struct QueueReport {
    std::int64_t total = 0; // of which `lines` may be the first only
    std::string closed;     // an error's code, empty: applications are taken
    std::vector<QueueLine> lines;
    bool operator==(const QueueReport&) const = default;
};

std::string encode(const QueueReport& report);
// The count of packets that were changed.
std::string encodeChange(std::int64_t changed);
// What was asked cannot be done.
std::string encodeRefusal(const Error& error);

// The error that was told, or TokenMalformed when it is not what is written above.
Result<QueueReport> decodeQueueReport(std::string_view json);
Result<std::int64_t> decodeChange(std::string_view json);

} // namespace jiujin::link
