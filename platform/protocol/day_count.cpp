#include "platform/protocol/day_count.h"

#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

namespace jiujin::protocol {

namespace {

constexpr JsonLimits limits{1024, 2, ErrorCode::TokenMalformed, ErrorCode::TokenMalformed,
                            ErrorCode::TokenMalformed};
constexpr std::uint64_t highestCounter = 9'999'999;

DayCount readDayCount(const boost::json::object& object) {
    DayCount count{textOf(object, "day"),
                   textOf(object, "terminalId"),
                   numberAt(object, "count", highestCounter),
                   textOf(object, "root"),
                   numberAt(object, "headCounter", highestCounter),
                   textOf(object, "headReceipt"),
                   needed(fromRfc3339(textAt(object, "issued")), "issued is not RFC 3339")};
    require(isDay(count.day), "day has the wrong shape");
    require(isTerminalId(count.terminalId), "terminalId has the wrong shape");
    require(isDigest(count.root), "root has the wrong shape");
    require(count.headCounter == 0 ? count.headReceipt.empty() : isDigest(count.headReceipt),
            "headReceipt has the wrong shape");
    return count;
}

} // namespace

std::string encode(const DayCount& count) {
    JsonText json;
    json.open('{')
        .member("day", count.day)
        .member("terminalId", count.terminalId)
        .member("count", count.count)
        .member("root", count.root)
        .member("headCounter", count.headCounter)
        .member("headReceipt", count.headReceipt)
        .member("issued", toRfc3339(count.issued))
        .close('}');
    return json.text();
}

Result<DayCount> decodeDayCount(std::string_view json) {
    return decoded<DayCount>(json, limits, readDayCount,
                             [](const DayCount& count) { return encode(count); });
}

} // namespace jiujin::protocol
