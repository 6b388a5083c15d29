#include "drivers/printer-cups/job.h"

#include <thread>

namespace jiujin::drivers::printing {

namespace {

using namespace std::chrono_literals;

// How long a citizen is asked to wait for somebody to bring paper.
constexpr auto faultPatience = 10s;
// How long the printer may take to say what came of a job that the queue is done with.
constexpr auto endPatience = 10s;
constexpr auto betweenLooks = 50ms;

const Error unknown(ErrorCode::PrintUnknown, "printer: outcome of the job is not known");

} // namespace

Result<void> Job::submit() {
    const auto before = printer_ ? printer_->newestJob() : NewestJob{};
    if (!before.ok())
        return before.error();
    jobBefore_ = before->id;
    const auto submitted = queue_.submit(viewOf(pdf_.expose()));
    pdf_ = Secret();
    if (!submitted.ok())
        return submitted.error();
    id_ = *submitted;
    return {};
}

std::optional<Printed> Job::look(std::optional<ErrorCode> fault, SteadyTime now) {
    const auto state = queue_.job(id_);
    if (!state.ok())
        fault = ErrorCode::PrinterGone;
    else if (state->phase != JobPhase::Waiting) {
        if (auto known = outcome(*state, ErrorCode::PrinterRefused))
            return known;
        endedSince_ = endedSince_.value_or(now);
        return now - *endedSince_ < endPatience ? std::nullopt : std::optional<Printed>(unknown);
    }
    if (!fault) {
        faultSince_.reset();
        return std::nullopt;
    }
    if (!faultSince_)
        faultSince_ = now;
    if (now - *faultSince_ < faultPatience)
        return std::nullopt;
    return takeBack(*fault);
}

Printed Job::takeBack(ErrorCode reason) {
    const auto until = std::chrono::steady_clock::now() + endPatience;
    if (!queue_.cancel(id_).ok())
        return unknown;
    for (;;) {
        const auto state = queue_.job(id_);
        if (!state.ok())
            return unknown;
        if (auto known = outcome(*state, reason))
            return std::move(*known);
        if (std::chrono::steady_clock::now() >= until)
            return unknown;
        std::this_thread::sleep_for(betweenLooks);
    }
}

// Nothing while it is not known yet.
std::optional<Printed> Job::outcome(const JobState& state, ErrorCode otherwise) {
    if (state.phase == JobPhase::Waiting)
        return std::nullopt;
    if (!state.certain)
        return unknown;
    if (printer_)
        return outcomeAtPrinter(state, otherwise);
    if (state.phase == JobPhase::Completed)
        return sheets_ = state.sheets;
    return unknown;
}

// The queue is done with a job before the printer is, and it calls a job completed that the printer
// gave up, when its backend hears of the end a moment too late. Only the printer knows.
std::optional<Printed> Job::outcomeAtPrinter(const JobState& state, ErrorCode otherwise) {
    const auto queue = queue_.state();
    if (!queue.ok() || queue->busy)
        return std::nullopt;
    const auto newest = printer_->newestJob();
    if (!newest.ok() || newest->active)
        return std::nullopt;
    const bool reachedPrinter = newest->id != jobBefore_;
    if (reachedPrinter && newest->completed)
        return sheets_ = newest->sheets > 0 ? newest->sheets : state.sheets;
    if (reachedPrinter && newest->sheets > 0)
        return unknown;
    // Completed, and the printer does not remember it.
    if (!reachedPrinter && state.phase == JobPhase::Completed)
        return std::nullopt;
    return Error(otherwise, "printer: job ended before a sheet came out");
}

} // namespace jiujin::drivers::printing
