// What jiujinctl may ask, word by word, and the answers:
//   status
//   device confirm NAME                     what stands under that name now is the right one
//   queue list [delivered]                  what waits or was set aside; or what was delivered
//   queue show PACKET-ID|CASE-NUMBER
//   queue retry PACKET-ID|CASE-NUMBER|all
//   queue recall PACKET-ID|CASE-NUMBER|FROM-UPTO    by terminal counter, both included
#pragma once

#include "app/link/queue_report.h"
#include "app/link/status_report.h"
#include "app/terminal/outbox/outbox.h"

#include <functional>

namespace jiujin::service {

class ControlDesk {
public:
    struct Sync {
        // Until the next attempt; zero while one runs.
        std::function<std::chrono::milliseconds()> untilNext;
        std::function<void()> wake;
    };

    using Confirm = std::function<Result<void>(const std::string& device)>;

    ControlDesk(outbox::Outbox& outbox, const Clock& clock,
                std::function<link::StatusReport()> status, Sync sync, Confirm confirm);

    // One line of JSON for one line of words; what is not understood is answered as a refusal
    // (Usage).
    std::string answer(std::string_view line) const;

private:
    std::string confirm(const std::string& device) const;
    std::string answerQueue(const std::vector<std::string_view>& words) const;
    std::string list(bool delivered) const;
    std::string show(std::string_view name) const;
    std::string retried(const Result<std::int64_t>& change) const;
    std::string changed(const Result<std::int64_t>& change) const;
    Result<std::int64_t> recall(std::string_view what) const;
    link::QueueLine lineOf(const outbox::QueueItem& item) const;

    outbox::Outbox& outbox_;
    const Clock& clock_;
    std::function<link::StatusReport()> status_;
    Sync sync_;
    Confirm confirm_;
};

} // namespace jiujin::service
