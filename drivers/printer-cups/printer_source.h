// The contract "printer" for one visit, on a worker that outlives it.
#pragma once

#include "drivers/printer-cups/worker.h"

#include "rep_printer_merged.h"

#include <map>

namespace jiujin::drivers::printing {

class PrinterPort : public PrinterSource {
public:
    explicit PrinterPort(Worker& worker);
    ~PrinterPort() override;

    void askStatus() override;
    void print(quint32 call, QByteArray pdf) override;
    void cancel(quint32 call) override;

    // In this object's thread, from the worker.
    void show(const Condition& condition);
    void finish(std::uint32_t ticket, const Printed& outcome);

private:
    Worker& worker_;
    std::uint32_t lastTicket_ = 0;
    std::map<std::uint32_t, quint32> calls_; // by ticket, until they are answered
};

} // namespace jiujin::drivers::printing
