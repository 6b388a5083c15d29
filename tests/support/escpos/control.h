// The commands that stand for a person's hands and for a broken printer; README.md lists them.
#pragma once

#include "tests/support/escpos/doors.h"
#include "tests/support/escpos/printer.h"

namespace escpos_peer {

class Control {
public:
    Control(Printer& printer, Door& door) : printer_(printer), door_(door) {}

    // What to say to it: "ok …" or "unknown …".
    QByteArray run(const QByteArray& command);

private:
    bool hands(const QByteArray& what, const QByteArray& value);
    bool misbehave(const QByteArray& what, const QByteArray& value);

    Printer& printer_;
    Door& door_;
};

} // namespace escpos_peer
