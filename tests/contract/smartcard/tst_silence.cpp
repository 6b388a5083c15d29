// What never answers, or too late: a card, or pcscd itself. Whoever waits is answered all the same.
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtTest/QtTest>

using jiujin::drivers::Presence;

namespace {

const QString social = QStringLiteral("social");
const QString mute = QStringLiteral("JJ-1301");

} // namespace

class TestSilence : public QObject {
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

    void silenceAndLateAnswers_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("silence") << QByteArray("hang");
        QTest::newRow("an answer that comes too late") << QByteArray("latency 7000");
    }
    // One cause, told in the answer and in the status, and kept until the card is out.
    void silenceAndLateAnswers() {
        QFETCH(QByteArray, command);
        QVERIFY(rig_->hands(command));
        QCOMPARE(visit_->codeOfRead(), mute);
        QVERIFY(visit_->statusBecomes(Presence::Yes, social, mute));
        QVERIFY(visit_->silentFor(1500));
        QCOMPARE(visit_->statusNow().code(), mute);
        theNextCardIsRead();
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
    }
    void aServiceThatHangsCostsOneAnswer() {
        QVERIFY(rig_->hands("service stop"));
        QCOMPARE(visit_->codeOfRead(), mute);
        QVERIFY(rig_->hands("service continue"));
        QTRY_COMPARE_WITH_TIMEOUT(visit_->codeOfRead(), QString(), 15000);
    }
    void aHostWhoseCardHangsStillEnds() {
        QVERIFY(rig_->hands("hang"));
        visit_->read();
        QVERIFY(visit_->silentFor(200));
        visit_->endVisit();
        QVERIFY(visit_->host().ended(5000));
    }
};

QTEST_GUILESS_MAIN(TestSilence)
#include "tst_silence.moc"
