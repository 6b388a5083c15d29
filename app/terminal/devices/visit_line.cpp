#include "app/terminal/devices/visit_line.h"

#include "platform/base/event.h"

namespace jiujin::devices {

namespace {

using namespace std::chrono_literals;
// Long enough for a slow disk at the first start of the day.
constexpr auto standbyPatience = 60s;
constexpr auto framePatience = 15s;
constexpr auto retirePatience = 1s;
// The new page first, then the work of preparing the next.
constexpr auto standbyPause = 300ms;

void drop(std::unique_ptr<VisitSlot>& slot) {
    if (slot)
        slot.release()->deleteLater();
}

} // namespace

std::string nameOf(Screen screen) {
    switch (screen) {
    case Screen::Starting:
        return "starting";
    case Screen::Ready:
        return "ready";
    case Screen::Down:
        return "down";
    }
    return "down";
}

VisitLine::VisitLine(const Program& visit, std::vector<DriverLane*> lanes, Desk& desk,
                     OperatorGate operators)
    : VisitLine([visit] { return visit; }, std::move(lanes), desk, std::move(operators)) {}

VisitLine::VisitLine(NextVisit next, std::vector<DriverLane*> lanes, Desk& desk,
                     OperatorGate operators)
    : next_(std::move(next)),
      lanes_(std::move(lanes)),
      desk_(desk),
      operators_(std::move(operators)) {
    spawnTimer_.setSingleShot(true);
    connect(&spawnTimer_, &QTimer::timeout, this, &VisitLine::spawnStandby);
}

VisitLine::~VisitLine() = default;

void VisitLine::renewStandby() {
    if (!standby_ || stopping_ || std::exchange(renewing_, true))
        return;
    standby_->askToRetire(retirePatience);
}

void VisitLine::start() {
    spawnStandby();
}

void VisitLine::stop() {
    stopping_ = true;
    spawnTimer_.stop();
    for (VisitSlot* slot : {current_.get(), standby_.get(), outgoing_.get()})
        if (slot)
            slot->askToRetire(retirePatience);
    if (!current_ && !standby_ && !outgoing_)
        emit ended();
}

Screen VisitLine::screen() const {
    if (current_ && current_->framed())
        return Screen::Ready;
    return policy_.storm() ? Screen::Down : Screen::Starting;
}

void VisitLine::tellStatus() {
    if (current_)
        current_->askStatus();
}

void VisitLine::spawnLater(std::chrono::milliseconds wait) {
    if (!standby_ && !stopping_ && !spawnTimer_.isActive())
        spawnTimer_.start(wait);
}

void VisitLine::spawnStandby() {
    if (standby_ || stopping_)
        return;
    standby_ = std::make_unique<VisitSlot>(next_(), desk_, operators_);
    VisitSlot* slot = standby_.get();
    connect(slot, &VisitSlot::becameReady, this, [this, slot] { becameReady(slot); });
    connect(slot, &VisitSlot::gotFrame, this, [this, slot] { gotFrame(slot); });
    connect(slot, &VisitSlot::becameFinished, this, [this, slot] { becameFinished(slot); });
    connect(slot, &VisitSlot::useChanged, this, [this, slot] { useChanged(slot); });
    connect(slot, &VisitSlot::ended, this, [this, slot] { slotEnded(slot); });
    watch(slot, standbyPatience, &VisitSlot::ready);
}

void VisitLine::watch(VisitSlot* slot, std::chrono::milliseconds patience,
                      bool (VisitSlot::*reached)() const) {
    QTimer::singleShot(patience, slot, [slot, reached] {
        if (!(slot->*reached)())
            slot->kill();
    });
}

void VisitLine::becameReady(VisitSlot* slot) {
    if (slot == standby_.get() && !renewing_ && (!current_ || current_->isFinished()))
        takeScreen();
}

void VisitLine::takeScreen() {
    if (current_)
        outgoing_ = std::move(current_);
    current_ = std::move(standby_);
    for (DriverLane* lane : lanes_)
        lane->serve(current_->devices());
    current_->takeOver(std::exchange(lost_, false), std::exchange(lostReceipt_, LinkReceipt()));
    watch(current_.get(), framePatience, &VisitSlot::framed);
}

void VisitLine::gotFrame(VisitSlot* slot) {
    if (slot != current_.get())
        return;
    logEvent(Event::VisitTaken);
    if (outgoing_)
        outgoing_->askToRetire(retirePatience);
    spawnLater(standbyPause);
}

void VisitLine::becameFinished(VisitSlot* slot) {
    if (slot != current_.get())
        return;
    logEvent(Event::VisitFinished);
    for (DriverLane* lane : lanes_)
        lane->renew();
    if (standbyServes())
        takeScreen();
    else
        spawnLater(0ms);
}

void VisitLine::useChanged(VisitSlot* slot) {
    if (slot != current_.get())
        return;
    for (DriverLane* lane : lanes_)
        lane->watch(slot->isInUse());
}

void VisitLine::slotEnded(VisitSlot* slot) {
    if (slot == current_.get())
        currentEnded(*slot);
    else if (slot == standby_.get())
        standbyEnded(*slot);
    else
        drop(outgoing_);
    if (stopping_ && !current_ && !standby_ && !outgoing_)
        emit ended();
}

void VisitLine::currentEnded(VisitSlot& slot) {
    std::chrono::milliseconds wait = standbyPause;
    if (!slot.isFinished() && !stopping_) {
        // One that never showed anything lost nothing, but what it was to tell is still untold.
        lost_ = slot.framed() || slot.toldLost();
        lostReceipt_ = slot.framed() ? slot.filedReceipt() : slot.toldReceipt();
        wait = policy_.ended(slot.lived());
        logEvent(policy_.storm() ? Event::ProgramStorm : Event::ProgramLost,
                 {{"program", "jiujin-visit"}});
        for (DriverLane* lane : lanes_)
            lane->renew();
    }
    drop(current_);
    if (stopping_)
        return;
    if (standbyServes())
        takeScreen();
    else
        spawnLater(wait);
}

void VisitLine::standbyEnded(VisitSlot& slot) {
    if (std::exchange(renewing_, false)) {
        drop(standby_);
        return spawnLater(0ms);
    }
    const auto wait = policy_.ended(slot.lived());
    if (!stopping_)
        logEvent(policy_.storm() ? Event::ProgramStorm : Event::ProgramLost,
                 {{"program", "jiujin-visit"}});
    drop(standby_);
    spawnLater(wait);
}

} // namespace jiujin::devices
