// When this visit has the screen: standby, takeover, first frame, goodbye, retirement. What it
// tells the supervisor and what it does when told.
#pragma once

#include "app/visit/ports/replica_terminal.h"
#include "app/visit/stage/input_gate.h"
#include "app/visit/stage/window.h"

namespace jiujin::stage {

class Curtain : public QObject {
    Q_OBJECT
public:
    Curtain(ports::ReplicaTerminal& terminal, view::Visit& visit, Window& window, InputGate& gate);

signals:
    // The process has to end now, with this exit code.
    void down(int code);

private:
    void rise();
    void fall();
    void sawFrame();

    ports::ReplicaTerminal& terminal_;
    Window& window_;
    InputGate& gate_;
    bool risen_ = false, firstFrameSeen_ = false, falling_ = false, told_ = false;
    int framesSinceGoodbye_ = 0;
};

} // namespace jiujin::stage
