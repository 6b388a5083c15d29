#include "drivers/printer-cups/job.h"

#include <thread>

namespace jiujin::drivers::printing {

namespace {

using namespace std::chrono_literals;

// How long a citizen is asked to wait for somebody to bring paper.
constexpr auto faultPatience = 10s;
constexpr auto cancelPatience = 3s;
constexpr auto betweenLooks = 50ms;

const Error unknown(ErrorCode::PrintUnknown, "printer: outcome of the job is not known");

} // namespace

Result<void> Job::submit() {
    const auto before = printer_ ? printer_->newestJob() : NewestJob{};
    jobBefore_ = before.ok() ? before->id : 0;
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
    else if (auto ended = outcome(*state, ErrorCode::PrinterRefused))
        return ended;
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
    const auto until = std::chrono::steady_clock::now() + cancelPatience;
    if (!queue_.cancel(id_).ok())
        return unknown;
    for (;;) {
        const auto state = queue_.job(id_);
        if (!state.ok())
            return unknown;
        auto ended = outcome(*state, reason);
        const bool sure = ended && (ended->ok() || ended->error().code != unknown.code);
        // The queue lets go of a job before the printer does.
        if (sure || std::chrono::steady_clock::now() >= until)
            return sure ? std::move(*ended) : unknown;
        std::this_thread::sleep_for(betweenLooks);
    }
}

std::optional<Printed> Job::outcome(const JobState& state, ErrorCode otherwise) {
    if (state.phase == JobPhase::Waiting)
        return std::nullopt;
    if (!state.certain)
        return unknown;
    if (state.phase == JobPhase::Completed)
        return sheets_ = state.sheets;
    if (!nothingCameOut())
        return unknown;
    return Error(otherwise, "printer: job ended before a sheet came out");
}

// Only the printer itself can say so.
bool Job::nothingCameOut() const {
    if (!printer_)
        return false;
    const auto newest = printer_->newestJob();
    return newest.ok() && !newest->active && (newest->id == jobBefore_ || newest->sheets == 0);
}

} // namespace jiujin::drivers::printing
