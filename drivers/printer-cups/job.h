// One print on its way: from the bytes to the one answer that it gets.
#pragma once

#include "drivers/printer-cups/cups_queue.h"
#include "drivers/printer-cups/ipp_printer.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

#include <optional>

namespace jiujin::drivers::printing {

// Sheets that came out, or why not: PrintUnknown when paper may have come out, any other error
// only when none did.
using Printed = Result<int>;

class Job {
public:
    // printer: the device itself, where it can be asked.
    Job(const CupsQueue& queue, const std::optional<IppPrinter>& printer, Secret pdf)
        : queue_(queue), printer_(printer), pdf_(std::move(pdf)) {}

    // Hands the document over and forgets it. Nothing was printed when this fails, unless the
    // error is PrintUnknown.
    Result<void> submit();
    // The answer, once there is one. fault: what the printer says keeps it from printing now; when
    // it lasts, the job is taken back.
    std::optional<Printed> look(std::optional<ErrorCode> fault, SteadyTime now);
    // Takes it back. The answer, as far as it can be known.
    Printed takeBack(ErrorCode reason);
    int sheets() const { return sheets_; }

private:
    std::optional<Printed> outcome(const JobState& state, ErrorCode otherwise);
    std::optional<Printed> outcomeAtPrinter(const JobState& state, ErrorCode otherwise);

    const CupsQueue& queue_;
    const std::optional<IppPrinter>& printer_;
    Secret pdf_;
    int id_ = 0;
    int jobBefore_ = 0; // the printer's newest when this one began
    int sheets_ = 0;
    std::optional<SteadyTime> faultSince_, endedSince_;
};

} // namespace jiujin::drivers::printing
