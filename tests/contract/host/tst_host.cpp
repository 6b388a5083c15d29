// The host as a program: its sandbox, its health line, its life.
#include "tests/contract/support/driver_process.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>
#include <linux/landlock.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

const QString probe = QStringLiteral("probe");
const QString ok = QStringLiteral("ok");

QString testModules() {
    return DriverProcess::testModules();
}

// What the probe could do, by act.
QMap<QString, QString> outcomes(const QStringList& options) {
    DriverProcess host(probe, options, testModules());
    if (!host.healthBecomes(ok))
        return {};
    host.closeControl();
    host.ended();
    QMap<QString, QString> found;
    for (const QString& line :
         QString::fromLatin1(host.process().readAll()).split(QLatin1Char('\n')))
        if (line.startsWith(QLatin1String("after ")))
            found[line.section(QLatin1Char(' '), 1, 1).chopped(1)] =
                line.section(QLatin1Char(' '), 2, 2);
    return found;
}

bool kernelFiltersPorts() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 4;
}

} // namespace

class TestHost : public QObject {
    Q_OBJECT
private slots:
    void connectionsGoOnlyWhereTheModuleNeedsThem() {
        const auto found = outcomes({QStringLiteral("connect=yes")});
        // Allowed, and nobody is there.
        QCOMPARE(found.value(QStringLiteral("connect-file")), QStringLiteral("ENOENT"));
        QCOMPARE(found.value(QStringLiteral("connect-port")), QStringLiteral("ECONNREFUSED"));
        if (kernelFiltersPorts())
            QCOMPARE(found.value(QStringLiteral("connect-other-port")), QStringLiteral("EACCES"));
        QCOMPARE(found.value(QStringLiteral("open")), QStringLiteral("EPERM"));
    }
    void executingEndsTheProcess() {
        DriverProcess host(probe, {QStringLiteral("exec=yes")}, testModules());
        QVERIFY(host.ended());
        QCOMPARE(host.process().exitStatus(), QProcess::CrashExit);
        QCOMPARE(host.process().exitCode(), SIGSYS);
    }
    void aMissingDeviceIsHealthAndIsAskedForAgain() {
        const QTemporaryDir folder;
        const QString device = folder.filePath(QStringLiteral("device"));
        DriverProcess host(probe, {QStringLiteral("absent=") + device}, testModules());
        QCOMPARE(host.nextHealth(), QStringLiteral("JJ-3102"));
        QFile file(device);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(host.healthBecomes(ok));
    }
    void itTellsWhichDeviceItHas() {
        DriverProcess host(probe, {}, testModules());
        QVERIFY(host.healthBecomes(ok));
        QCOMPARE(host.identity(), QStringLiteral("probe:1"));
    }
    void itEndsWithTheSupervisor() {
        DriverProcess host(probe, {}, testModules());
        QVERIFY(host.healthBecomes(ok));
        host.closeControl();
        QVERIFY(host.ended());
        QCOMPARE(host.process().exitCode(), 0);
    }
    void itEndsWithItsVisit() {
        DriverProcess host(probe, {}, testModules());
        QVERIFY(host.healthBecomes(ok));
        host.serve();
        host.endVisit();
        QVERIFY(host.ended());
        QCOMPARE(host.process().exitCode(), 0);
    }
    void aFrameTooLongEndsTheVisitBeforeItIsKept() {
        DriverProcess host(probe, {}, testModules());
        QVERIFY(host.healthBecomes(ok));
        const int visit = host.serveRaw();
        const char length[] = "\xff\xff\xff\xff and then whatever";
        QVERIFY(::send(visit, length, sizeof length, MSG_NOSIGNAL) > 0);
        QVERIFY(host.ended());
        ::close(visit);
    }
    void namesAndOptionsThatAreNoneAreRefused() {
        const QStringList names{QStringLiteral("../modules/probe"), QString(),
                                QStringLiteral("missing")};
        for (const QString& name : names) {
            DriverProcess host(name, {}, testModules());
            QVERIFY(host.ended());
            QCOMPARE(host.process().exitCode(), 1);
        }
        DriverProcess host(QStringLiteral("idcard-samv"), {QStringLiteral("speed=9600")});
        QVERIFY(host.ended());
        QVERIFY(host.process().readAll().contains("JJ-3001"));
    }
};

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
