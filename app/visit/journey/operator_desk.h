// Lets an operator in, by card and PIN, and asks the terminal how its devices are for as long as
// the card is there.
#pragma once

#include "app/visit/journey/operator_ports.h"

namespace jiujin::journey {

// Card: none is there. Other: one of another kind is. Pin: it is wanted. Checking: by card and
// terminal. Open: admitted.
enum class OperatorStage { Card, Other, Pin, Checking, Open };

class OperatorDesk {
public:
    struct Told {
        std::function<void()> changed;  // stage, fault or report is another
        std::function<void()> admitted; // the page of the devices may stand
        std::function<void()> left;     // the card was pulled out, or the terminal ended it
    };

    // ports: none where nobody reads such cards.
    OperatorDesk(const Clock& clock, const OperatorPorts* ports, Told told);

    // A reader for such cards belongs to this terminal.
    bool offered() const { return offered_; }
    void open();
    void close();
    void enterPin(const Secret& pin);
    // One a tap: what comes too soon after the last is passed over.
    void change(const std::string& line);
    void tick();

    // The reader's word.
    void slot(const CardSlot& slot);
    void lost(ErrorCode cause);
    void certificate(std::uint32_t call, const Bytes& der);
    void signature(std::uint32_t call, const Bytes& der);
    void pinRefused(std::uint32_t call, ErrorCode code, std::optional<int> triesLeft);
    void failed(std::uint32_t call, ErrorCode code);

    // The terminal's word.
    void challenged(std::uint32_t call, const std::string& challenge);
    void admitted(std::uint32_t call);
    void refused(std::uint32_t call, ErrorCode code);
    void reported(std::uint32_t call, const OperatorReport& report);
    void changed(std::uint32_t call);

    OperatorStage stage() const { return stage_; }
    std::optional<ErrorCode> fault() const { return slot_.fault ? slot_.fault : fault_; }
    // Told by a card that refused a PIN.
    std::optional<int> triesLeft() const { return triesLeft_; }
    const OperatorReport& report() const { return report_; }

private:
    bool expects(std::uint32_t call) const { return opened_ && call == call_; }
    void follow();
    void fail(ErrorCode code);
    void askReport();

    const Clock& clock_;
    const OperatorPorts* const ports_;
    const Told told_;
    CardSlot slot_;
    OperatorReport report_;
    OperatorStage stage_ = OperatorStage::Card;
    std::optional<ErrorCode> fault_;
    std::optional<int> triesLeft_;
    Secret pin_;
    Bytes digest_, certificate_;
    SteadyTime askedAt_;
    SteadyTime changedAt_{-std::chrono::hours(1)};
    std::uint32_t call_ = 0, reportCall_ = 0, changeCall_ = 0;
    bool offered_ = false, opened_ = false;
};

} // namespace jiujin::journey
