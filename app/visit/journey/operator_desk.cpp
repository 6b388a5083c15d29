#include "app/visit/journey/operator_desk.h"

#include "platform/protocol/operator_login.h"

namespace jiujin::journey {

namespace {

using namespace std::chrono_literals;
constexpr auto reportEvery = 2s;
// The list moves up when a sheet is settled: the second tap of a finger meant the first sheet too.
constexpr auto betweenChanges = 700ms;

} // namespace

OperatorDesk::OperatorDesk(const Clock& clock, const OperatorPorts* ports, Told told)
    : clock_(clock), ports_(ports), told_(std::move(told)) {}

void OperatorDesk::open() {
    if (!ports_)
        return;
    opened_ = true;
    fault_.reset();
    triesLeft_.reset();
    stage_ = OperatorStage::Card;
    ports_->card.askStatus();
    follow();
}

void OperatorDesk::close() {
    if (!std::exchange(opened_, false))
        return;
    ports_->gate.leave();
    stage_ = OperatorStage::Card;
    pin_ = Secret();
    digest_.clear();
    certificate_.clear();
    report_ = {};
}

void OperatorDesk::slot(const CardSlot& slot) {
    offered_ = true;
    slot_ = slot;
    if (opened_)
        follow();
    told_.changed();
}

void OperatorDesk::lost(ErrorCode cause) {
    slot({CardPresence::Unknown, false, false, cause});
}

// Nothing that was begun outlives the card.
void OperatorDesk::follow() {
    const bool begun = stage_ == OperatorStage::Checking || stage_ == OperatorStage::Open;
    if (slot_.operatorCard) {
        if (begun || stage_ == OperatorStage::Pin)
            return;
        stage_ = OperatorStage::Pin;
        fault_.reset(); // was the last card's
        return;
    }
    const bool was = stage_ == OperatorStage::Open;
    pin_ = Secret();
    triesLeft_.reset();
    if (stage_ == OperatorStage::Checking)
        ports_->gate.leave(); // it may have admitted the card by now
    ++call_;
    stage_ = slot_.otherCard ? OperatorStage::Other : OperatorStage::Card;
    if (was)
        told_.left();
}

void OperatorDesk::enterPin(const Secret& pin) {
    if (!opened_ || stage_ != OperatorStage::Pin)
        return;
    pin_ = pin;
    fault_.reset();
    triesLeft_.reset();
    stage_ = OperatorStage::Checking;
    ports_->gate.begin(++call_);
    told_.changed();
}

void OperatorDesk::challenged(std::uint32_t call, const std::string& challenge) {
    if (!expects(call) || stage_ != OperatorStage::Checking)
        return;
    if (!protocol::isOperatorChallenge(challenge))
        return fail(ErrorCode::OperatorUnknown);
    digest_ = protocol::operatorDigest(challenge);
    ports_->card.read(++call_);
}

void OperatorDesk::certificate(std::uint32_t call, const Bytes& der) {
    if (!expects(call) || stage_ != OperatorStage::Checking)
        return;
    certificate_ = der;
    ports_->card.sign(++call_, std::exchange(pin_, Secret()), digest_);
}

void OperatorDesk::signature(std::uint32_t call, const Bytes& der) {
    if (expects(call) && stage_ == OperatorStage::Checking)
        ports_->gate.prove(++call_, certificate_, der);
}

void OperatorDesk::pinRefused(std::uint32_t call, ErrorCode code, std::optional<int> triesLeft) {
    if (!expects(call))
        return;
    triesLeft_ = triesLeft;
    fail(code);
}

void OperatorDesk::failed(std::uint32_t call, ErrorCode code) {
    if (expects(call))
        fail(code);
}

void OperatorDesk::fail(ErrorCode code) {
    pin_ = Secret();
    fault_ = code;
    if (stage_ == OperatorStage::Checking)
        stage_ = OperatorStage::Pin;
    told_.changed();
}

void OperatorDesk::admitted(std::uint32_t call) {
    if (!expects(call) || stage_ != OperatorStage::Checking)
        return;
    stage_ = OperatorStage::Open;
    askReport();
    told_.admitted();
}

void OperatorDesk::refused(std::uint32_t call, ErrorCode code) {
    if (stage_ != OperatorStage::Open) {
        failed(call, code);
    } else if (call == reportCall_) {
        told_.left();
    } else if (call == changeCall_) {
        fault_ = code;
        told_.changed();
    }
}

void OperatorDesk::reported(std::uint32_t call, const OperatorReport& report) {
    if (stage_ != OperatorStage::Open || call != reportCall_)
        return;
    report_ = report;
    told_.changed();
}

void OperatorDesk::change(const std::string& line) {
    const SteadyTime now = clock_.steady();
    if (stage_ != OperatorStage::Open || now < changedAt_ + betweenChanges)
        return;
    changedAt_ = now;
    fault_.reset();
    changeCall_ = ++call_;
    ports_->gate.change(changeCall_, line);
    told_.changed();
}

void OperatorDesk::changed(std::uint32_t call) {
    if (stage_ == OperatorStage::Open && call == changeCall_)
        askReport();
}

void OperatorDesk::tick() {
    if (stage_ == OperatorStage::Open && clock_.steady() >= askedAt_ + reportEvery)
        askReport();
}

void OperatorDesk::askReport() {
    askedAt_ = clock_.steady();
    reportCall_ = ++call_;
    ports_->gate.askReport(reportCall_);
}

} // namespace jiujin::journey
