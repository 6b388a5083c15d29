// What the suite of class "slip" needs of a receipt printer and of the hands beside it: of an
// emulator here; where a real one stands, a person does what is said.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

class SlipPeer {
public:
    virtual ~SlipPeer() = default;

    virtual QString module() const = 0;
    virtual QStringList options() const = 0;
    // For the host's process: "NAME=value".
    virtual QStringList environment() const { return {}; }
    // After it was unplugged, only a fresh host can open it.
    virtual bool staysLost() const = 0;
    // "paper out", "cover open", "close": tests/support/escpos/README.md. False when it was not
    // done.
    virtual bool hands(const QByteArray& command) = 0;
    // Pictures of what came out, oldest first.
    virtual QStringList tickets() = 0;
    // Commands that the printer did not know.
    virtual QStringList unknown() = 0;
    // Of "questions", "tickets", "strays", "transfers".
    virtual int count(const QByteArray& what) = 0;
    // Of the host while it waits, at most; 0 where the way to the printer makes them by itself.
    virtual int wakeUpsASecond() const = 0;
};
