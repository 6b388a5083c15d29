#include "app/visit/journey/filing_desk.h"

namespace jiujin::journey {

namespace {

constexpr auto answerTime = std::chrono::seconds(10);
constexpr int maxReserveTries = 3;
// For sealing, and once more for the terminal to say what became of what it was handed.
constexpr auto patience = std::chrono::seconds(30);

} // namespace

FilingDesk::FilingDesk(const Clock& clock, Terminal& terminal, Sealer& sealer,
                       std::function<void()> stored, std::function<void()> refused,
                       std::function<void()> unsure)
    : clock_(clock),
      terminal_(terminal),
      sealer_(sealer),
      stored_(std::move(stored)),
      refused_(std::move(refused)),
      unsure_(std::move(unsure)) {}

void FilingDesk::start(Filing filing) {
    if (phase_ != Phase::Idle)
        return;
    filing_ = std::move(filing);
    fault_.reset();
    reservedNumber_.clear();
    reserveTries_ = 0;
    reserve();
}

void FilingDesk::tick() {
    const auto now = clock_.steady();
    switch (phase_) {
    case Phase::Reserving:
        if (now >= askAgain_ && reserveTries_ < maxReserveTries)
            reserve();
        else if (now >= askAgain_)
            fail(ErrorCode::OutOfService);
        return;
    case Phase::Sealing:
        if (now >= giveUp_)
            fail(ErrorCode::SealFailed);
        return;
    case Phase::Putting:
        if (now >= giveUp_) {
            phase_ = Phase::Unsure;
            unsure_();
        } else if (now >= askAgain_) {
            put();
        }
        return;
    case Phase::Idle:
    case Phase::Unsure:
    case Phase::Stored:
        return;
    }
}

void FilingDesk::forget() {
    phase_ = Phase::Idle;
    filing_ = {};
    sealed_ = {};
    reservedNumber_.clear();
    receipt_.reset();
}

void FilingDesk::reserved(std::uint32_t call, const Reservation& reservation) {
    if (phase_ != Phase::Reserving || call != call_)
        return;
    phase_ = Phase::Sealing;
    giveUp_ = clock_.steady() + patience;
    reservedNumber_ = reservation.caseNumber;
    filing_.body.lookupCode = reservation.lookupCode;
    sealer_.seal(reservation, filing_, [this, attempt = ++attempt_](Result<SealedFiling> result) {
        sealed(attempt, result);
    });
}

void FilingDesk::stored(std::uint32_t call, const ReceiptFacts& receipt) {
    if (!answers(call))
        return;
    phase_ = Phase::Stored;
    receipt_ = receipt;
    sealed_ = {};
    stored_();
}

void FilingDesk::refused(std::uint32_t call, ErrorCode code) {
    const bool reserving = phase_ == Phase::Reserving && call == call_;
    if (reserving || answers(call))
        fail(code);
}

void FilingDesk::sealed(std::uint32_t attempt, const Result<SealedFiling>& result) {
    if (phase_ != Phase::Sealing || attempt != attempt_)
        return;
    if (!result.ok()) {
        fail(result.error().code);
        return;
    }
    sealed_ = *result;
    phase_ = Phase::Putting;
    giveUp_ = clock_.steady() + patience;
    firstPut_ = call_ + 1;
    put();
}

void FilingDesk::fail(ErrorCode code) {
    phase_ = Phase::Idle;
    sealed_ = {};
    fault_ = code;
    refused_();
}

void FilingDesk::reserve() {
    phase_ = Phase::Reserving;
    ++reserveTries_;
    askAgain_ = clock_.steady() + answerTime;
    terminal_.reserve(++call_);
}

void FilingDesk::put() {
    askAgain_ = clock_.steady() + answerTime;
    terminal_.put(++call_, sealed_.coreHeader, sealed_.sealed);
}

bool FilingDesk::answers(std::uint32_t call) const {
    const bool handedOver = phase_ == Phase::Putting || phase_ == Phase::Unsure;
    return handedOver && call >= firstPut_ && call <= call_;
}

} // namespace jiujin::journey
