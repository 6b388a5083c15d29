// The memory of driver hosts whose modules have no other figure, after each has worked.
//   bench-memory
// prints kilobytes: "printer-escpos 3000 smartcard-pcsc 3000"
#include "tests/bench/devices/figures.h"
#include "tests/contract/slip/emulator_peer.h"
#include "tests/contract/slip/slip_rig.h"
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace jiujin::bench;

namespace {

void slips() {
    EmulatorPeer peer(EmulatorPeer::Way::Tcp);
    SlipRig rig(peer);
    if (!rig.beginReady())
        qFatal("there is no receipt printer");
    rig.print(receiptLike(QStringLiteral("收件凭证"), QStringLiteral("JIUJIN")));
    const auto answer = rig.answer();
    if (!answer || !answer->printed)
        qFatal("no slip was printed");
    std::printf("printer-escpos %.0f\n", privateDirtyOf(rig.host().process().processId()));
}

void smartCards() {
    PcscdRig rig;
    CardVisit visit(rig);
    if (!rig.unavailable().isEmpty() || !visit.begin() || !rig.hands("card social zhang"))
        qFatal("there is no smart card");
    if (!visit.codeOfRead().isEmpty())
        qFatal("the smart card was not read");
    std::printf("smartcard-pcsc %.0f\n", privateDirtyOf(visit.host().process().processId()));
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    slips();
    smartCards();
    return 0;
}
