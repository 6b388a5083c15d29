// Supervision with small programs in the place of visits and driver hosts.
#include "app/terminal/devices/visit_line.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::devices;

namespace {

QString program(const char* name) {
    return QCoreApplication::applicationDirPath() + QLatin1Char('/') + QLatin1String(name);
}

bool alive(qint64 pid) {
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

// Files at once, but says so a little later: as a disk would.
class TestDesk : public Desk {
public:
    int filed = 0, reserved = 0;
    bool holds = false; // puts and asks stay under way

    void reserve(std::function<void(Result<LinkReservation>)> answer) override {
        ++reserved;
        QTimer::singleShot(0, [answer] { answer(LinkReservation()); });
    }
    void put(QByteArray, QByteArray, std::function<void(Result<LinkReceipt>)> answer) override {
        const LinkReceipt receipt(QStringLiteral("case-%1").arg(++filed), QStringLiteral("code"),
                                  QString(), QStringLiteral("drift"));
        if (!holds)
            QTimer::singleShot(50, [answer, receipt] { answer(receipt); });
    }
    void ask(QByteArray head, QByteArray sealed,
             std::function<void(Result<QByteArray>)> answer) override {
        if (!holds)
            QTimer::singleShot(0, [head, sealed, answer] { answer(head + sealed); });
    }
    void status(const QString&, std::function<void(LinkStatus)> answer) override {
        QTimer::singleShot(0, [answer] { answer({}); });
    }
};

struct Line {
    qint64 pid;
    QString what;
};

} // namespace

class DevicesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestDesk desk_;
    OperatorGate operators_;
    std::unique_ptr<DriverLane> lane_;
    std::unique_ptr<VisitLine> line_;

    void begin(const char* behaviour, std::optional<uid_t> user = {}, const char* module = "fake",
               bool once = false) {
        Program host{program("test-fake_host"),
                     {QStringLiteral("--module"), QLatin1String(module)},
                     user,
                     {}};
        if (once)
            host.arguments << QStringLiteral("--option")
                           << QStringLiteral("once=") +
                                  temporary_->filePath(QStringLiteral("once"));
        lane_ = std::make_unique<DriverLane>(Device{
            QStringLiteral("reader"), QStringLiteral("idcard"), QStringLiteral("fake"), host});
        const Program visit{
            program("test-fake_visit"), {logFile(), QLatin1String(behaviour)}, user, {}};
        line_ = std::make_unique<VisitLine>(visit, std::vector{lane_.get()}, desk_, operators_);
        lane_->start();
        line_->start();
    }
    QString logFile() const { return temporary_->filePath(QStringLiteral("log")); }

    std::vector<Line> log() const {
        QFile file(logFile());
        std::vector<Line> lines;
        if (!file.open(QIODevice::ReadOnly))
            return lines;
        for (const QByteArray& line : file.readAll().split('\n'))
            if (const qsizetype blank = line.indexOf(' '); blank > 0)
                lines.push_back({line.left(blank).toLongLong(),
                                 QString::fromUtf8(line.mid(blank + 1)).trimmed()});
        return lines;
    }
    std::vector<Line> log(const char* beginning) const {
        std::vector<Line> lines = log();
        std::erase_if(lines, [&](const Line& line) {
            return !line.what.startsWith(QLatin1String(beginning));
        });
        return lines;
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        ::chmod(temporary_->path().toLocal8Bit().constData(), 0777);
        desk_ = {};
        operators_ = {};
    }
    void cleanup() {
        line_.reset();
        lane_.reset();
    }

    void theFirstStandbyTakesTheScreenAndTheDevice() {
        begin("stay");
        QTRY_COMPARE(line_->screen(), Screen::Ready);
        QTRY_COMPARE(log("device host").size(), 1u);
        QCOMPARE(log("takeover clean").size(), 1u);
        // A second one stands by, and hears nothing.
        QTRY_COMPARE(log("user").size(), 2u);
        QCOMPARE(log("takeover").size(), 1u);
        QCOMPARE(log("device").size(), 1u);
        QCOMPARE(lane_->health(), std::string("ok"));
    }

    // What the next visit goes by has changed: nobody calls the standby lost, and the one that has
    // the screen keeps it.
    void theStandbyIsStartedAnew() {
        begin("stay");
        QTRY_COMPARE(line_->screen(), Screen::Ready);
        QTRY_COMPARE(log("user").size(), 2u);
        line_->renewStandby();
        line_->renewStandby();
        QTRY_COMPARE(log("user").size(), 3u);
        QCOMPARE(line_->screen(), Screen::Ready);
        QCOMPARE(log("takeover").size(), 1u);
    }

    void anOperatorsVisitIsNotAnsweredOnceItIsFinished() {
        std::vector<std::string> asked;
        operators_ = {[] { return std::string("challenge"); },
                      [](std::string_view, ByteView, ByteView) { return Result<void>(); },
                      [&](std::string_view line) {
                          asked.emplace_back(line);
                          return std::string("{}");
                      }};
        begin("operator");
        QTRY_VERIFY(!log("desk refuses JJ-1311 call 5").empty());
        QCOMPARE(log("desk tells challenge call 1").front().what,
                 QStringLiteral("desk tells challenge call 1"));
        QVERIFY(!log("desk tells {} call 3").empty());
        QVERIFY(!log("desk refuses JJ-1311 call 4").empty());
        line_.reset(); // it writes to what is here
        for (const std::string& line : asked)
            QCOMPARE(line, std::string("status"));
    }

