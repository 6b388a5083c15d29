#include "platform/matter/legal_clock.h"

#include "platform/matter/check.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

using namespace std::chrono;

constexpr int longest = 18000;
constexpr hours chinaOffset{8};

// Of the union of all stops; without `to` it is open.
struct Pause {
    WallTime from;
    std::optional<WallTime> to;
};

struct Run {
    std::optional<WallTime> start, end;
    std::vector<Pause> pauses;
    std::set<std::string> open;
};

bool take(Run& run, const ClockEvent& event, WallTime at) {
    switch (event.step) {
    case ClockStep::Witness:
        return true;
    case ClockStep::Start:
        if (run.start)
            return false;
        run.start = at;
        return true;
    case ClockStep::Stop:
        if (!run.start || run.end || !run.open.insert(event.stop).second)
            return false;
        if (run.open.size() == 1)
            run.pauses.push_back({at, std::nullopt});
        return true;
    case ClockStep::Resume:
        if (run.end || run.open.erase(event.stop) == 0)
            return false;
        if (run.open.empty())
            run.pauses.back().to = at;
        return true;
    case ClockStep::End:
        if (!run.start || run.end)
            return false;
        run.end = at;
        return true;
    }
    return false;
}

Result<Run> runOf(const std::vector<ClockEvent>& events, const std::vector<CountedTime>& times) {
    Run run;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (!take(run, events[i], times[i].time))
            return Error(ErrorCode::CaseEventInvalid, "event " + std::to_string(i + 1) + ": \"" +
                                                          std::string(nameOf(events[i].step)) +
                                                          "\" cannot stand here");
    return run;
}

struct Count {
    int used = 0;
    std::optional<WallTime> due;
    bool verified = true;
};

class DayCount {
public:
    DayCount(const Limit& limit, const Run& run, const LegalCalendar& calendar)
        : limit_(limit), run_(run), calendar_(calendar) {}

    Result<Count> until(WallTime moment) {
        const sys_days today = localDay(moment);
        const auto stopped = openSince();
        int counted = 0;
        for (sys_days day = localDay(*run_.start) + days(1);
             day <= today || (!count_.due && (!stopped || day < *stopped)); day += days(1)) {
            JIUJIN_TRY_ASSIGN(const bool counts, isCounted(day));
            counted += counts ? 1 : 0;
            if (day <= today)
                count_.used = counted;
            if (!count_.due && counted >= limit_.count)
                JIUJIN_TRY(endOn(day));
        }
        return count_;
    }

private:
    std::optional<sys_days> openSince() const {
        if (run_.pauses.empty() || run_.pauses.back().to)
            return std::nullopt;
        return localDay(run_.pauses.back().from);
    }
    bool isStopped(sys_days day) const {
        return std::any_of(run_.pauses.begin(), run_.pauses.end(), [&](const Pause& pause) {
            return localDay(pause.from) <= day && (!pause.to || day <= localDay(*pause.to));
        });
    }
    Result<bool> isWorking(sys_days day) {
        const auto* year = calendar_.year(static_cast<int>(year_month_day(day).year()));
        count_.verified = count_.verified && year != nullptr && year->verified;
        const auto works = calendar_.isWorkingDay(day);
        return works ? Result<bool>(*works) : calendarMissing(day);
    }
    Result<bool> isCounted(sys_days day) {
        if (isStopped(day))
            return false;
        return limit_.unit == LimitUnit::WorkingDays ? isWorking(day) : Result<bool>(true);
    }
    // The limit is used up; a natural day waits for a working one on which the clock runs.
    Result<void> endOn(sys_days day) {
        if (isStopped(day))
            return {};
        JIUJIN_TRY_ASSIGN(const bool works, isWorking(day));
        if (works)
            count_.due = WallTime(day + days(1)) - chinaOffset - milliseconds(1);
        return {};
    }

    const Limit& limit_;
    const Run& run_;
    const LegalCalendar& calendar_;
    Count count_;
};

Count countHours(const Limit& limit, const Run& run, WallTime moment) {
    Count count;
    milliseconds used{0}, ran{0};
    const milliseconds whole = hours(limit.count);
    std::optional<WallTime> from = run.start;
    const auto stretch = [&](std::optional<WallTime> to) {
        if (!count.due && (!to || ran + (*to - *from) >= whole))
            count.due = *from + (whole - ran);
        ran += to ? *to - *from : milliseconds(0);
        used += std::max(milliseconds(0), std::min(to.value_or(moment), moment) - *from);
    };
    for (const Pause& pause : run.pauses) {
        stretch(pause.from);
        from = pause.to;
    }
    if (from)
        stretch(std::nullopt);
    count.used = static_cast<int>(floor<hours>(used).count());
    return count;
}

ClockState stateOf(const Run& run) {
    if (!run.start)
        return ClockState::NotStarted;
    if (run.end)
        return ClockState::Ended;
    return run.open.empty() ? ClockState::Running : ClockState::Stopped;
}

// A time that had to be corrected, or comes from no network, makes the reading provisional.
ClockGrade worstOf(const std::vector<ClockEvent>& events, const std::vector<CountedTime>& times) {
    ClockGrade worst = ClockGrade::Network;
    for (std::size_t i = 0; i < times.size(); ++i) {
        // A witness's own time decides nothing, but for the last: the moment asked about.
        if (events[i].step != ClockStep::Witness || i + 1 == times.size())
            worst = std::max(worst, events[i].time.grade);
        if (times[i].note != TimeNote::AsRecorded)
            worst = std::max(worst, ClockGrade::Drift);
    }
    return worst;
}

} // namespace

Result<ClockReading> readClock(const Limit& limit, const std::vector<ClockEvent>& events,
                               GradedTime now, const LegalCalendar& calendar) {
    if (limit.count < 1 || limit.count > longest)
        return Error(ErrorCode::CaseEventInvalid, "a limit is 1 to 18000 units");
    std::vector<ClockEvent> asked = events;
    asked.push_back({ClockStep::Witness, now});
    JIUJIN_TRY_ASSIGN(auto times, countedTimes(asked));
    JIUJIN_TRY_ASSIGN(const Run run, runOf(asked, times));
    ClockReading reading;
    reading.state = stateOf(run);
    reading.grade = worstOf(asked, times);
    const WallTime moment = run.end.value_or(times.back().time);
    times.pop_back();
    reading.times = std::move(times);
    if (!run.start)
        return reading;
    auto counted = limit.unit == LimitUnit::Hours ? Result<Count>(countHours(limit, run, moment))
                                                  : DayCount(limit, run, calendar).until(moment);
    if (!counted)
        return counted.error();
    reading.used = counted->used;
    reading.due = counted->due;
    reading.verified = counted->verified;
    reading.late = reading.due && moment > *reading.due;
    return reading;
}

} // namespace jiujin::matter
