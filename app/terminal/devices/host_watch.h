// Whether a driver host still turns: asks it now and then while somebody is being served, and only
// then, for waiting is to cost nothing.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace jiujin::devices {

class HostWatch : public QObject {
    Q_OBJECT
public:
    // ping: asks the host, which answers by answered().
    explicit HostWatch(std::function<void()> ping, QObject* parent = nullptr);

    void watch(bool on);
    // A fresh host, which has yet to say its first word.
    void begin();
    // Any first word, from then on it answers soon.
    void spoke() { started_ = true; }
    void answered() { asked_ = false; }
    // There is none to ask until the next begins.
    void end() { told_ = true; }

signals:
    // Told once for each host, within 0.8 s after it stopped turning, or 5 s after it was started
    // and said nothing. Counted in our own turns, so that a machine that stands still accuses
    // nobody.
    void hung();

private:
    void turn();

    const std::function<void()> ping_;
    QTimer timer_;
    bool started_ = false, asked_ = false, told_ = true;
    int missed_ = 0;
};

} // namespace jiujin::devices
