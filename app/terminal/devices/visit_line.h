// The visits of one screen, one after the other: a citizen's, and a warm one that stands by.
//
//   finished -> takeover of the standby -> its first frame -> the old one retires -> a new standby
//
// When a visit crashes, the standby takes over and is told that one was lost, and what it had
// filed.
#pragma once

#include "app/terminal/devices/driver_lane.h"
#include "app/terminal/devices/visit_slot.h"

#include <QtCore/QTimer>

namespace jiujin::devices {

enum class Screen { Starting, Ready, Down };
// "starting", "ready", "down".
std::string nameOf(Screen screen);

class VisitLine : public QObject {
    Q_OBJECT
public:
    // How the next one is started.
    using NextVisit = std::function<Program()>;

    VisitLine(NextVisit next, std::vector<DriverLane*> lanes, Desk& desk,
              OperatorGate operators = {});
    VisitLine(const Program& visit, std::vector<DriverLane*> lanes, Desk& desk,
              OperatorGate operators = {});
    ~VisitLine() override;

    void start();
    // The one that stands by, if any, was started before something changed that it should know:
    // another takes its place.
    void renewStandby();
    // Ends all visits; ended() follows.
    void stop();
    Screen screen() const;
    // To whoever stands before the screen, unasked: whether the terminal serves has changed.
    void tellStatus();
    // Somebody is being served.
    bool inUse() const { return current_ && current_->isInUse(); }

signals:
    void ended();

private:
    void spawnStandby();
    void spawnLater(std::chrono::milliseconds wait);
    bool standbyServes() const { return standby_ && standby_->ready() && !renewing_; }
    void takeScreen();
    void becameReady(VisitSlot* slot);
    void gotFrame(VisitSlot* slot);
    void becameFinished(VisitSlot* slot);
    void useChanged(VisitSlot* slot);
    void slotEnded(VisitSlot* slot);
    void currentEnded(VisitSlot& slot);
    void standbyEnded(VisitSlot& slot);
    void watch(VisitSlot* slot, std::chrono::milliseconds patience,
               bool (VisitSlot::*reached)() const);

    const NextVisit next_;
    const std::vector<DriverLane*> lanes_;
    Desk& desk_;
    const OperatorGate operators_;
    RestartPolicy policy_;
    QTimer spawnTimer_;
    std::unique_ptr<VisitSlot> current_, standby_, outgoing_;
    bool renewing_ = false; // the standby is asked to go
    bool lost_ = false;     // to tell the next
    LinkReceipt lostReceipt_;
    bool stopping_ = false;
};

} // namespace jiujin::devices
