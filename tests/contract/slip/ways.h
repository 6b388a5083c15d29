// What the cases of class "slip" over the emulated printer share: the ways to it, and a small slip.
#pragma once

#include "tests/contract/slip/emulator_peer.h"
#include "tests/contract/slip/slip_rig.h"

#include <QtTest/QTest>

using Way = EmulatorPeer::Way;
Q_DECLARE_METATYPE(EmulatorPeer::Way)

inline const QString ready;
inline const QString noPaper = QStringLiteral("JJ-1401");
inline const QString unknown = QStringLiteral("JJ-1207");

inline const jiujin::drivers::Slip small{{line(QStringLiteral("办件编号 A017"))}};

inline void bothWays() {
    QTest::addColumn<Way>("way");
    QTest::newRow("tcp") << Way::Tcp;
    QTest::newRow("device") << Way::Device;
}
