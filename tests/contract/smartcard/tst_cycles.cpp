// What many cards, and none, cost the host: memory, descriptors, threads, wake-ups.
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtCore/QDir>
#include <QtTest/QtTest>

using jiujin::drivers::Presence;

namespace {

constexpr int warmUp = 10;
constexpr int usualCycles = 50; // JIUJIN_CYCLES says otherwise
constexpr long mayGrowKib = 512;

struct Cost {
    long privateKib = 0;
    qsizetype descriptors = 0, threads = 0;
};

long numberAfter(const QString& file, const QByteArray& key) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : opened.readAll().split('\n'))
        if (line.startsWith(key))
            return line.mid(key.size()).simplified().split(' ').first().toLong();
    return -1;
}

Cost costOf(qint64 process) {
    const QString folder = QStringLiteral("/proc/%1/").arg(process);
    return {
        numberAfter(folder + QStringLiteral("smaps_rollup"), "Private_Dirty:"),
        QDir(folder + QStringLiteral("fd"))
            .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
            .size(),
        QDir(folder + QStringLiteral("task")).entryList(QDir::NoDotAndDotDot | QDir::Dirs).size()};
}

long switchesOf(qint64 process) {
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process));
    long switches = 0;
    for (const QString& task : tasks.entryList(QDir::NoDotAndDotDot | QDir::Dirs))
        switches += numberAfter(tasks.filePath(task) + QStringLiteral("/status"),
                                "voluntary_ctxt_switches:");
    return switches;
}

} // namespace

class TestCycles : public QObject {
    Q_OBJECT

    std::unique_ptr<PcscdRig> rig_;
    std::unique_ptr<CardVisit> visit_;

    void cycle(int number) {
        QVERIFY(rig_->hands(number % 2 == 0 ? "card social zhang" : "card operator"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, number % 2 == 0 ? QStringLiteral("social")
                                                                     : QStringLiteral("operator")));
        QCOMPARE(visit_->codeOfRead(), QString());
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
    }

private slots:
    void init() {
        rig_ = std::make_unique<PcscdRig>();
        if (!rig_->unavailable().isEmpty())
            QSKIP(qPrintable(rig_->unavailable()));
        visit_ = std::make_unique<CardVisit>(*rig_);
        QVERIFY(visit_->begin());
    }
    void cleanup() {
        visit_.reset();
        rig_.reset();
    }

    void cardsComeAndGoAndNothingGrows() {
        const int asked = qEnvironmentVariableIntValue("JIUJIN_CYCLES");
        const int cycles = asked > 0 ? asked : usualCycles;
        const qint64 process = visit_->host().process().processId();
        for (int i = 0; i < warmUp && !QTest::currentTestFailed(); ++i)
            cycle(i);
        const Cost before = costOf(process);
        if (before.privateKib < 0 || before.descriptors == 0)
            QSKIP("this user may not look into a process that is not dumpable");
        for (int i = 0; i < cycles && !QTest::currentTestFailed(); ++i)
            cycle(i);
        const Cost after = costOf(process);
        qInfo("%d cycles: %ld KiB, then %ld", cycles, before.privateKib, after.privateKib);
        QCOMPARE(after.descriptors, before.descriptors);
        QCOMPARE(after.threads, before.threads);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY(after.privateKib - before.privateKib <= mayGrowKib);
#endif
    }
    // The peer itself, pcscd, looks at its reader all the time; that is not ours.
    void waitingCostsNothing_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("for a card") << QByteArray("nocard");
        QTest::newRow("for it to be taken out") << QByteArray("card social zhang");
    }
    void waitingCostsNothing() {
        QFETCH(QByteArray, command);
        QVERIFY(rig_->hands(command));
        QVERIFY(visit_->silentFor(1500));
        const qint64 process = visit_->host().process().processId();
        const long before = switchesOf(process);
        QVERIFY(before > 0);
        QVERIFY(visit_->silentFor(3000));
        const long switches = switchesOf(process) - before;
        qInfo("%ld wake-ups in 3 s", switches);
        QVERIFY(switches <= 3);
    }
};

QTEST_GUILESS_MAIN(TestCycles)
#include "tst_cycles.moc"
