// The shipped driver host and module against a reader: what a visit asks of it, and what goes
// wrong.
#include "tests/contract/idcard/reader_rig.h"

#include <QtTest/QtTest>

#include <algorithm>

using jiujin::drivers::FaultKind;
using jiujin::drivers::Presence;

namespace {

const QString unreadable = QStringLiteral("JJ-1001");
const QString lifted = QStringLiteral("JJ-1002");
const QString unknownType = QStringLiteral("JJ-1006");
const QString silent = QStringLiteral("JJ-1007");
const QString garbled = QStringLiteral("JJ-1008");
const QString refused = QStringLiteral("JJ-1009");
const QString badText = QStringLiteral("JJ-1010");

// What memscan finds of this person in that process: 0 nothing, 1 something, 2 not readable.
int traces(qint64 process, const QJsonObject& person) {
    QByteArray patterns;
    for (const char* key : {"name", "number", "address"}) {
        const QString text = person.value(QLatin1String(key)).toString();
        const QByteArray wide(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        patterns += QByteArray(key) + "-utf8 " + text.toUtf8().toHex() + '\n';
        patterns += QByteArray(key) + "-utf16 " + wide.toHex() + '\n';
    }
    QProcess scanner;
    scanner.setProcessChannelMode(QProcess::ForwardedChannels);
    scanner.start(QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) +
                      QStringLiteral("/tests/bin/memscan"),
                  {QString::number(process)});
    scanner.write(patterns);
    scanner.closeWriteChannel();
    scanner.waitForFinished();
    return scanner.exitCode();
}

} // namespace

