// pcscd and readers that come late, die, hang and come back: told as health and to the visit, and
// over without a restart of the host.
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtCore/QDir>
#include <QtTest/QtTest>

using jiujin::drivers::Presence;

namespace {

const QString ok = QStringLiteral("ok");
const QString social = QStringLiteral("social");
const QString serviceGone = QStringLiteral("JJ-1306");
const QString readerGone = QStringLiteral("JJ-1307");

bool has(PcscdRig& rig) {
    return rig.unavailable().isEmpty();
}

} // namespace

class TestService : public QObject {
    Q_OBJECT
private slots:
    void aServiceThatStartsLateIsFound() {
        PcscdRig rig(PcscdRig::Service::NotYet);
        if (!has(rig))
            QSKIP(qPrintable(rig.unavailable()));
        CardVisit visit(rig);
        QVERIFY(visit.start().healthBecomes(serviceGone));
        QVERIFY(visit.serve());
        QVERIFY(visit.statusBecomes(Presence::Unknown, {}, serviceGone));
        QCOMPARE(visit.codeOfRead(), serviceGone);
        QVERIFY(rig.hands("service start"));
        QVERIFY(visit.host().healthBecomes(ok));
        QVERIFY(rig.hands("card social zhang"));
        QVERIFY(visit.statusBecomes(Presence::Yes, social));
        QCOMPARE(visit.codeOfRead(), QString());
    }
    void aServiceThatDiesIsToldAndFoundAgain() {
        PcscdRig rig;
        if (!has(rig))
            QSKIP(qPrintable(rig.unavailable()));
        CardVisit visit(rig);
        QVERIFY(visit.begin());
        for (int round = 0; round < 3; ++round) {
            visit.read();
            QVERIFY(visit.silentFor(100));
            QVERIFY(rig.hands("service kill"));
            QCOMPARE(visit.answer()->code, serviceGone);
            QVERIFY(visit.host().healthBecomes(serviceGone));
            QVERIFY(visit.statusBecomes(Presence::Unknown, {}, serviceGone));
            QVERIFY(rig.hands("service start"));
            QVERIFY(visit.host().healthBecomes(ok));
            QVERIFY(rig.hands("card social zhang"));
            QVERIFY(visit.statusBecomes(Presence::Yes, social));
            QCOMPARE(visit.codeOfRead(), QString());
            QVERIFY(rig.hands("nocard"));
            QVERIFY(visit.statusBecomes(Presence::No, {}));
        }
    }
    void aServiceThatDiesInTheMiddle() {
        PcscdRig rig;
        if (!has(rig))
            QSKIP(qPrintable(rig.unavailable()));
        CardVisit visit(rig);
        QVERIFY(visit.begin());
        QVERIFY(rig.hands("card social zhang"));
        QVERIFY(visit.statusBecomes(Presence::Yes, social));
        QVERIFY(rig.hands("on b2 service kill"));
        QCOMPARE(visit.codeOfRead(), serviceGone);
        QVERIFY(visit.host().healthBecomes(serviceGone));
        QVERIFY(rig.hands("service start"));
        QVERIFY(visit.host().healthBecomes(ok));
        QVERIFY(visit.statusBecomes(Presence::Yes, social));
        QCOMPARE(visit.codeOfRead(), QString());
    }
    void aReaderThatIsPulledOutAndPutBack() {
        PcscdRig rig;
        if (!has(rig))
            QSKIP(qPrintable(rig.unavailable()));
        CardVisit visit(rig);
        QVERIFY(visit.begin());
        for (int round = 0; round < 3; ++round) {
            visit.read();
            QVERIFY(visit.silentFor(100));
            QVERIFY(rig.hands("reader pull"));
            QCOMPARE(visit.answer()->code, readerGone);
            QVERIFY(visit.host().healthBecomes(readerGone));
            QVERIFY(visit.statusBecomes(Presence::Unknown, {}, readerGone));
            QCOMPARE(visit.codeOfPin(rig.socialPin()), readerGone);
            QVERIFY(rig.hands("reader plug"));
            QVERIFY(visit.host().healthBecomes(ok));
            QVERIFY(rig.hands("card social zhang"));
            QVERIFY(visit.statusBecomes(Presence::Yes, social));
            QCOMPARE(visit.codeOfRead(), QString());
            QVERIFY(rig.hands("nocard"));
            QVERIFY(visit.statusBecomes(Presence::No, {}));
        }
    }
    void aReaderThatIsPulledOutInTheMiddle() {
        PcscdRig rig;
        if (!has(rig))
            QSKIP(qPrintable(rig.unavailable()));
        CardVisit visit(rig);
        QVERIFY(visit.begin());
        QVERIFY(rig.hands("card social zhang"));
        QVERIFY(visit.statusBecomes(Presence::Yes, social));
        QVERIFY(rig.hands("on b2 reader pull"));
        QCOMPARE(visit.codeOfRead(), readerGone);
        QVERIFY(visit.host().healthBecomes(readerGone));
    }
    void optionsThatNobodyKnowsAreRefused() {
        DriverProcess host(QStringLiteral("smartcard-pcsc"), {QStringLiteral("colour=red")});
        QVERIFY(host.ended());
        QCOMPARE(host.process().exitCode(), 1);
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
