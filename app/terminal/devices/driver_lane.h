// One device of the terminal: its driver host, fresh for every visit, and how the device is.
#pragma once

#include "app/terminal/devices/child.h"
#include "app/terminal/devices/restart_policy.h"

#include <QtCore/QSocketNotifier>

#include <memory>
#include <string>

namespace jiujin::devices {

class DriverLane : public QObject {
    Q_OBJECT
public:
    // host: jiujin-driver-host with its arguments, but for --control.
    DriverLane(QString name, Program host, QObject* parent = nullptr);
    ~DriverLane() override;

    QString name() const { return name_; }
    // "ok" or an error's code: the last that the host said; JJ-3105 while there is none.
    std::string health() const { return health_; }
    std::string module() const;

    void start();
    // Takes `socket`, the device end of the visit that has the screen from now on.
    void serve(int socket);
    // The visit is over: what its host remembers dies with it, a fresh one takes its place.
    void renew();
    void stop();
    bool stopped() const { return !child_; }

signals:
    void healthChanged();
    // After stop().
    void ended();

private:
    void spawn();
    void hear();
    void hostEnded();
    void closeControl();
    void setHealth(const std::string& code);

    const QString name_;
    const Program host_;
    RestartPolicy policy_;
    std::unique_ptr<Child> child_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::string health_;
    int control_ = -1;
    int waiting_ = -1; // a visit's socket, for the next host
    bool served_ = false, renewing_ = false, stopping_ = false;
};

} // namespace jiujin::devices
