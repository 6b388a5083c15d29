#include "app/visit/journey/filing_desk.h"

namespace jiujin::journey {

namespace {

constexpr auto answerTime = std::chrono::seconds(10);
constexpr int maxReserveTries = 3;

} // namespace

FilingDesk::FilingDesk(const Clock& clock, Terminal& terminal, Sealer& sealer,
                       std::function<void()> stored, std::function<void()> refused)
    : clock_(clock),
      terminal_(terminal),
      sealer_(sealer),
      stored_(std::move(stored)),
      refused_(std::move(refused)) {}

void FilingDesk::start(Filing filing) {
    if (phase_ != Phase::Idle)
        return;
    filing_ = std::move(filing);
    fault_.reset();
    reserveTries_ = 0;
    reserve();
}

void FilingDesk::tick() {
    if (clock_.steady() < askAgain_)
        return;
    if (phase_ == Phase::Putting)
        put();
    else if (phase_ == Phase::Reserving && reserveTries_ < maxReserveTries)
        reserve();
    else if (phase_ == Phase::Reserving)
        fail(ErrorCode::OutOfService);
}

void FilingDesk::forget() {
    phase_ = Phase::Idle;
    filing_ = {};
    sealed_ = {};
    receipt_.reset();
}

void FilingDesk::reserved(std::uint32_t call, const Reservation& reservation) {
    if (phase_ != Phase::Reserving || call != call_)
        return;
    phase_ = Phase::Sealing;
    filing_.body.lookupCode = reservation.lookupCode;
    sealer_.seal(reservation, filing_, [this, attempt = ++attempt_](Result<SealedFiling> result) {
        sealed(attempt, result);
    });
}

void FilingDesk::stored(std::uint32_t call, const ReceiptFacts& receipt) {
    if (phase_ != Phase::Putting || call < firstPut_ || call > call_)
        return;
    phase_ = Phase::Stored;
    receipt_ = receipt;
    sealed_ = {};
    stored_();
}

void FilingDesk::refused(std::uint32_t call, ErrorCode code) {
    const bool reserving = phase_ == Phase::Reserving && call == call_;
    const bool putting = phase_ == Phase::Putting && call >= firstPut_ && call <= call_;
    if (reserving || putting)
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

} // namespace jiujin::journey
