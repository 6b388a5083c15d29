#include "platform/matter/legal_clock.h"

namespace jiujin::matter {

std::string_view nameOf(LimitUnit unit) {
    switch (unit) {
    case LimitUnit::WorkingDays:
        return "working days";
    case LimitUnit::NaturalDays:
        return "natural days";
    case LimitUnit::Hours:
        return "hours";
    }
    return "";
}

std::string_view nameOf(ClockStep step) {
    switch (step) {
    case ClockStep::Witness:
        return "witness";
    case ClockStep::Start:
        return "start";
    case ClockStep::Stop:
        return "stop";
    case ClockStep::Resume:
        return "resume";
    case ClockStep::End:
        return "end";
    }
    return "";
}

std::string_view nameOf(StopReason reason) {
    switch (reason) {
    case StopReason::Correction:
        return "correction";
    case StopReason::SpecialProcedure:
        return "special-procedure";
    case StopReason::Payment:
        return "payment";
    }
    return "";
}

std::string_view nameOf(TimeNote note) {
    switch (note) {
    case TimeNote::AsRecorded:
        return "as recorded";
    case TimeNote::WentBack:
        return "the clock went back: the time of the event before counts";
    case TimeNote::RanAhead:
        return "the clock ran ahead: the network time after it counts";
    case TimeNote::Unknown:
        return "the clock was unknown: the next believed time counts";
    }
    return "";
}

std::string_view nameOf(ClockState state) {
    switch (state) {
    case ClockState::NotStarted:
        return "not started";
    case ClockState::Running:
        return "running";
    case ClockState::Stopped:
        return "stopped";
    case ClockState::Ended:
        return "ended";
    }
    return "";
}

std::string clockText(const Limit& limit, const std::vector<ClockEvent>& events,
                      const ClockReading& reading) {
    std::string text;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const ClockEvent& event = events[i];
        text.append("  ").append(std::to_string(i + 1)).append("  ");
        text.append(toLocalMinute(reading.times[i].time)).append("  ").append(nameOf(event.step));
        if (event.step == ClockStep::Stop)
            text.append(" for ").append(nameOf(event.reason));
        if (!event.stop.empty())
            text.append(" [").append(event.stop).append("]");
        text.append(": recorded ").append(toRfc3339(event.time.time)).append(", clock ");
        text.append(nameOf(event.time.grade)).append("; ");
        text.append(nameOf(reading.times[i].note)).append("\n");
    }
    text.append("时限 Limit: ").append(std::to_string(limit.count)).append(" ");
    text.append(nameOf(limit.unit)).append("\n已用 Used: ").append(std::to_string(reading.used));
    text.append("\n状态 State: ").append(nameOf(reading.state)).append("\n截止 Due: ");
    text.append(reading.due ? toRfc3339(*reading.due) : "not known").append("\n超期 Late: ");
    text.append(reading.late ? "yes" : "no").append("\n依据 Rests on: clock ");
    text.append(nameOf(reading.grade)).append(reading.verified ? ", " : ", 示例 ");
    return text.append(reading.verified ? "verified" : "unverified").append(" calendars\n");
}

} // namespace jiujin::matter
