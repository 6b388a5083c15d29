// The shipped driver host and module against a reader over time: late and doubled answers, plugs
// pulled, one cause kept, what waiting costs, and many cards.
#include "tests/contract/idcard/reader_rig.h"
#include "tests/contract/support/holdings.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QtTest>

namespace {

const QString ok = QStringLiteral("ok");
const QString silent = QStringLiteral("JJ-1007");
const QString refused = QStringLiteral("JJ-1009");
const QString removed = QStringLiteral("JJ-3102");

} // namespace

class TestIdCardWatch : public QObject {
    Q_OBJECT
private slots:
    // An answer that its own request no longer waits for must not pass for the next one's.
    void lateAndDoubledAnswersAreNobodyElses_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command :
             {"late", "late 2", "double", "double 50", "on 2001 double", "on 2002 double",
              "on 2002 late", "on 3001 double", "on 3003 double", "on 3003 late"})
            QTest::newRow(command) << QByteArray(command);
    }
    void lateAndDoubledAnswersAreNobodyElses() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        for (const char* id : {"zhang", "li"}) {
            QVERIFY(rig.hands("nocard"));
            QVERIFY(rig.hands(QByteArray("card ") + id));
            rig.ask();
            const auto answer = rig.answer();
            QVERIFY(answer && answer->card);
            QVERIFY(ReaderRig::sameTexts(*answer->card, ReaderRig::person(QLatin1String(id))));
        }
    }
    void aCardThatComesLateIsNotTheNextOne() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("on 3001 late"));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        const auto first = rig.answer();
        QVERIFY(first && !first->card);
        QVERIFY(rig.hands("nocard"));
        QVERIFY(rig.hands("card li"));
        rig.ask();
        const auto second = rig.answer();
        QVERIFY(second && second->card);
        QVERIFY(ReaderRig::sameTexts(*second->card, ReaderRig::person(QStringLiteral("li"))));
    }
    void pulledOutInTheMiddleAndPluggedInAgain_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command :
             {"unplug", "on 2001 unplug", "on 2002 unplug", "on 3001 unplug", "on 3003 unplug"})
            QTest::newRow(command) << QByteArray(command);
    }
    void pulledOutInTheMiddleAndPluggedInAgain() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        if (command != "unplug")
            QVERIFY(rig.hands("card zhang"));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer && !answer->card);
        QCOMPARE(answer->code, silent);
        QVERIFY(rig.host().healthBecomes(removed));
        rig.host().endVisit();
        QVERIFY(rig.host().ended());
        // A fresh host, as the supervisor starts one, waits for the plug.
        rig.start();
        QCOMPARE(rig.host().nextHealth(), removed);
        QVERIFY(rig.hands("plug"));
        QVERIFY(rig.host().healthBecomes(ok));
        QVERIFY(rig.serve());
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    // A cause that lasts is said once, and nothing vaguer takes its place before it is cleared.
    void oneCauseIsKeptUntilItIsCleared() {
        ReaderRig rig;
        QVERIFY(rig.start().healthBecomes(ok));
        QVERIFY(rig.hands("fault 66 1000"));
        QVERIFY(rig.host().healthBecomes(refused));
        QCOMPARE(rig.host().nextHealth(4000), QString());
        QVERIFY(rig.serve());
        rig.ask();
        QCOMPARE(rig.answer()->code, refused);
        QCOMPARE(rig.host().nextHealth(2000), QString());
        QVERIFY(rig.hands("fault 66 0"));
        QCOMPARE(rig.host().nextHealth(), ok);
    }
    void waitingCostsNothing() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        rig.ask();
        QVERIFY(rig.silentFor(500));
        const qint64 process = rig.host().process().processId();
        QElapsedTimer timer;
        timer.start();
        const long wakeUps = wakeUpsOf(process), transfers = rig.peer().transfers();
        QVERIFY(rig.silentFor(4000));
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        const double woken = static_cast<double>(wakeUpsOf(process) - wakeUps) / seconds;
        const double passed = static_cast<double>(rig.peer().transfers() - transfers) / seconds;
        qInfo("while waiting: %.0f wake-ups, %.0f transfers a second", woken, passed);
        QVERIFY(passed > 0 && passed <= rig.peer().transfersASecond() + 1);
        if (rig.peer().wakeUpsASecond() > 0)
            QVERIFY(woken > 0 && woken <= rig.peer().wakeUpsASecond());
    }
    void manyCardsLeaveNothingBehind() {
        const int warm = 10;
        ReaderRig rig;
        QVERIFY(rig.begin());
        const qint64 process = rig.host().process().processId();
        Holdings before;
        for (int i = 0; i < warm + cyclesWanted(); ++i) {
            if (i == warm)
                before = holdingsOf(process);
            QVERIFY(rig.hands("nocard"));
            QVERIFY(rig.hands(i % 2 == 0 ? "card zhang" : "card doe"));
            rig.ask();
            const auto answer = rig.answer();
            QVERIFY(answer && answer->card);
        }
        const Holdings after = holdingsOf(process);
        qInfo("%d cards: %ld KiB, %ld threads, %ld descriptors more", cyclesWanted(),
              after.kilobytes - before.kilobytes, after.threads - before.threads,
              after.descriptors - before.descriptors);
        QVERIFY(before.kilobytes > 0 && before.threads > 0);
        QCOMPARE(after.threads, before.threads);
        QCOMPARE(after.descriptors, before.descriptors);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        QVERIFY(after.kilobytes - before.kilobytes <= growthAtMost);
#endif
    }
};

QTEST_GUILESS_MAIN(TestIdCardWatch)
#include "tst_idcard_watch.moc"
