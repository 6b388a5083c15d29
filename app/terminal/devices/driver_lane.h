// One device of the terminal: its driver host, fresh for every visit and after every end of its
// own, how the device is, and the way from a visit to it.
#pragma once

#include "app/terminal/devices/child.h"
#include "app/terminal/devices/host_watch.h"
#include "app/terminal/devices/restart_policy.h"
#include "app/terminal/devices/visit_devices.h"
#include "drivers/contract/host_word.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSocketNotifier>

#include <memory>
#include <string>

namespace jiujin::devices {

struct Device {
    QString name;        // in the settings
    QString deviceClass; // what it is to a visit: "idcard"
    QString module;
    Program host; // jiujin-driver-host with its arguments, but for --control
    // Which USB devices it may be, or serial lines of USB devices; none: the options say where it
    // is.
    std::vector<std::string> usb{}, tty{};
    // Its node is opened here and inherited by the host (descriptor=N); by path: the host opens it
    // itself (device=PATH).
    bool byPath = false;
    std::string identity{}; // which it must be; empty: whatever was confirmed

    bool hotPlug() const { return !usb.empty() || !tty.empty(); }
    bool prints() const {
        return deviceClass == QLatin1String("printer") || deviceClass == QLatin1String("slip");
    }
};

class DriverLane : public QObject {
    Q_OBJECT
public:
    explicit DriverLane(Device device, QObject* parent = nullptr);
    ~DriverLane() override;

    const Device& device() const { return device_; }
    // "ok" or an error's code: the last that the host said, or what became of it; JJ-3105 before
    // there was any; JJ-3113 while the device is kept back, JJ-3116 while a
    // technician has it.
    std::string health() const;
    // What the host says of the device; empty when it says nothing.
    const std::string& identity() const { return identity_; }
    // Its host ended so often that it is tried once a minute only; health() is the cause.
    bool outOfService() const { return policy_.storm() && !ready_; }
    bool held() const { return held_; }
    const QString& node() const { return node_; }

    // A device of USB has no host until it is plugged in.
    void start();
    void plugged(const QString& node);
    void unplugged();
    // It is another than the one that was confirmed: no visit gets it.
    void keepBack(bool back);
    // A technician's program has it until release(): no visit gets it, and no host of ours begins.
    void hold();
    void release();
    // The visit that has the screen from now on: it gets the device as soon as its host says that
    // it is there, and again from each fresh host.
    void serve(std::shared_ptr<VisitDevices> visit);
    // Somebody is being served: a host that hangs is found and replaced.
    void watch(bool inUse) { watch_.watch(inUse); }
    // The visit is over: what its host remembers dies with it, a fresh one takes its place.
    void renew();
    void stop();
    bool stopped() const { return !child_; }

signals:
    void healthChanged();
    // Before a visit gets the device, from each host: identity() is known, or will not be.
    void identified();
    void heldChanged();
    // After hold(): no host of ours has the device any more.
    void freed();
    // What its host says of a print: Begun, then one of the others or printLost().
    void paper(const jiujin::drivers::PaperWord& word);
    // Its host ended without a word of what came of the print.
    void printLost();
    // After stop().
    void ended();

private:
    void spawn();
    void hear();
    void hearLast(const Result<drivers::HostWord>& word);
    void hearOut();
    bool takePaper(const drivers::PaperWord& word);
    bool saysTooMuch();
    void heardHealth(const std::string& code);
    void heardIdentity(const std::string& identity);
    bool openNode(Program& host, std::vector<int>& handed) const;
    void leave();
    void offer();
    void hostHung();
    void hostEnded();
    void restart(std::chrono::milliseconds lived);
    void tellLoss();
    void kill(ErrorCode cause);
    void endHost();
    void letGo();
    void closeControl();
    void setHealth(const std::string& code);

    const Device device_;
    RestartPolicy policy_;
    HostWatch watch_;
    std::unique_ptr<Child> child_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::shared_ptr<VisitDevices> visit_;
    std::string health_, identity_;
    QString node_; // in /dev; empty: not plugged in, or not of USB
    int control_ = -1;
    QElapsedTimer second_;
    int words_ = 0;      // heard in it
    bool ready_ = false; // the host has the device
    bool used_ = false;  // and it is a visit's
    bool renewing_ = false, stopping_ = false;
    bool identified_ = false, keptBack_ = false, held_ = false;
    bool leaving_ = false;  // the host was told to end
    bool printing_ = false; // and has a print under way
};

} // namespace jiujin::devices
