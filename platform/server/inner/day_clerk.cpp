#include "platform/server/inner/day_clerk.h"

#include "platform/base/event.h"

namespace jiujin::server {

namespace {

constexpr std::chrono::minutes between{10};

} // namespace

Result<void> DayClerk::close(Store& store, const std::string& day) const {
    JIUJIN_TRY_ASSIGN(const OpenDay open, store.openDay());
    std::vector<DayLine> lines;
    for (const auto& [terminalId, leaves] : open.terminals) {
        JIUJIN_TRY_ASSIGN(const TerminalLine terminal, store.terminal(terminalId));
        JIUJIN_TRY_ASSIGN(std::string token,
                          sign_({day, terminalId, leaves.size(), protocol::checkpointRoot(leaves),
                                 terminal.headCounter, terminal.headReceipt, clock_.wall().time}));
        lines.push_back({terminalId, std::move(token)});
    }
    return store.closeDay(day, open.upTo, lines);
}

Result<bool> DayClerk::tend() {
    const GradedTime now = clock_.wall();
    if (now.grade == ClockGrade::Unknown)
        return false;
    const std::string day = toLocalDate(now.time - std::chrono::days(1));
    bool closed = false;
    JIUJIN_TRY(committer_.runAndWait([&](Store& store) -> Result<void> {
        // Not whether a later one is: a clock that once ran ahead would end the counting for as
        // long.
        const auto known = store.day(day);
        closed = !known.ok() && known.error().code == ErrorCode::NotFound;
        if (closed)
            return close(store, day);
        return known.ok() ? Result<void>() : Result<void>(known.error());
    }));
    return closed;
}

DayThread::DayThread(DayClerk& clerk) : clerk_(clerk), thread_([this] { loop(); }) {}

DayThread::~DayThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void DayThread::loop() {
    while (true) {
        if (const auto done = clerk_.tend(); !done.ok())
            logEvent(Event::StoreFailed, {{"code", done.error().code}, {"during", "day"}});
        std::unique_lock lock(mutex_);
        if (wake_.wait_for(lock, between, [this] { return ending_; }))
            return;
    }
}

} // namespace jiujin::server
