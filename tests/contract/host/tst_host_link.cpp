#include "drivers/contract/host_link.h"

#include <QtTest/QtTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

struct Pair {
    int supervisor = -1, host = -1;

    explicit Pair(int type = SOCK_SEQPACKET) {
        int ends[2];
        if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0)
            qFatal("socketpair");
        supervisor = ends[0];
        host = ends[1];
    }
    ~Pair() {
        closeSupervisor();
        ::close(host);
    }
    void closeSupervisor() {
        if (supervisor >= 0)
            ::close(supervisor);
        supervisor = -1;
    }
};

bool isOpen(int descriptor) {
    struct stat state {};
    return ::fstat(descriptor, &state) == 0;
}

} // namespace

class TestHostLink : public QObject {
    Q_OBJECT
private slots:
    void theVisitsSocketArrivesAndIsClosedHere() {
        const Pair control;
        Pair stream(SOCK_STREAM);
        const int handed = ::dup(stream.host);
        QVERIFY(sendServe(control.supervisor, handed).ok());
        QVERIFY(!isOpen(handed));
        const auto received = receiveServe(control.host);
        QVERIFY(received.ok());
        QCOMPARE(::write(stream.supervisor, "x", 1), 1);
        char byte = 0;
        QCOMPARE(::read(*received, &byte, 1), 1);
        QCOMPARE(byte, 'x');
        ::close(*received);
    }
    void healthArrivesInOrder() {
        const Pair control;
        QVERIFY(sendHealth(control.host, "ok").ok());
        QVERIFY(sendHealth(control.host, "JJ-1205").ok());
        QCOMPARE(*receiveHealth(control.supervisor), std::string("ok"));
        QCOMPARE(*receiveHealth(control.supervisor), std::string("JJ-1205"));
    }
    void healthThatIsNoCodeIsRefused() {
        const Pair control;
        for (const char* wrong : {"", "fine", "JJ-9999", "0123456789012345678901234567890"}) {
            QVERIFY(sendHealth(control.host, wrong).ok());
            const auto received = receiveHealth(control.supervisor);
            QVERIFY2(!received.ok() && received.error().code == ErrorCode::DriverLost, wrong);
        }
    }
    void aMessageOfTheOtherKindIsRefusedAndItsSocketClosed() {
        const Pair control;
        QVERIFY(sendHealth(control.supervisor, "ok").ok());
        QVERIFY(receiveServe(control.host).error().code == ErrorCode::DriverLost);
        Pair stream(SOCK_STREAM);
        QVERIFY(sendServe(control.supervisor, ::dup(stream.host)).ok());
        QVERIFY(receiveHealth(control.host).error().code == ErrorCode::DriverLost);
        ::shutdown(stream.host, SHUT_WR);
        char byte = 0;
        QCOMPARE(::read(stream.supervisor, &byte, 1), 0);
    }
    void aClosedPairIsDeviceRemoved() {
        Pair control;
        control.closeSupervisor();
        QVERIFY(receiveServe(control.host).error().code == ErrorCode::DeviceRemoved);
        QVERIFY(sendHealth(control.host, "ok").error().code == ErrorCode::DeviceRemoved);
    }
    void aHostThatDoesNotReadNeverBlocksTheSupervisor() {
        const Pair control;
        Result<void> sent;
        for (int i = 0; i < 100000 && sent.ok(); ++i)
            sent = sendHealth(control.supervisor, "ok");
        QVERIFY(!sent.ok() && sent.error().code == ErrorCode::DeviceTimeout);
    }
};

QTEST_GUILESS_MAIN(TestHostLink)
#include "tst_host_link.moc"
