// A queue of a cupsd that listens on a unix socket. Every call is bounded in time and opens its own
// connection, so that a cupsd that was started anew is no special case. One thread.
#pragma once

#include "drivers/printer-cups/ipp.h"
#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace jiujin::drivers::printing {

struct QueueState {
    bool usable = false; // neither stopped nor refusing
    bool busy = false;   // a job is on its way to the printer, even one that was cancelled
    std::vector<std::string> reasons;
    std::string deviceUri;
};

enum class JobPhase { Waiting, Completed, Cancelled, Aborted };

struct JobState {
    JobPhase phase = JobPhase::Waiting;
    int sheets = 0;       // of a completed job; before, cupsd guesses one
    bool certain = false; // the printer knew the job to its end
};

class CupsQueue {
public:
    CupsQueue(std::string socket, std::string queue);

    // PrinterGone when cupsd does not answer or has no such queue.
    Result<QueueState> state() const;
    // The new job's number. PrinterGone or PrinterRefused: nothing will be printed. PrintUnknown.
    Result<int> submit(ByteView pdf) const;
    // PrinterGone when cupsd does not answer; a job that it does not know has ended uncertainly.
    Result<JobState> job(int id) const;
    Result<void> cancel(int id) const;
    // All unfinished jobs of the queue: they belong to a visit that is over.
    Result<void> cancelAll() const;

private:
    Connection connect() const;
    ipp_t* request(ipp_op_t operation) const;
    Result<int> createJob(http_t* connection) const;
    Result<void> sendDocument(http_t* connection, int job, ByteView pdf) const;

    std::string socket_, queue_, uri_;
};

} // namespace jiujin::drivers::printing