class TestIdCard : public QObject {
    Q_OBJECT
private slots:
    void everyPersonIsReadAsTheChipHasIt_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"zhang", "expired", "leap", "wrongdigit", "fifteen", "longterm",
                               "rare", "surrogate", "dot", "fifteenchars", "chan", "doe", "roe"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void everyPersonIsReadAsTheChipHasIt() {
        QFETCH(QString, id);
        ReaderRig rig;
        QVERIFY(rig.hands("card " + id.toLatin1()));
        QVERIFY(rig.begin());
        const quint32 call = rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer && answer->call == call && answer->card);
        QVERIFY(ReaderRig::sameTexts(*answer->card, ReaderRig::person(id)));
        QVERIFY(answer->card->photo().isEmpty() && answer->card->fingerprints().isEmpty());
    }
    void aReadWaitsForTheCardAndIsAnsweredOnce() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        rig.ask();
        QVERIFY(rig.silentFor(500));
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.answer()->card);
        QVERIFY(rig.silentFor(500));
    }
    void presenceIsUnknownAfterARead() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.presenceBecomes(Presence::Yes));
        QVERIFY(rig.hands("nocard"));
        QVERIFY(rig.presenceBecomes(Presence::No));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
        QCOMPARE(rig.presences().last(), static_cast<int>(Presence::Unknown));
        QVERIFY(rig.hands("nocard"));
        QVERIFY(rig.hands("card li"));
        QVERIFY(rig.presenceBecomes(Presence::Yes));
    }
    void theSameCardIsReadAgainOnlyWhenItIsLaidAgain() {
        ReaderRig rig;
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.begin());
        rig.ask();
        QVERIFY(rig.answer()->card);
        rig.ask();
        QVERIFY(rig.silentFor(600));
        QVERIFY(rig.hands("nocard"));
        QVERIFY(rig.hands("card li"));
        const auto second = rig.answer();
        QVERIFY(second && second->card && second->call == 2);
        QVERIFY(ReaderRig::sameTexts(*second->card, ReaderRig::person(QStringLiteral("li"))));
    }
    void theReaderIsAskedAtMostFiveTimesASecond() {
        ReaderRig rig;
        QVERIFY(rig.hands("trace on"));
        QVERIFY(rig.begin());
        rig.ask();
        QTRY_VERIFY(rig.peer().requestTimes("2001").size() >= 8);
        // Over several, because each is seen when this machine lets the emulator see it.
        const auto times = rig.peer().requestTimes("2001");
        const qint64 average = (times.last() - times.first()) / (times.size() - 1);
        QVERIFY2(average >= 195, qPrintable(QString::number(average)));
    }
    void slowAnswersAreWaitedFor() {
        ReaderRig rig;
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("latency 700"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    void noiseBeforeAnAnswerIsDropped() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("garbage"));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    // One fault in the way; the driver tries again and the citizen never knows.
    void oneFaultIsHealed_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command :
             {"half", "flip", "fault 41", "fault 10", "hang 1", "on 2002 half", "on 2002 flip",
              "on 2002 fault 81", "on 2002 hang 1", "on 3001 fault 41", "on 3001 fault 31"})
            QTest::newRow(command) << QByteArray(command);
    }
    void oneFaultIsHealed() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer && answer->card);
    }
    // The module counts the card as read, so that only laying it again helps.
    void aDamagedCardFrameAsksForTheCardAgain_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command : {"on 3001 half", "on 3001 flip", "on 3001 hang 1"})
            QTest::newRow(command) << QByteArray(command);
    }
    void aDamagedCardFrameAsksForTheCardAgain() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, garbled);
        QVERIFY(rig.hands("nocard"));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    void lastingFaultsHaveTheirCodes_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("code");
        QTest::newRow("card refuses module") << QByteArray("fault 31 99") << unreadable;
        QTest::newRow("module refuses card") << QByteArray("fault 32 99") << unreadable;
        QTest::newRow("verification") << QByteArray("fault 33 99") << unreadable;
        QTest::newRow("unknown type") << QByteArray("fault 40 99") << unknownType;
        QTest::newRow("damaged requests") << QByteArray("fault 10 99") << garbled;
        QTest::newRow("self test") << QByteArray("fault 60 99") << refused;
        QTest::newRow("not authorised") << QByteArray("fault 66 99") << refused;
        QTest::newRow("damaged answers") << QByteArray("flip 99") << garbled;
        QTest::newRow("silence") << QByteArray("hang") << silent;
    }
    void lastingFaultsHaveTheirCodes() {
        QFETCH(QByteArray, command);
        QFETCH(QString, code);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.hands(command));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, code);
        QVERIFY(rig.silentFor(300));
    }
    void silenceAndRefusalAreHealthAndPass() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("hang"));
        QVERIFY(rig.host().healthBecomes(silent));
        QVERIFY(rig.hands("hang 0"));
        QVERIFY(rig.host().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig.hands("fault 60 4"));
        QVERIFY(rig.host().healthBecomes(refused));
        QVERIFY(rig.host().healthBecomes(QStringLiteral("ok")));
    }
    void aCardLiftedWhileItIsReadSaysSo_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command : {"lift", "on 2002 nocard", "on 3001 nocard"})
            QTest::newRow(command) << QByteArray(command);
    }
    void aCardLiftedWhileItIsReadSaysSo() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, lifted);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::UserError));
    }
    void strangeCardsAreNamed() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.hands("spoil type"));
        rig.ask();
        QCOMPARE(rig.answer()->code, unknownType);
        QVERIFY(rig.hands("spoil text"));
        rig.ask();
        QCOMPARE(rig.answer()->code, badText);
    }
    void cancelIsAnsweredAtOnce_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("waiting for a card") << QByteArray("nocard");
        QTest::newRow("in the middle of a slow answer") << QByteArray("latency 900");
        QTest::newRow("in silence") << QByteArray("hang");
    }
    void cancelIsAnsweredAtOnce() {
        QFETCH(QByteArray, command);
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands(command));
        const quint32 call = rig.ask();
        QVERIFY(rig.silentFor(250));
        QElapsedTimer timer;
        timer.start();
        rig.cancel(call);
        const auto answer = rig.answer();
        QVERIFY(answer && answer->call == call);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::Cancelled));
        qInfo("answered after %lld ms (target 100)", timer.elapsed());
        QVERIFY(timer.elapsed() < 500); // long before the reader would have said anything
        rig.cancel(call);
        QVERIFY(rig.silentFor(300));
    }
    void afterACancelTheNextReadWorks() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        for (int i = 0; i < 5; ++i) {
            rig.cancel(rig.ask());
            QCOMPARE(rig.answer()->kind, static_cast<int>(FaultKind::Cancelled));
        }
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    void aSecondReadIsRefusedAndTheFirstGoesOn() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        const quint32 first = rig.ask();
        const quint32 second = rig.ask();
        const auto refusal = rig.answer();
        QVERIFY(refusal && refusal->call == second);
        QCOMPARE(refusal->kind, static_cast<int>(FaultKind::Unsupported));
        QVERIFY(rig.hands("card zhang"));
        const auto answer = rig.answer();
        QVERIFY(answer && answer->call == first && answer->card);
    }
    void theHostForgetsACardThatItSent() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's allocator keeps freed blocks as they were");
#endif
        ReaderRig rig;
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.begin());
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer && answer->card);
        QVERIFY(rig.overwrittenComes() > 0);
        const QJsonObject person = ReaderRig::person(QStringLiteral("zhang"));
        QCOMPARE(traces(QCoreApplication::applicationPid(), person), 1);
        const int found = traces(rig.host().process().processId(), person);
        if (found == 2)
            QSKIP("this user may not read the memory of a process that is not dumpable");
        QCOMPARE(found, 0);
    }
    void aReaderThatIsPulledOutIsAFaultThenAFreshHostsTask() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        rig.ask();
        QVERIFY(rig.hands("unplug"));
        QCOMPARE(rig.answer()->code, silent);
        QVERIFY(rig.host().healthBecomes(QStringLiteral("JJ-3102")));
        rig.ask();
        QCOMPARE(rig.answer()->code, silent);
        rig.host().endVisit();
        QVERIFY(rig.host().ended());
        QCOMPARE(rig.start().nextHealth(), QStringLiteral("JJ-3102"));
    }
    void withoutAVisitALostReaderEndsTheHost() {
        ReaderRig rig;
        QVERIFY(rig.start().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig.hands("unplug"));
        QVERIFY(rig.host().healthBecomes(QStringLiteral("JJ-3102")));
        QVERIFY(rig.host().ended());
    }
};

QTEST_GUILESS_MAIN(TestIdCard)
#include "tst_idcard.moc"
