// How a visit is started, takes over, gives way and ends.
#include "tests/contract/visit/hall.h"

#include <QtTest/QtTest>

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

    void saysGoodbyeWhenTheReaderIsLost() {
        Hall h;
        h.start();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.standbys, 1, 20000);
        h.serveDevices();
        emit h.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(h.terminal.firstFrames, 1);
        QTRY_VERIFY(h.printer.statusAsked > 0);
        h.cutReader();
        QTRY_COMPARE_WITH_TIMEOUT(h.terminal.ends, 1, 15000);
        emit h.terminal.retire();
        QTRY_COMPARE(h.program.state(), QProcess::NotRunning);
        QCOMPARE(h.program.exitCode(), 0);
        QCOMPARE(h.terminal.ends, 1);
    }

    void refusesAWrongCommandLine() {
        QProcess program;
        program.start(qEnvironmentVariable("JIUJIN_VISIT"),
                      {QStringLiteral("--link"), QStringLiteral("3")});
        QVERIFY(program.waitForFinished());
        QVERIFY(program.exitCode() != 0);
        QVERIFY(program.readAllStandardError().contains("--idcard"));
    }
};

QTEST_GUILESS_MAIN(VisitProgram)
#include "tst_visit_program.moc"
