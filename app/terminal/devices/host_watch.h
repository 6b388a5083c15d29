// Whether a driver host still turns: asks it five times a second while somebody is being served,
// and twice a minute otherwise, for waiting is to cost next to nothing.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>

namespace jiujin::devices {

class HostWatch : public QObject {
    Q_OBJECT
public:
    // ping: asks the host, which answers by answered(). idle: between two questions while nobody is
    // being served.
    explicit HostWatch(std::function<void()> ping,
                       std::chrono::milliseconds idle = std::chrono::seconds(30),
                       QObject* parent = nullptr);

    void watch(bool inUse);
    // A fresh host, which has yet to say its first word.
    void begin();
    // Any first word; from then on it answers soon.
    void spoke();
    void answered();
    // There is none to ask until the next begins.
    void end();

signals:
    // Told once for each host: within 0.8 s after it stopped turning while somebody was being
    // served, or 5 s after it was started and said nothing. Counted in our own turns, so that a
    // machine that stands still accuses nobody.
    void hung();

private:
    void turn();
    void schedule();

    const std::function<void()> ping_;
    const std::chrono::milliseconds idle_;
    QTimer timer_;
    bool inUse_ = false, there_ = false, started_ = false, asked_ = false;
    int missed_ = 0;
};

} // namespace jiujin::devices
