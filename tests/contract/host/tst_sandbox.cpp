// Each act that the sandbox forbids, tried by a module before it is locked in and after; and each
// of the two locks alone.
#include "drivers/host/sandbox.h"
#include "tests/contract/host/acts.h"
#include "tests/contract/host/scene_rig.h"
#include "tests/contract/support/driver_process.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

#include <csignal>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Outcomes = QMap<QString, QString>; // by "before NAME", "after NAME"

bool refused(const QString& outcome) {
    return outcome == QLatin1String("EPERM") || outcome == QLatin1String("EACCES");
}

Outcomes outcomesFrom(const QByteArray& lines) {
    Outcomes found;
    for (const QString& line : QString::fromLatin1(lines).split(QLatin1Char('\n')))
        if (const qsizetype colon = line.lastIndexOf(QLatin1String(": ")); colon > 0)
            found[line.left(colon)] = line.mid(colon + 2);
    return found;
}

// What a locked child says of each act, one line each, with only one of the locks on.
QByteArray behind(acts::Holds lock, const acts::Scene& scene) {
    int ends[2];
    if (::pipe(ends) != 0)
        qFatal("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        bool locked = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
        if (lock == acts::Files)
            jiujin::drivers::lockFiles({});
        else
            locked = locked && jiujin::drivers::lockCalls({}).ok();
        for (const acts::Act& act : acts::all()) {
            if (!locked || (act.holds & lock) == 0)
                continue;
            const std::string said =
                lock == acts::Files ? acts::inChild(act, scene) : acts::here(act, scene);
            const std::string line = std::string(act.name) + ": " + said + '\n';
            if (::write(ends[1], line.data(), line.size()) < 0)
                ::_exit(1);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    QByteArray lines;
    char part[4096];
    for (ssize_t got; (got = ::read(ends[0], part, sizeof part)) > 0;)
        lines.append(part, got);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return lines;
}

QString statusLine(qint64 pid, const char* name) {
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(name))
            return QString::fromLatin1(line.mid(qsizetype(strlen(name)) + 1).trimmed());
    return {};
}

} // namespace

class TestSandbox : public QObject {
    Q_OBJECT

    SceneRig rig_;
    Outcomes module_, calls_, files_;

    // The control is what a free process could: where this kernel or this user cannot do it at all,
    // the refusal proves less, and that is said.
    void judge(const QString& free, const QString& locked) {
        QVERIFY2(refused(locked), qPrintable(locked));
        if (free != QLatin1String("DONE"))
            QSKIP(qPrintable(QStringLiteral("here a free process cannot do it either: ") + free));
    }
    static void rows(unsigned lock) {
        QTest::addColumn<QString>("act");
        for (const acts::Act& act : acts::all())
            if ((act.holds & lock) != 0)
                QTest::newRow(act.name) << QString::fromLatin1(act.name);
    }
    QString freely(const QString& act) { return module_.value(QStringLiteral("before ") + act); }

private slots:
    void initTestCase() {
        DriverProcess host(QStringLiteral("probe"),
                           {QStringLiteral("folder=") + rig_.folder(),
                            QStringLiteral("other=%1").arg(rig_.other()),
                            QStringLiteral("port=%1").arg(rig_.port())},
                           DriverProcess::testModules());
        QVERIFY(host.healthBecomes(QStringLiteral("ok"), 30000));
        host.closeControl();
        QVERIFY(host.ended());
        module_ = outcomesFrom(host.process().readAll());
        const auto scene = acts::prepared(rig_.folder().toStdString(),
                                          static_cast<pid_t>(rig_.other()), rig_.port());
        calls_ = outcomesFrom(behind(acts::Calls, scene));
        files_ = outcomesFrom(behind(acts::Files, scene));
    }

    void aModuleIsRefused_data() { rows(acts::Both); }
    void aModuleIsRefused() {
        QFETCH(QString, act);
        judge(freely(act), module_.value(QStringLiteral("after ") + act));
    }

    void theFilterOfCallsAloneRefuses_data() { rows(acts::Calls); }
    void theFilterOfCallsAloneRefuses() {
        QFETCH(QString, act);
        judge(freely(act), calls_.value(act));
    }

    void theLockOnFilesAloneRefuses_data() { rows(acts::Files); }
    void theLockOnFilesAloneRefuses() {
        QFETCH(QString, act);
        if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 6)
            QSKIP("this kernel's Landlock knows less");
        judge(freely(act), files_.value(act));
    }

    // Most of them can be done by somebody, or this test proves nothing.
    void theControlsWork() {
        int done = 0, possible = 0;
        for (const acts::Act& act : acts::all()) {
            possible += ::geteuid() == 0 || !act.needsRoot ? 1 : 0;
            done += freely(QString::fromLatin1(act.name)) == QLatin1String("DONE") ? 1 : 0;
        }
        QVERIFY2(done * 10 >= possible * 8, qPrintable(QString::number(done)));
    }

    void aLockedInModuleStillRuns() {
        QCOMPARE(module_.value(QStringLiteral("after thread")), QStringLiteral("DONE"));
        for (const char* name : {"new", "else"})
            QFile::remove(rig_.folder() + QLatin1Char('/') + QLatin1String(name));
        QVERIFY(QFile::exists(rig_.folder() + QStringLiteral("/outbox.db")));
    }

    void noNewPrivilegesNoCoreAndNotDumpable() {
        DriverProcess host(QStringLiteral("probe"), {}, DriverProcess::testModules());
        QVERIFY(host.healthBecomes(QStringLiteral("ok")));
        const qint64 pid = host.process().processId();
        QCOMPARE(statusLine(pid, "NoNewPrivs:"), QStringLiteral("1"));
        QCOMPARE(statusLine(pid, "Seccomp:"), QStringLiteral("2"));
        QCOMPARE(statusLine(rig_.other(), "NoNewPrivs:"), QStringLiteral("0"));
        QCOMPARE(statusLine(rig_.other(), "Seccomp:"), QStringLiteral("0"));
        QFile limits(QStringLiteral("/proc/%1/limits").arg(pid));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        QVERIFY(limits.readAll().simplified().contains("Max core file size 0 0"));
    }

    // Whose files in /proc are root's is what nobody of the same user can read.
    void nobodyOfTheSameUserReadsIt() {
        if (::geteuid() != 0)
            QSKIP("only root can run a host as another user");
        constexpr uint user = 60919;
        QProcess free;
        free.setChildProcessModifier([] {
            if (::setuid(user) != 0)
                ::_exit(126);
        });
        free.start(QStringLiteral("/bin/sleep"), {QStringLiteral("1000")});
        QVERIFY(free.waitForStarted());
        DriverProcess host(QStringLiteral("probe"), {}, DriverProcess::testModules(), user);
        QVERIFY(host.healthBecomes(QStringLiteral("ok")));
        const auto owner = [](qint64 pid) {
            return QFileInfo(QStringLiteral("/proc/%1/environ").arg(pid)).ownerId();
        };
        QTRY_COMPARE(owner(free.processId()), user);
        QCOMPARE(statusLine(host.process().processId(), "Uid:").section(QLatin1Char('\t'), 0, 0),
                 QString::number(user));
        QCOMPARE(owner(host.process().processId()), 0u);
        free.kill();
        free.waitForFinished();
    }
};

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
