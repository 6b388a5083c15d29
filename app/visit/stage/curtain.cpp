#include "app/visit/stage/curtain.h"

#include <QtCore/QTimer>

namespace jiujin::stage {

namespace {

// One frame may have been under way when the page changed; the second surely shows it.
constexpr int framesForGoodbye = 2;
// A window that is not shown draws no frames; the data must be gone within a second.
constexpr int goodbyeAtMostMilliseconds = 500;

} // namespace

Curtain::Curtain(ports::ReplicaTerminal& terminal, view::Visit& visit, Window& window,
                 InputGate& gate)
    : terminal_(terminal), window_(window), gate_(gate) {
    connect(&terminal, &ports::ReplicaTerminal::ready, this,
            [this] { terminal_.tellStandingBy(); });
    connect(&terminal, &ports::ReplicaTerminal::takenOver, this, &Curtain::rise);
    connect(&terminal, &ports::ReplicaTerminal::retired, this, [this] { emit down(0); });
    connect(&terminal, &ports::ReplicaTerminal::lost, this, [this] { emit down(1); });
    connect(&window.quick(), &QQuickWindow::frameSwapped, this, &Curtain::sawFrame);
    connect(&visit, &view::Visit::ended, this, &Curtain::fall);
    connect(&gate, &InputGate::touched, &visit, &view::Visit::touched);
}

void Curtain::rise() {
    if (risen_)
        return;
    risen_ = true;
    window_.show();
}

void Curtain::fall() {
    if (falling_)
        return;
    falling_ = true;
    window_.quick().update();
    QTimer::singleShot(goodbyeAtMostMilliseconds, this, [this] {
        if (!std::exchange(told_, true))
            terminal_.tellFinished();
    });
}

void Curtain::sawFrame() {
    if (risen_ && !std::exchange(firstFrameSeen_, true)) {
        terminal_.tellFirstFrame();
        gate_.openSoon();
    }
    if (!falling_ || told_)
        return;
    if (++framesSinceGoodbye_ < framesForGoodbye) {
        window_.quick().update();
    } else {
        told_ = true;
        terminal_.tellFinished();
    }
}

} // namespace jiujin::stage
