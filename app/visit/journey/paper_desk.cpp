#include "app/visit/journey/paper_desk.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

// A driver answers sooner; this bounds a printer program that never does.
constexpr auto printTime = std::chrono::seconds(120);
constexpr int maxTries = 2;

} // namespace

PaperDesk::PaperDesk(const Clock& clock, Printer& printer, SlipPrinter* slips, Papers& papers,
                     std::function<void()> changed)
    : clock_(clock),
      printer_(printer),
      slips_(slips),
      drawing_(papers),
      changed_(std::move(changed)) {}

void PaperDesk::setReceipt(const ReceiptFacts& receipt, const Filing& filing) {
    receipt_ = receipt;
    filing_ = &filing;
    changed_();
}

void PaperDesk::skip(PaperKind kind) {
    end(of(kind), PaperState::Skipped, printerFault_);
}

void PaperDesk::close(PaperKind kind) {
    if (canPrint(kind))
        end(of(kind), PaperState::Failed, ErrorCode::StepClosed);
}

void PaperDesk::print(PaperKind kind) {
    if (!canPrint(kind))
        return;
    auto& paper = of(kind);
    const bool repeated = paper.state == PaperState::Unsure;
    paper = {PaperState::Waiting, {}, 0, clock_.steady() + printTime, paper.tries + 1};
    if (kind == PaperKind::Slip)
        return slips_->print(begin(paper), *receipt_, *filing_, repeated);
    changed_();
    drawing_.draw(kind, *receipt_, *filing_, repeated,
                  [this, kind](Result<Bytes> pdf) { drawn(kind, pdf); });
}

void PaperDesk::tick() {
    for (auto& paper : papers_)
        if (paper.state == PaperState::Printing && clock_.steady() >= paper.overdue)
            end(paper, PaperState::Unsure, ErrorCode::PrintUnknown);
}

void PaperDesk::forget() {
    receipt_.reset();
    filing_ = nullptr;
    papers_ = {};
}

void PaperDesk::printerStatus(std::optional<ErrorCode> fault) {
    printerFault_ = fault;
    changed_();
}

void PaperDesk::printed(std::uint32_t call) {
    auto* paper = withPrinter(call);
    if (paper == nullptr)
        return;
    if (paper != &of(PaperKind::Slip))
        printerFault_.reset(); // it has printed, whatever it said last
    end(*paper, PaperState::Printed, {});
}

void PaperDesk::failed(std::uint32_t call, ErrorCode code, bool unsure) {
    if (auto* paper = withPrinter(call))
        end(*paper, unsure ? PaperState::Unsure : PaperState::Failed, code);
}

bool PaperDesk::canPrint(PaperKind kind) const {
    const auto& paper = of(kind);
    const bool open = paper.state == PaperState::Idle || paper.state == PaperState::Failed ||
                      paper.state == PaperState::Unsure || paper.state == PaperState::Skipped;
    const bool allowed = kind == PaperKind::Receipt || (filing_ && filing_->matter);
    const bool there = kind != PaperKind::Slip || slipPrinter();
    return receipt_ && open && allowed && there && !busyWith(kind) && paper.tries < maxTries;
}

bool PaperDesk::busy() const {
    return busyWith(PaperKind::Receipt) || busyWith(PaperKind::Slip);
}

// The printer that prints this kind: sheets wait for each other.
bool PaperDesk::busyWith(PaperKind kind) const {
    const auto busy = [this](PaperKind each) {
        return state(each) == PaperState::Waiting || state(each) == PaperState::Printing;
    };
    if (kind == PaperKind::Slip)
        return busy(kind);
    return busy(PaperKind::Receipt) || busy(PaperKind::Form);
}

PaperDesk::Paper* PaperDesk::withPrinter(std::uint32_t call) {
    const auto it = std::ranges::find_if(papers_, [call](const Paper& paper) {
        return paper.state == PaperState::Printing && paper.call == call;
    });
    return it == papers_.end() ? nullptr : &*it;
}

void PaperDesk::drawn(PaperKind kind, const Result<Bytes>& pdf) {
    auto& paper = of(kind);
    if (paper.state != PaperState::Waiting)
        return;
    if (!pdf.ok()) {
        end(paper, PaperState::Failed, pdf.error().code);
        return;
    }
    printer_.print(begin(paper), *pdf);
}

std::uint32_t PaperDesk::begin(Paper& paper) {
    paper.state = PaperState::Printing;
    paper.call = ++calls_;
    changed_();
    return paper.call;
}

void PaperDesk::end(Paper& paper, PaperState state, std::optional<ErrorCode> fault) {
    paper.state = state;
    paper.fault = fault;
    paper.call = 0;
    changed_();
}

} // namespace jiujin::journey
