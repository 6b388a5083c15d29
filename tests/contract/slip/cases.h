// What the cases of class "slip" over the emulated printer share: codes, and a small slip.
#pragma once

#include "tests/contract/slip/emulator_peer.h"
#include "tests/contract/slip/slip_rig.h"

inline const QString ready;
inline const QString gone = QStringLiteral("JJ-1405");
inline const QString lost = QStringLiteral("JJ-3102");
inline const QString noPaper = QStringLiteral("JJ-1401");
inline const QString unknown = QStringLiteral("JJ-1207");

inline const jiujin::drivers::Slip small{{line(QStringLiteral("办件编号 A017"))}};
