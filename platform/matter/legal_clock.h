// How long an authority has had, and until when it has. A pure function of the limit, the recorded
// events, the calendar and the moment asked about, so that anyone computes it again from the trail.
//
// Rules, with their sources as we know them (to be confirmed by a lawyer before a release):
//  - Days: the day on which the clock starts is not counted (Civil Code art. 201); the last day
//    ends at 24:00 in China Standard Time (art. 203).
//  - Working days: as in legal_calendar.h (Administrative Licensing Law art. 82).
//  - Natural days: when the last is no working day, the next working day is the last (art. 203).
//  - Hours run from the moment, through nights and holidays.
//  - Stops (correction, special procedure, payment) may overlap and nest: the clock runs while none
//    is open. A day of which a stop takes any part is not counted; hours stop to the millisecond.
//    The rule for days broken by a stop is ours: no statute was found that says it.
#pragma once

#include "platform/base/clock.h"
#include "platform/matter/legal_calendar.h"
#include "platform/matter/limit.h"

namespace jiujin::matter {

enum class ClockStep {
    Witness, // changes nothing; its time shows that all events before it had happened
    Start,
    Stop,
    Resume,
    End
};
enum class StopReason { Correction, SpecialProcedure, Payment }; // 补正, 特别程序, 缴费

struct ClockEvent {
    ClockStep step = ClockStep::Witness;
    GradedTime time;
    StopReason reason = StopReason::Correction; // of Stop
    std::string stop = {};                      // of Stop and Resume: which, at most once open
};

// What became of a recorded time.
enum class TimeNote {
    AsRecorded,
    WentBack, // earlier than one before it: that one's time counts
    RanAhead, // later than a network time after it: that one counts
    Unknown   // its clock was unknown: the next believed time counts
};
struct CountedTime {
    WallTime time;
    TimeNote note = TimeNote::AsRecorded;
};
// In the order in which events were recorded, which is believed before any clock; the times given
// back never fall. CaseEventInvalid when an unknown time has no believed one after it: append
// the moment asked about as a Witness.
Result<std::vector<CountedTime>> countedTimes(const std::vector<ClockEvent>& events);

enum class ClockState { NotStarted, Running, Stopped, Ended };
struct ClockReading {
    ClockState state = ClockState::NotStarted;
    std::vector<CountedTime> times; // of each event
    int used = 0;                // units counted: whole hours, or days up to today's or the end's
    std::optional<WallTime> due; // the last moment in time; none before the start, and none while
                                 // a stop is open that began before the limit was used up
    bool late = false;
    ClockGrade grade = ClockGrade::Network; // the worst that the reading rests on
    bool verified = true;                   // every calendar that it rests on is
};

// CaseEventInvalid names the event (from 1) that cannot be: a second start, a stop before the
// start, what was not stopped resumed, anything but a Witness after the end. CalendarMissing: a
// year has no calendar, so the clock is not computable.
Result<ClockReading> readClock(const Limit& limit, const std::vector<ClockEvent>& events,
                               GradedTime now, const LegalCalendar& calendar);

std::string_view nameOf(LimitUnit unit);    // "working days", "natural days", "hours"
std::string_view nameOf(ClockStep step);    // "witness", "start", …
std::string_view nameOf(StopReason reason); // "correction", "special-procedure", "payment"
std::string_view nameOf(TimeNote note);     // a sentence's half, "as recorded"
std::string_view nameOf(ClockState state);  // "not started", …
// Every event with the time that counts and why, then the reading; a line each.
std::string clockText(const Limit& limit, const std::vector<ClockEvent>& events,
                      const ClockReading& reading);

} // namespace jiujin::matter
