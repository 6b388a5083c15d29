#include "app/terminal/devices/host_watch.h"

namespace jiujin::devices {

namespace {

constexpr std::chrono::milliseconds between{200};
constexpr int mostMissed = 3, mostMissedAtStart = 25;

} // namespace

HostWatch::HostWatch(std::function<void()> ping, QObject* parent)
    : QObject(parent), ping_(std::move(ping)) {
    timer_.setInterval(between);
    connect(&timer_, &QTimer::timeout, this, &HostWatch::turn);
}

void HostWatch::watch(bool on) {
    if (on == timer_.isActive())
        return;
    missed_ = 0;
    asked_ = false;
    if (!on)
        return timer_.stop();
    timer_.start();
    turn();
}

void HostWatch::begin() {
    started_ = asked_ = told_ = false;
    missed_ = 0;
}

void HostWatch::turn() {
    if (told_)
        return;
    if (started_ && !asked_) {
        missed_ = 0;
        asked_ = true;
        return ping_();
    }
    if (++missed_ < (started_ ? mostMissed : mostMissedAtStart))
        return;
    told_ = true;
    emit hung();
}

} // namespace jiujin::devices
