#include "app/preview/sample_world.h"

#include "app/visit/paper/qr.h"
#include "platform/formats/case_number.h"
#include "platform/matter/check.h"
#include "platform/matter/fault_words.h"

#include <QtCore/QTimer>

namespace jiujin::preview {

namespace {

constexpr const char* noReceipt = "SAMPLE. NOT A RECEIPT.";

std::string sampleNumber() {
    return formats::CaseNumber{"000000", "0000", 1}.text();
}

// For the author, who finds the place by the fault's id.
Result<void> judgementOf(const matter::Matter& filed, const std::vector<matter::Fault>& faults) {
    std::string lines;
    for (const matter::Fault& fault : faults)
        lines += "\n  " + fault.id + ": " + std::string(codeOf(fault.code)) + ' ' +
                 faultWords(filed, fault, Language::Chinese) + ' ' +
                 faultWords(filed, fault, Language::English);
    return lines.empty() ? Result<void>()
                         : Error(ErrorCode::MatterInvalid,
                                 "中心不会受理 the centre would refuse what is filed:" + lines);
}

} // namespace

SampleWorld::SampleWorld(const Clock& clock, const matter::WorkingCalendar& calendar,
                         std::chrono::milliseconds delay)
    : clock_(clock), calendar_(calendar), delay_(delay) {}

void SampleWorld::later(std::function<void()> what) {
    QTimer::singleShot(0, this, std::move(what));
}

void SampleWorld::begin() {
    journey_->takeOver(false, std::nullopt);
    journey_->status({.everInContact = true});
    journey_->printerStatus(std::nullopt);
}

void SampleWorld::read(std::uint32_t call) {
    QTimer::singleShot(delay_, this, [this, call] {
        journey_->cardDesk().presence(journey::CardPresence::Yes);
        journey_->cardDesk().cardRead(call, person_);
    });
}

// A card that comes after that is not asked for any more, and the desk drops it.
void SampleWorld::cancel(std::uint32_t) {}

// Of printer and terminal alike.
void SampleWorld::askStatus() {
    later([this] {
        journey_->status({.everInContact = true});
        journey_->printerStatus(std::nullopt);
    });
}

void SampleWorld::print(std::uint32_t call, Bytes) {
    later([this, call] { journey_->paperDesk().printed(call); });
}

void SampleWorld::reserve(std::uint32_t call) {
    later([this, call] {
        journey_->filingDesk().reserved(call, {"sample", "000000-0000", 1, sampleNumber(), {}});
    });
}

void SampleWorld::put(std::uint32_t call, const std::string&, const Bytes&) {
    later([this, call] {
        journey_->filingDesk().stored(
            call, {sampleNumber(), noReceipt, clock_.wall().time, ClockGrade::Network});
    });
}

void SampleWorld::inUse(bool) {}

void SampleWorld::seal(const journey::Reservation&, const journey::Filing& filing,
                       Sealer::Done done) {
    const auto today = matter::localDay(clock_.wall().time);
    const auto faults = matter::checkCase(*filing.matter, filing.body, today, calendar_);
    judged_ = judgementOf(*filing.matter, faults);
    const auto sealed = faults.empty()
                            ? Result<journey::SealedFiling>({"sample", bytesOf("sample")})
                            : Result<journey::SealedFiling>(Error(faults.front().code));
    later([sealed, done = std::move(done)] { done(sealed); });
}

void SampleWorld::draw(journey::PaperKind, const journey::ReceiptFacts&, const journey::Filing&,
                       bool, Papers::Done done) {
    later([done = std::move(done)] { done(bytesOf("sample")); });
}

std::vector<std::string> SampleWorld::codeRows(std::string_view code) {
    return paper::qrRows(code);
}

} // namespace jiujin::preview
