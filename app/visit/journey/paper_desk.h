// Gets the papers printed. Nothing is printed twice unless the citizen asks for it, once, and a
// sheet that may be the second says so.
#pragma once

#include "app/visit/journey/ports.h"

#include <array>

namespace jiujin::journey {

// Waiting: being drawn. Unsure: it may or may not have come out. Skipped: there was no paper, and
// the citizen knew.
enum class PaperState { Idle, Waiting, Printing, Printed, Failed, Unsure, Skipped };

class PaperDesk {
public:
    // slips: null where nobody waits for one.
    PaperDesk(const Clock& clock, Printer& printer, SlipPrinter* slips, Papers& papers,
              std::function<void()> changed);

    // For what follows; the filing outlives the desk.
    void setReceipt(const ReceiptFacts& receipt, const Filing& filing);
    void skip(PaperKind kind);
    // A step that needs a device that does not work: StepClosed, until it is asked for again.
    void close(PaperKind kind);
    // Nothing happens unless canPrint().
    void print(PaperKind kind);
    void tick();
    void forget();

    void printerStatus(std::optional<ErrorCode> fault);
    // Whether there is a printer of slips. What it can do it says when it is asked to print.
    void slipPrinterIs(bool there) { slipsThere_ = there; }
    bool slipPrinter() const { return slips_ && slipsThere_; }
    void printed(std::uint32_t call);
    void failed(std::uint32_t call, ErrorCode code, bool unsure);

    PaperState state(PaperKind kind) const { return of(kind).state; }
    std::optional<ErrorCode> fault(PaperKind kind) const { return of(kind).fault; }
    bool canPrint(PaperKind kind) const;
    bool busy() const;
    // Why nothing can be printed now; PrinterGone until the printer has said a word.
    std::optional<ErrorCode> printerFault() const { return printerFault_; }

private:
    struct Paper {
        PaperState state = PaperState::Idle;
        std::optional<ErrorCode> fault;
        std::uint32_t call = 0; // 0: not with the printer
        SteadyTime overdue;
        int tries = 0;
    };
    const Paper& of(PaperKind kind) const { return papers_[static_cast<std::size_t>(kind)]; }
    Paper& of(PaperKind kind) { return papers_[static_cast<std::size_t>(kind)]; }
    Paper* withPrinter(std::uint32_t call);
    void drawn(PaperKind kind, const Result<Bytes>& pdf);
    // To its printer, from now on answered by printed or failed.
    std::uint32_t begin(Paper& paper);
    bool busyWith(PaperKind kind) const;
    void end(Paper& paper, PaperState state, std::optional<ErrorCode> fault);

    const Clock& clock_;
    Printer& printer_;
    SlipPrinter* slips_;
    Papers& drawing_;
    std::function<void()> changed_;
    std::optional<ReceiptFacts> receipt_;
    const Filing* filing_ = nullptr;
    std::optional<ErrorCode> printerFault_ = ErrorCode::PrinterGone;
    std::array<Paper, 3> papers_;
    bool slipsThere_ = false;
    std::uint32_t calls_ = 0;
};

} // namespace jiujin::journey
