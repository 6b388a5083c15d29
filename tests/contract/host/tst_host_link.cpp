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

// A line that the contract's own functions would not send.
bool isRefused(const Pair& control, const std::string& line) {
    if (::send(control.host, line.data(), line.size(), 0) != ssize_t(line.size()))
        qFatal("send");
    const auto word = receiveHostWord(control.supervisor);
    return !word.ok() && word.error().code == ErrorCode::DriverLost;
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
        const auto received = receiveOrder(control.host);
        QVERIFY(received.ok());
        QCOMPARE(::write(stream.supervisor, "x", 1), 1);
        char byte = 0;
        QCOMPARE(::read(received->socket, &byte, 1), 1);
        QCOMPARE(byte, 'x');
        ::close(received->socket);
    }
    void healthArrivesInOrder() {
        const Pair control;
        QVERIFY(sendHealth(control.host, "ok").ok());
        QVERIFY(sendHealth(control.host, "JJ-1205").ok());
        QCOMPARE(receiveHostWord(control.supervisor)->text, std::string("ok"));
        QCOMPARE(receiveHostWord(control.supervisor)->text, std::string("JJ-1205"));
    }
    void aPingIsAnsweredByAPong() {
        const Pair control;
        QVERIFY(sendPing(control.supervisor).ok());
        QCOMPARE(receiveOrder(control.host)->socket, -1);
        QVERIFY(sendPong(control.host).ok());
        QVERIFY(receiveHostWord(control.supervisor)->kind == HostWord::Kind::Pong);
    }
    void anIdentityIsOfFewLetters() {
        const Pair control;
        QVERIFY(sendIdentity(control.host, "sam:05.01-20141026-0001").ok());
        const auto word = receiveHostWord(control.supervisor);
        QVERIFY(word.ok() && word->kind == HostWord::Kind::Identity);
        QCOMPARE(word->text, std::string("sam:05.01-20141026-0001"));
        for (const std::string& wrong : {std::string(), std::string("a b"), std::string(65, 'x')})
            QVERIFY(sendIdentity(control.host, wrong).error().code == ErrorCode::DeviceUnsupported);
        QVERIFY(isRefused(control, "Ia b"));
    }
    void healthThatIsNoCodeIsRefused() {
        const Pair control;
        for (const char* wrong : {"", "fine", "JJ-9999", "0123456789012345678901234567890"}) {
            QVERIFY(sendHealth(control.host, wrong).error().code == ErrorCode::DeviceUnsupported);
            QVERIFY2(isRefused(control, std::string("H") + wrong), wrong);
        }
    }
    void whatBecomesOfAPrintArrivesInOrder() {
        const Pair control;
        const PaperWord words[] = {{PaperWord::Kind::Begun, 0},
                                   {PaperWord::Kind::Out, 0},
                                   {PaperWord::Kind::Out, mostSheets},
                                   {PaperWord::Kind::Unknown, 0}};
        for (const PaperWord& word : words)
            QVERIFY(sendPaper(control.host, word).ok());
        for (const PaperWord& word : words) {
            const auto heard = receiveHostWord(control.supervisor);
            QVERIFY(heard.ok() && heard->kind == HostWord::Kind::Paper && heard->paper == word);
        }
    }
    void aCountOfSheetsHasOneSpelling() {
        const Pair control;
        for (const int wrong : {-1, mostSheets + 1})
            QVERIFY(sendPaper(control.host, {PaperWord::Kind::Out, wrong}).error().code ==
                    ErrorCode::DeviceUnsupported);
        QVERIFY(!isRefused(control, "E7"));
        for (const char* wrong : {"E", "E-1", "E+1", "E01", "E1000", "E99999999999", "E1 ", "Ex",
                                  "B1", "U1", "A1", "B ", "b", "5"})
            QVERIFY2(isRefused(control, wrong), wrong);
    }
    void aMessageOfTheOtherKindIsRefusedAndItsSocketClosed() {
        const Pair control;
        QVERIFY(sendHealth(control.supervisor, "ok").ok());
        QVERIFY(receiveOrder(control.host).error().code == ErrorCode::DriverLost);
        Pair stream(SOCK_STREAM);
        QVERIFY(sendServe(control.supervisor, ::dup(stream.host)).ok());
        QVERIFY(receiveHostWord(control.host).error().code == ErrorCode::DriverLost);
        ::shutdown(stream.host, SHUT_WR);
        char byte = 0;
        QCOMPARE(::read(stream.supervisor, &byte, 1), 0);
    }
    void aClosedPairIsDeviceRemoved() {
        Pair control;
        control.closeSupervisor();
        QVERIFY(receiveOrder(control.host).error().code == ErrorCode::DeviceRemoved);
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
