// What a reader rig has at its other end: a reader, and hands that lay and lift cards, pull the
// plug and spoil the line. The cases know no more of it.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include <memory>

class ReaderPeer {
public:
    // The one that JIUJIN_READER names: serial (also when nothing is named), usb-split, usb-whole,
    // sim.
    static std::unique_ptr<ReaderPeer> named();
    virtual ~ReaderPeer() = default;

    // How jiujin-driver-host gets to it.
    virtual QString module() const = 0;
    virtual QString modules() const;             // the folder; the shipped one
    virtual QStringList options() const = 0;     // "key=value"
    virtual QStringList environment() const = 0; // "NAME=value"

    // Does what the command says (tests/support/samv/README.md); false when it cannot.
    virtual bool hands(const QByteArray& command) = 0;
    // Milliseconds of each request of that kind ("2001": find) since `trace on`.
    virtual QList<qint64> requestTimes(const QByteArray& kind) = 0;

    // Everything that passed between module and reader so far, piece by piece, and how much may
    // pass in a second while a card is waited for.
    virtual long transfers() = 0;
    virtual int transfersASecond() const = 0;
    // How often the host may wake in such a second; 0 where the peer wakes it without need.
    virtual int wakeUpsASecond() const = 0;
};
