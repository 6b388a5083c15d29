// One visit: its process, its end of the link, and the line over which it gets its devices once it
// has the screen.
#pragma once

#include "app/link/frame_socket.h"
#include "app/terminal/devices/child.h"
#include "app/terminal/devices/desk.h"
#include "app/terminal/devices/operator_session.h"
#include "app/terminal/devices/visit_devices.h"

#include <QtRemoteObjects/QRemoteObjectHost>

#include <memory>

namespace jiujin::devices {

class VisitSlot : public TerminalSource {
    Q_OBJECT
public:
    // program: jiujin-visit with its arguments, but for --link and --devices.
    VisitSlot(const Program& program, Desk& desk, const OperatorGate& operators);
    ~VisitSlot() override;

    const std::shared_ptr<VisitDevices>& devices() const { return devices_; }
    // From now on it may file. `receipt` is empty when the visit before it left none.
    void takeOver(bool lost, const LinkReceipt& receipt);
    void askToRetire(std::chrono::milliseconds patience);
    void kill() { child_->killAfter(std::chrono::milliseconds(0)); }

    bool ready() const { return ready_; }
    bool framed() const { return framed_; }
    bool isFinished() const { return finished_; }
    // Somebody is being served; never without the screen.
    bool isInUse() const { return inUse_ && mayFile(); }
    std::chrono::milliseconds lived() const { return child_->lived(); }
    // The last receipt that this visit was given, or was about to get when it went.
    LinkReceipt filedReceipt() const { return filed_; }
    // What takeOver() told it.
    bool toldLost() const { return toldLost_; }
    LinkReceipt toldReceipt() const { return toldReceipt_; }

    void standingBy() override;
    void firstFrame() override;
    void finished() override;
    void reserve(quint32 call) override;
    void put(quint32 call, QByteArray coreHeader, QByteArray sealed) override;
    void askStatus() override;
    void ask(quint32 call, QByteArray head, QByteArray sealed) override;
    void inUse(bool busy) override;
    void operatorBegin(quint32 call) override;
    void operatorProve(quint32 call, QByteArray certificate, QByteArray signature) override;
    void operatorAsk(quint32 call, QByteArray line) override;
    void operatorLeave() override { operator_.leave(); }

signals:
    void becameReady();
    void gotFrame();
    void becameFinished();
    void useChanged();
    // The process is gone, and what it had asked to file is decided.
    void ended();

private:
    bool mayFile() const { return hasScreen_ && !finished_; }
    void answered(quint32 call, const Result<LinkReceipt>& receipt);
    void checkEnd();
    void refuse(quint32 call, ErrorCode code);
    void refuseOperator(quint32 call, ErrorCode code);

    // Far more than a visit asks for. Counters are not given back, and what is under way is held in
    // memory: a visit that was taken over must exhaust neither.
    static constexpr int mostReservations = 500, mostFilings = 4, mostAsks = 4;

    Desk& desk_;
    OperatorSession operator_;
    std::shared_ptr<VisitDevices> devices_;
    // The host writes to the pipe while it is destroyed, the child's end is seen before both go.
    std::unique_ptr<link::FrameSocket> pipe_;
    QRemoteObjectHost host_;
    std::unique_ptr<Child> child_;
    LinkReceipt filed_, toldReceipt_;
    int reservations_ = 0, filing_ = 0, asking_ = 0;
    bool asksStatus_ = false, inUse_ = false;
    bool ready_ = false, framed_ = false, finished_ = false, hasScreen_ = false, gone_ = false;
    bool toldLost_ = false;
};

} // namespace jiujin::devices
