// Cards that are pulled out, exchanged, silent, slow or wrong in the middle: told truthfully, once,
// and over with the next card.
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtTest/QtTest>

using jiujin::drivers::FaultKind;
using jiujin::drivers::Presence;

namespace {

const QString social = QStringLiteral("social");
const QString mute = QStringLiteral("JJ-1301");
const QString removed = QStringLiteral("JJ-1303");
const QString changed = QStringLiteral("JJ-1304");
const QString damaged = QStringLiteral("JJ-1305");

} // namespace

class TestFaults : public QObject {
    Q_OBJECT

    std::unique_ptr<PcscdRig> rig_;
    std::unique_ptr<CardVisit> visit_;

    // Whatever was done to it: out, in, and it is read.
    void theNextCardIsRead() {
        QVERIFY(rig_->hands("latency 0"));
        QVERIFY(rig_->hands("hang 0"));
        QVERIFY(rig_->hands("fault 9000 0"));
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card social li"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QCOMPARE(visit_->codeOfRead(), QString());
    }

private slots:
    void init() {
        rig_ = std::make_unique<PcscdRig>();
        if (!rig_->unavailable().isEmpty())
            QSKIP(qPrintable(rig_->unavailable()));
        visit_ = std::make_unique<CardVisit>(*rig_);
        QVERIFY(visit_->begin());
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QCOMPARE(visit_->codeOfRead(), QString());
    }
    void cleanup() {
        visit_.reset();
        rig_.reset();
    }

    void inTheMiddle_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* command, const QString& code) {
            QTest::newRow(name) << QByteArray(command) << code;
        };
        row("pulled out while it is selected", "on a4 nocard", removed);
        row("pulled out while it is read", "on b2 nocard", removed);
        row("put in again while it is read", "on b2 swap social zhang", removed);
        row("exchanged while it is selected", "on a4 swap social li", changed);
        row("exchanged while it is read", "on b2 swap social li", changed);
        row("exchanged for an operator's", "on b2 swap operator", changed);
        row("says what nobody asked", "on b2 garbage", damaged);
        row("says half", "on b2 half", damaged);
        row("says too much", "on b2 long", damaged);
        row("says it twice, so that each answer is the one before", "on b2 double", damaged);
        row("memory failure", "fault 6581 1", damaged);
        row("no precise diagnosis", "on b2 fault 6F00", damaged);
        row("more without an end", "fault 6101 99", damaged);
        row("never the right length", "fault 6C05 99", damaged);
    }
    void inTheMiddle() {
        QFETCH(QByteArray, command);
        QFETCH(QString, code);
        QVERIFY(rig_->hands(command));
        QCOMPARE(visit_->codeOfRead(), code);
        QVERIFY(visit_->silentFor(200));
        theNextCardIsRead();
    }
    void exchangedWhileThePinIsChecked() {
        QVERIFY(rig_->hands("on 20 swap social li"));
        QCOMPARE(visit_->codeOfPin(rig_->socialPin()), changed);
        theNextCardIsRead();
    }
    void oneLostLengthIsHealed() {
        QVERIFY(rig_->hands("on b2 fault 6C14"));
        visit_->read();
        QVERIFY(visit_->answer());
    }
    void aSlowCardIsWaitedFor() {
        QVERIFY(rig_->hands("latency 150"));
        QCOMPARE(visit_->codeOfRead(), QString());
    }
    void aMuteCardIsNamedUntilItIsOut() {
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card mute"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, {}, mute));
        QCOMPARE(visit_->codeOfRead(), mute);
        QCOMPARE(visit_->statusNow().code(), mute);
        theNextCardIsRead();
    }
    void aDamagedCardIsNamedUntilItIsOut() {
        QVERIFY(rig_->hands("on b2 fault 6F00"));
        QCOMPARE(visit_->codeOfRead(), damaged);
        QVERIFY(visit_->statusBecomes(Presence::Yes, social, damaged));
        theNextCardIsRead();
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
    }
    void cancelIsAnsweredAtOnce_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("waiting for a card") << QByteArray("nocard");
        QTest::newRow("in the middle of a slow answer") << QByteArray("latency 900");
        QTest::newRow("in silence") << QByteArray("hang");
    }
    void cancelIsAnsweredAtOnce() {
        QFETCH(QByteArray, command);
        QVERIFY(rig_->hands(command));
        if (command == "nocard")
            QVERIFY(visit_->statusBecomes(Presence::No, {}));
        const quint32 call = visit_->read();
        QVERIFY(visit_->silentFor(250));
        QElapsedTimer timer;
        timer.start();
        visit_->cancel(call);
        const auto answer = visit_->answer();
        QVERIFY(answer && answer->call == call);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::Cancelled));
        qInfo("answered after %lld ms (target 100)", timer.elapsed());
        QVERIFY(timer.elapsed() < 500); // long before the card would have said anything
        visit_->cancel(call);
        QVERIFY(visit_->silentFor(300));
        theNextCardIsRead();
    }
    void afterACancelTheNextCallWorks() {
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        for (int i = 0; i < 5; ++i) {
            visit_->cancel(visit_->read());
            QCOMPARE(visit_->answer()->kind, static_cast<int>(FaultKind::Cancelled));
        }
        QVERIFY(rig_->hands("card social zhang"));
        QCOMPARE(visit_->codeOfRead(), QString());
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
