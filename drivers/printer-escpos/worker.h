// The thread that talks to the printer: prints one slip after the other, and in between listens to
// what the printer tells, asking now and then.
#pragma once

#include "drivers/contract/paper_word.h"
#include "drivers/printer-escpos/line.h"
#include "drivers/printer-escpos/orders.h"
#include "drivers/printer-escpos/protocol/encode.h"
#include "drivers/printer-escpos/talk.h"

#include <functional>
#include <thread>

namespace jiujin::drivers::escpos {

struct Condition {
    std::optional<ErrorCode> fault;
    bool nearEnd = false;
    int slips = 0; // printed for this visit
    bool operator==(const Condition&) const = default;
};

class Worker {
public:
    // Called in the worker's thread.
    struct Listener {
        std::function<void(std::string)> health;
        // At every change while a visit is served, and when asked.
        std::function<void(Condition)> condition;
        // The one answer to each print that was not called off. PrintUnknown when a part of it may
        // have come out, any other error only when nothing was sent.
        std::function<void(std::uint32_t ticket, Result<void> outcome)> finished;
        // Of each slip that is sent, once before its first byte and once when it is over, then
        // `finished`. Slips are counted: a printer does not say how much of its roll it used.
        std::function<void(PaperWord)> paper;
    };
    // Makes a line, or another one after one was lost.
    using Connect = std::function<Result<std::unique_ptr<Line>>(const Cancel& abort)>;

    // Of a device there is one line, opened before, or null; lost, it stays lost. Over a network
    // `connect` makes them.
    Worker(std::unique_ptr<Line> line, Connect connect, Encoder encoder, Listener listener);
    // What is under way is called off.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // When a visit ends, its unfinished slips are called off.
    void serve(bool serving);
    void askCondition();
    void print(std::uint32_t ticket, std::vector<Part> parts);
    // finished is not called any more.
    CalledOff callOff(std::uint32_t ticket);

private:
    // With the printer, not confirmed yet.
    struct Job {
        std::uint32_t ticket = 0;
        SteadyTime until;
        std::optional<SteadyTime> faultSince;
    };

    void run();
    void connect();
    void watch();
    void observe();
    void begin(const Wanted& wanted);
    // The error when it may not be sent.
    Result<void> prepare();
    void proceed();
    bool isOverdue(SteadyTime now);
    void endUnknown();
    void failWaiting();
    void hear(const Error& error);
    void lose(ErrorCode code);
    void finish(std::uint32_t ticket, Result<void> outcome);
    void tell();

    const Connect connect_;
    const Encoder encoder_;
    const Listener listener_;
    std::unique_ptr<Line> line_;
    std::optional<Talk> talk_;
    std::optional<Job> job_;
    std::optional<ErrorCode> cause_ = ErrorCode::SlipGone;
    bool removed_ = false;
    int silences_ = 0;
    SteadyTime askedAt_, nextAsk_;
    int slips_ = 0;
    std::string health_;
    std::optional<Condition> told_;

    Orders orders_;
    std::thread thread_;
};

} // namespace jiujin::drivers::escpos
