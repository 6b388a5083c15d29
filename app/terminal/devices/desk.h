// What a visit may ask of the terminal, behind the link: numbers, filing, asks, how things are.
#pragma once

#include "platform/base/result.h"
#include "rep_terminal_merged.h"

#include <functional>

namespace jiujin::devices {

class Desk {
public:
    virtual ~Desk() = default;

    // Each answers once, later, in this thread; also when whoever asked is gone by then.
    virtual void reserve(std::function<void(Result<LinkReservation>)> answer) = 0;
    virtual void put(QByteArray coreHeader, QByteArray sealed,
                     std::function<void(Result<LinkReceipt>)> answer) = 0;

    // The sealed answer to an ask that is carried to the platform.
    virtual void ask(QByteArray head, QByteArray sealed,
                     std::function<void(Result<QByteArray>)> answer) = 0;

    // filed: the case number of what the visit filed, or empty.
    virtual void status(const QString& filed, std::function<void(LinkStatus)> answer) = 0;
};

} // namespace jiujin::devices
