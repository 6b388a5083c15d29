// The thread that talks to cupsd and to the printer: prints one document after the other, and keeps
// an eye on the printer in between.
#pragma once

#include "drivers/contract/paper_word.h"
#include "drivers/printer-cups/ipp_printer.h"
#include "drivers/printer-cups/job.h"
#include "drivers/printer-cups/reasons.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace jiujin::drivers::printing {

struct Condition {
    std::optional<ErrorCode> fault;
    std::string warning;
    int sheets = 0; // printed for this visit
    bool operator==(const Condition&) const = default;
};

class Worker {
public:
    // Called in the worker's thread.
    struct Listener {
        std::function<void(std::string)> health;
        // At every change while a visit is served, and when asked.
        std::function<void(Condition)> condition;
        // The one answer to each print that was not cancelled in time.
        std::function<void(std::uint32_t ticket, Printed outcome)> finished;
        // Of each document that is handed over, once before and once after, then `finished`.
        std::function<void(PaperWord)> paper;
    };

    Worker(CupsQueue queue, std::optional<IppPrinter> printer, Listener listener);
    // What is under way is taken back.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // When a visit ends, its unfinished prints are taken back.
    void serve(bool serving);
    void askCondition();
    void print(std::uint32_t ticket, Secret pdf);
    // True when it had not begun: then it never will, and finished is not called.
    bool cancel(std::uint32_t ticket);

private:
    struct Wanted {
        std::uint32_t ticket = 0;
        Secret pdf;
    };
    struct Orders {
        bool stop = false, serving = false, asked = false;
        std::optional<std::uint32_t> cancelled;
        std::deque<Wanted> prints;
    };

    void run();
    void round();
    void pause();
    bool dropLeftovers() const;
    Condition observe() const;
    void begin(const Condition& now);
    void proceed(const Condition& now);
    void finish(Printed outcome);
    void tellPaper(const Printed& outcome);
    void tell(const Condition& now);

    const CupsQueue queue_;
    const std::optional<IppPrinter> printer_;
    const Listener listener_;
    bool leftoversGone_ = false;
    std::optional<Job> job_;
    std::uint32_t ticket_ = 0; // of job_
    bool begun_ = false;       // and whether it may have left
    int sheets_ = 0;
    std::string health_;
    std::optional<Condition> told_;

    std::mutex mutex_;
    std::condition_variable changed_;
    Orders orders_;
    bool isNew_ = false;
    std::thread thread_;
};

} // namespace jiujin::drivers::printing