    void visitsFollowEachOtherWithAFreshHostEach() {
        begin("finish");
        QTRY_VERIFY_WITH_TIMEOUT(log("retire").size() >= 4, 20000);
        const auto lines = log();
        const auto takeovers = log("takeover");
        const auto hosts = log("device host");
        for (std::size_t i = 0; i + 1 < 4; ++i) {
            QCOMPARE(takeovers[i].what, QStringLiteral("takeover clean"));
            const auto at = [&](qint64 pid, const char* what) {
                return std::ranges::find_if(lines, [&](const Line& line) {
                    return line.pid == pid && line.what.startsWith(QLatin1String(what));
                });
            };
            // The old one goes only after the new one has the screen.
            QVERIFY(at(takeovers[i + 1].pid, "takeover") < at(takeovers[i].pid, "retire"));
        }
        std::set<QString> different;
        for (const Line& host : hosts)
            different.insert(host.what);
        QCOMPARE(different.size(), hosts.size());
        QVERIFY(hosts.size() >= 3);
    }

    void aCrashIsToldToTheNextWithWhatWasFiled() {
        begin("file-crash");
        QTRY_VERIFY(log("takeover lost").size() >= 1);
        QCOMPARE(log("takeover lost").front().what, QStringLiteral("takeover lost case-1"));
    }

    void aCrashBeforeFilingLeavesNoReceipt() {
        begin("crash");
        QTRY_VERIFY(log("takeover lost").size() >= 1);
        QCOMPARE(log("takeover lost").front().what, QStringLiteral("takeover lost"));
    }

    void afterAFilingTheNextIsToldNothing() {
        begin("file-finish");
        QTRY_VERIFY(log("takeover").size() >= 2);
        QCOMPARE(log("takeover").at(1).what, QStringLiteral("takeover clean"));
        QCOMPARE(log("stored").front().what, QStringLiteral("stored case-1"));
    }

    void aVisitWithoutTheScreenCannotFile() {
        begin("early");
        QTRY_VERIFY(!log("refused").empty());
        QCOMPARE(log("refused").front().what, QStringLiteral("refused JJ-2107 call 1"));
        QCOMPARE(desk_.filed, 0);
    }

    // Counters do not come back, and what is under way lies in memory.
    void aVisitThatWantsTooMuchIsRefused() {
        desk_.holds = true;
        begin("greedy");
        QTRY_COMPARE(log("refused").size(), 3u);
        QCOMPARE(log("refused JJ-2107 call 501").size(), 1u);
        QCOMPARE(log("refused JJ-2107 call 1005").size(), 1u);
        QCOMPARE(log("refused JJ-2406 call 2005").size(), 1u);
        QTRY_COMPARE(log("reserved").size(), 500u);
        QCOMPARE(desk_.reserved, 500);
        QCOMPARE(desk_.filed, 4);
    }

    void aVisitThatFloodsIsEnded() {
        begin("flood");
        QTRY_VERIFY_WITH_TIMEOUT(log("user").size() >= 2, 20000);
        QCOMPARE(log("takeover").size(), 0u);
        QTRY_VERIFY(!alive(log("user").front().pid));
    }

    void aStormEndsInDown() {
        begin("at-once");
        QTRY_COMPARE_WITH_TIMEOUT(line_->screen(), Screen::Down, 20000);
    }

