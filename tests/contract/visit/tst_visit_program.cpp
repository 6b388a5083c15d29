// How a visit is started, takes over, gives way and ends.
#include "tests/contract/visit/hall.h"

#include <QtTest/QtTest>

#include <sys/socket.h>
#include <unistd.h>

using hall::Hall;

class VisitProgram : public QObject {
    Q_OBJECT
private slots:
    void standsByThenTakesOver() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        QCOMPARE(h.terminal.firstFrames, 0);
        QCOMPARE(h.terminal.statusAsked, 0);
        h.serveDevices();
        emit h.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(h.terminal.firstFrames, 1);
        QTRY_VERIFY(h.terminal.statusAsked > 0);
        QTRY_VERIFY(h.printer.statusAsked > 0);
        // Nobody has agreed to anything: no card is asked for.
        QVERIFY(h.reader.reads.isEmpty());
    }

    void endsWhenRetired() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        emit h.terminal.retire();
        QTRY_COMPARE(h.program.state(), QProcess::NotRunning);
        QCOMPARE(h.program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(h.program.exitCode(), 0);
    }

    void endsWithItsTerminal() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        h.cutLink();
        QTRY_COMPARE(h.program.state(), QProcess::NotRunning);
        QCOMPARE(h.program.exitCode(), 1);
    }

    void takesItsDevicesAgainFromFreshHosts() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        h.serveDevices();
        emit h.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(h.terminal.firstFrames, 1);
        QTRY_VERIFY(h.printer.statusAsked > 0);
        for (int round = 1; round <= 3; ++round) {
            h.printer.statusAsked = 0;
            h.cutPrinter();
            h.tellLost("printer", jiujin::ErrorCode::DriverLost, false);
            h.servePrinter();
            QTRY_VERIFY(h.printer.statusAsked > 0);
        }
        QCOMPARE(h.terminal.ends, 0);
    }

    // A host that was taken over: what it says ends its own line, never the visit.
    void aHostThatSaysNonsenseIsLetGo() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        emit h.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(h.terminal.firstFrames, 1);
        const QByteArray frames[] = {QByteArray("\xff\xff\xff\xff", 4),
                                     QByteArray("\x04\0\0\0abcd", 8),
                                     QByteArray("\x02\0\0\0\x0a\0", 6)};
        for (const QByteArray& nonsense : frames) {
            const int host = h.serveReaderRaw();
            QVERIFY(::send(host, nonsense.constData(), size_t(nonsense.size()), MSG_NOSIGNAL) > 0);
            char byte = 0;
            QTRY_VERIFY(::recv(host, &byte, 1, MSG_DONTWAIT) == 0);
            ::close(host);
        }
        h.servePrinter();
        QTRY_VERIFY(h.printer.statusAsked > 0);
        QCOMPARE(h.program.state(), QProcess::Running);
    }

    void refusesAWrongCommandLine() {
        QProcess program;
        program.start(qEnvironmentVariable("JIUJIN_VISIT"),
                      {QStringLiteral("--link"), QStringLiteral("3")});
        QVERIFY(program.waitForFinished());
        QVERIFY(program.exitCode() != 0);
        QVERIFY(program.readAllStandardError().contains("--devices"));
    }
};

QTEST_GUILESS_MAIN(VisitProgram)
#include "tst_visit_program.moc"
