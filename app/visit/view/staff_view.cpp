#include "app/visit/view/staff_view.h"

#include "app/visit/view/words.h"

#include <utility>

namespace jiujin::view {

namespace {

constexpr std::size_t longestPin = 12;

std::optional<ErrorCode> errorOf(const std::string& text) {
    ErrorCode code{};
    return errorFromCode(text, code) ? std::optional(code) : std::nullopt;
}

std::string wordOf(StaffView::Found found) {
    switch (found) {
    case StaffView::Spoilt:
        return "spoilt";
    case StaffView::Out:
        return "out";
    case StaffView::None:
        return "none";
    }
    return {};
}

} // namespace

StaffView::StaffView(journey::Journey& journey, QObject* parent)
    : QObject(parent),
      journey_(journey),
      devices_(new DeviceModel(journey, this)),
      sheets_(new SheetModel(journey, this)) {}

bool StaffView::offered() const {
    const auto state = journey_.state();
    return journey_.operatorDesk().offered() &&
           (state == journey::State::Welcome || state == journey::State::OutOfService);
}

StaffView::Stage StaffView::stage() const {
    switch (journey_.operatorDesk().stage()) {
    case journey::OperatorStage::Card:
        return Card;
    case journey::OperatorStage::Other:
        return Other;
    case journey::OperatorStage::Pin:
        return Pin;
    case journey::OperatorStage::Checking:
        return Checking;
    case journey::OperatorStage::Open:
        return Open;
    }
    return Card;
}

int StaffView::triesLeft() const {
    return journey_.operatorDesk().triesLeft().value_or(-1);
}

QString StaffView::terminal() const {
    return toQt(report().terminalId);
}

QString StaffView::closed() const {
    return faultWords(errorOf(report().outOfService), journey_.language());
}

QString StaffView::closedCode() const {
    return toQt(report().outOfService);
}

int StaffView::queued() const {
    return static_cast<int>(report().queued);
}

int StaffView::aside() const {
    return static_cast<int>(report().aside);
}

int StaffView::oldestMinutes() const {
    return static_cast<int>(report().oldestSeconds / 60);
}

QString StaffView::lastContact() const {
    const auto moment = fromRfc3339(report().lastContact);
    return moment ? toQt(toLocalMinute(*moment)) : QString();
}

QString StaffView::sync() const {
    return faultWords(errorOf(report().syncProblem), journey_.language());
}

QString StaffView::syncCode() const {
    return toQt(report().syncProblem);
}

bool StaffView::clockKnown() const {
    return report().clock != ClockGrade::Unknown;
}

QStringList StaffView::unlisted() const {
    QStringList lines;
    for (const std::string& what : report().unlisted)
        lines.append(toQt(what));
    return lines;
}

void StaffView::refresh() {
    if (stage() != Pin)
        pin_ = Secret();
    devices_->refresh();
    sheets_->refresh();
    emit changed();
}

void StaffView::open() {
    journey_.handle(journey::Event::OperatorAsked);
}

void StaffView::type(const QString& digit) {
    if (stage() != Pin || pin_.expose().size() >= longestPin)
        return;
    std::string digits;
    digits.reserve(longestPin + 1);
    digits.append(pin_.expose()).append(digit.toStdString());
    keepPin(digits);
}

void StaffView::erase() {
    std::string digits(pin_.expose());
    if (!digits.empty())
        digits.pop_back();
    keepPin(digits);
}

void StaffView::enterPin() {
    journey_.touched();
    journey_.operatorDesk().enterPin(std::exchange(pin_, Secret()));
    emit changed();
}

void StaffView::keepPin(std::string& digits) {
    pin_ = Secret(digits);
    wipe(digits);
    emit changed();
}

void StaffView::confirm(const QString& device) {
    change("device confirm " + device.toStdString());
}

void StaffView::paperLoaded(const QString& device) {
    change("device paper " + device.toStdString());
}

void StaffView::tonerChanged(const QString& device) {
    change("device toner " + device.toStdString());
}

void StaffView::settle(int number, Found found) {
    change("device settle " + std::to_string(number) + ' ' + wordOf(found));
}

void StaffView::change(const std::string& line) {
    journey_.touched();
    journey_.operatorDesk().change(line);
}

} // namespace jiujin::view
