#include "platform/matter/legal_clock.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

// From the last to the first: what a later network time, or the next believed one, allows.
Result<std::vector<CountedTime>> capped(const std::vector<ClockEvent>& events) {
    std::vector<CountedTime> out(events.size());
    std::optional<WallTime> network, believed;
    for (std::size_t i = events.size(); i-- > 0;) {
        const auto [time, grade] = events[i].time;
        if (grade == ClockGrade::Unknown && !believed)
            return Error(ErrorCode::CaseEventInvalid,
                         "event " + std::to_string(i + 1) +
                             ": its clock was unknown, and no believed time follows");
        if (grade == ClockGrade::Unknown)
            out[i] = {*believed, TimeNote::Unknown};
        else if (grade == ClockGrade::Drift && network && time > *network)
            out[i] = {*network, TimeNote::RanAhead};
        else
            out[i] = {time, TimeNote::AsRecorded};
        if (grade == ClockGrade::Network)
            network = network ? std::min(*network, time) : time;
        believed = out[i].time;
    }
    return out;
}

} // namespace

Result<std::vector<CountedTime>> countedTimes(const std::vector<ClockEvent>& events) {
    JIUJIN_TRY_ASSIGN(auto times, capped(events));
    for (std::size_t i = 1; i < times.size(); ++i)
        if (times[i].time < times[i - 1].time)
            times[i] = {times[i - 1].time, TimeNote::WentBack};
    return times;
}

} // namespace jiujin::matter
