#include "app/terminal/devices/host_watch.h"

#include <utility>

namespace jiujin::devices {

namespace {

constexpr std::chrono::milliseconds between{200};
constexpr int mostMissed = 3, mostMissedAtStart = 25;

} // namespace

HostWatch::HostWatch(std::function<void()> ping, std::chrono::milliseconds idle, QObject* parent)
    : QObject(parent), ping_(std::move(ping)), idle_(idle) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &HostWatch::turn);
}

void HostWatch::watch(bool inUse) {
    if (std::exchange(inUse_, inUse) == inUse || !there_)
        return;
    if (inUse && started_ && !asked_)
        return turn();
    schedule();
}

void HostWatch::begin() {
    there_ = true;
    started_ = asked_ = false;
    missed_ = 0;
    schedule();
}

void HostWatch::spoke() {
    if (!std::exchange(started_, true))
        schedule();
}

void HostWatch::answered() {
    if (std::exchange(asked_, false))
        schedule();
}

void HostWatch::end() {
    there_ = false;
    timer_.stop();
}

void HostWatch::schedule() {
    missed_ = 0;
    if (there_)
        timer_.start(inUse_ || asked_ || !started_ ? between : idle_);
}

void HostWatch::turn() {
    if (started_ && !asked_) {
        asked_ = true;
        schedule();
        return ping_();
    }
    if (++missed_ < (started_ ? mostMissed : mostMissedAtStart))
        return timer_.start(between);
    end();
    emit hung();
}

} // namespace jiujin::devices