    // However its host goes: the visit is told the cause, and has a fresh host on a fresh socket.
    void theSameVisitGetsItsDeviceBack_data() {
        QTest::addColumn<QByteArray>("behaviour");
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, const char* behaviour, const char* module,
                            const char* told) {
            QTest::newRow(name) << QByteArray(behaviour) << QByteArray(module)
                                << QString::fromLatin1(told);
        };
        row("it crashes", "stay", "crash", "lost JJ-3105");
        row("it stops", "serve", "hang", "lost JJ-3111");
        row("it talks nonsense", "stay", "babble", "lost JJ-3105");
        row("it talks without end", "stay", "flood", "lost JJ-3105");
        row("its device goes", "stay", "leave", "lost JJ-3102");
        row("the visit drops it", "drop", "fake", "lost JJ-3105");
    }
    void theSameVisitGetsItsDeviceBack() {
        QFETCH(QByteArray, behaviour);
        QFETCH(QByteArray, module);
        QFETCH(QString, told);
        begin(behaviour.constData(), {}, module.constData(), true);
        QTRY_COMPARE_WITH_TIMEOUT(log("device host").size(), 2u, 20000);
        QVERIFY(log("device host")[0].what != log("device host")[1].what);
        QCOMPARE(log("device host")[0].pid, log("device host")[1].pid);
        QVERIFY(!log("lost").empty());
        for (const Line& loss : log("lost"))
            QCOMPARE(loss.what, told);
        QTRY_COMPARE(lane_->health(), std::string("ok"));
        QCOMPARE(log("takeover").size(), 1u);
        const qint64 first = log("device host")[0].what.mid(12).toLongLong();
        QTRY_VERIFY(!alive(first));
    }

    void aStormOfHostsEndsOutOfService() {
        begin("stay", {}, "crash");
        QTRY_COMPARE_WITH_TIMEOUT(log("out").size(), 1u, 20000);
        QCOMPARE(log("out").front().what, QStringLiteral("out JJ-3105"));
        QVERIFY(lane_->outOfService());
        QCOMPARE(lane_->health(), std::string("JJ-3105"));
        QCOMPARE(line_->screen(), Screen::Ready);
        QCOMPARE(log("takeover").size(), 1u);
        // The next visit is told at once what is not there.
        ::kill(static_cast<pid_t>(log("takeover").front().pid), SIGKILL);
        QTRY_COMPARE(log("takeover").size(), 2u);
        QTRY_COMPARE(log("out").size(), 2u);
        QCOMPARE(log("out").back().pid, log("takeover").back().pid);
    }

    void nobodyIsAskedWhileNobodyIsServed() {
        begin("stay");
        QTRY_COMPARE(log("device host").size(), 1u);
        const QString status = QStringLiteral("/proc/%1/status")
                                   .arg(log("device host").front().what.mid(12).toLongLong());
        const auto wakes = [&] {
            QFile file(status);
            if (!file.open(QIODevice::ReadOnly))
                return -1;
            for (const QByteArray& line : file.readAll().split('\n'))
                if (line.startsWith("voluntary_ctxt_switches:"))
                    return line.mid(24).trimmed().toInt();
            return -1;
        };
        int before = wakes();
        QVERIFY(before >= 0);
        QElapsedTimer second;
        second.start();
        QTRY_VERIFY(second.hasExpired(1000));
        QVERIFY2(wakes() - before <= 1, qPrintable(QString::number(wakes() - before)));
        // Otherwise it is: the count can tell.
        lane_->watch(true);
        before = wakes();
        QTRY_VERIFY(wakes() - before >= 4);
    }

    void waitsGrowUntilAStorm() {
        using namespace std::chrono_literals;
        RestartPolicy policy;
        QCOMPARE(policy.ended(10s), 100ms);
        QCOMPARE(policy.ended(1s), 200ms);
        QCOMPARE(policy.ended(1s), 400ms);
        QCOMPARE(policy.ended(10s), 100ms);
        for (int i = 0; i < 4; ++i)
            QVERIFY(policy.ended(1s) < 2s && !policy.storm());
        QCOMPARE(policy.ended(1s), 60000ms);
        QVERIFY(policy.storm());
        QCOMPARE(policy.ended(10s), 100ms);
        QVERIFY(!policy.storm());
    }

    void stoppingEndsEveryChild() {
        begin("stay");
        QTRY_COMPARE(log("user").size(), 2u);
        QTRY_COMPARE(log("device host").size(), 1u);
        const qint64 host = log("device host").front().what.mid(12).toLongLong();
        QVERIFY(alive(host));
        QSignalSpy lineEnded(line_.get(), &VisitLine::ended);
        QSignalSpy laneEnded(lane_.get(), &DriverLane::ended);
        line_->stop();
        lane_->stop();
        QTRY_COMPARE(lineEnded.count(), 1);
        QTRY_COMPARE(laneEnded.count(), 1);
        for (const Line& visit : log("user"))
            QVERIFY(!alive(visit.pid));
        QVERIFY(!alive(host));
    }

    void eachHasItsOwnUserAndAKnownEnvironment() {
        if (::geteuid() != 0)
            QSKIP("only root can give a program another user");
        qputenv("JIUJIN_TEST_SECRET", "known");
        begin("stay", 60911);
        QTRY_COMPARE(line_->screen(), Screen::Ready);
        qunsetenv("JIUJIN_TEST_SECRET");
        QCOMPARE(log("user").front().what, QStringLiteral("user 60911 0"));
        QCOMPARE(log("secret").front().what, QStringLiteral("secret ."));
    }

    void aChildNeverOutlivesItsSupervisor() {
        QProcess supervisor;
        supervisor.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--supervisor")});
        QVERIFY(supervisor.waitForReadyRead(20000));
        const qint64 child = supervisor.readAllStandardOutput().trimmed().toLongLong();
        QVERIFY(child > 0 && alive(child));
        supervisor.kill();
        QVERIFY(supervisor.waitForFinished());
        QTRY_VERIFY(!alive(child));
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 2 && std::string_view(argv[1]) == "--supervisor") {
        const Child child({QStringLiteral("/bin/sleep"), {QStringLiteral("1000")}, {}, {}}, {});
        const QByteArray line = QByteArray::number(child.pid()) + '\n';
        if (::write(STDOUT_FILENO, line.constData(), size_t(line.size())) < 0)
            return 1;
        return QCoreApplication::exec();
    }
    DevicesTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_devices.moc"
