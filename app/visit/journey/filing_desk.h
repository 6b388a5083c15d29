// Files once: reserve, seal, put. Asked again and again it stays one filing; an answer that does
// not come is asked for again with the very same bytes, which the terminal takes only once. When
// none comes at all it is not known whether the case was taken, and no more than that is said.
#pragma once

#include "app/visit/journey/ports.h"

namespace jiujin::journey {

class FilingDesk {
public:
    // unsure: the time to answer has passed. Stored or refused may still follow.
    FilingDesk(const Clock& clock, Terminal& terminal, Sealer& sealer, std::function<void()> stored,
               std::function<void()> refused, std::function<void()> unsure);

    // Nothing happens while a filing is under way.
    void start(Filing filing);
    void tick();
    // Drops all of a person and answers nothing any more.
    void forget();

    void reserved(std::uint32_t call, const Reservation& reservation);
    void stored(std::uint32_t call, const ReceiptFacts& receipt);
    void refused(std::uint32_t call, ErrorCode code);

    std::optional<ErrorCode> fault() const { return fault_; }
    const std::optional<ReceiptFacts>& receipt() const { return receipt_; }
    const Filing& filing() const { return filing_; }
    // The case number that was reserved for the filing, empty before.
    const std::string& reservedNumber() const { return reservedNumber_; }

private:
    enum class Phase { Idle, Reserving, Sealing, Putting, Unsure, Stored };

    void sealed(std::uint32_t attempt, const Result<SealedFiling>& result);
    void fail(ErrorCode code);
    void reserve();
    void put();
    bool answers(std::uint32_t call) const;

    const Clock& clock_;
    Terminal& terminal_;
    Sealer& sealer_;
    std::function<void()> stored_, refused_, unsure_;
    Phase phase_ = Phase::Idle;
    Filing filing_;
    SealedFiling sealed_;
    std::optional<ErrorCode> fault_;
    std::optional<ReceiptFacts> receipt_;
    std::string reservedNumber_;
    SteadyTime askAgain_, giveUp_;
    std::uint32_t call_ = 0, firstPut_ = 0, attempt_ = 0;
    int reserveTries_ = 0;
};

} // namespace jiujin::journey
