// The contract "slip" for one visit, on a worker that outlives it.
#pragma once

#include "drivers/printer-escpos/worker.h"

#include "rep_slip_merged.h"

#include <map>

namespace jiujin::drivers::escpos {

class SlipPort : public SlipPrinterSource {
public:
    SlipPort(Worker& worker, Roll roll);
    ~SlipPort() override;

    void askStatus() override;
    void print(quint32 call, Slip slip) override;
    void cancel(quint32 call) override;

    // In this object's thread, from the worker.
    void show(const Condition& condition);
    void finish(std::uint32_t ticket, const Result<void>& outcome);

private:
    Worker& worker_;
    const Roll roll_;
    std::uint32_t lastTicket_ = 0;
    std::map<std::uint32_t, quint32> calls_; // by ticket, until they are answered
};

} // namespace jiujin::drivers::escpos
