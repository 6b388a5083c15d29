// The shipped driver host and module against an emulated printer that cuts pictures, over each way
// to it. But for options and bytes, a case asks only for what class "slip" promises.
#include "tests/contract/slip/cases.h"
#include "tests/contract/slip/slip_picture.h"

#include <QtTest/QtTest>

using namespace jiujin::drivers;

namespace {

const QString cover = QStringLiteral("JJ-1402");
const QString cutter = QStringLiteral("JJ-1403");
const QString hot = QStringLiteral("JJ-1404");
const QString fault = QStringLiteral("JJ-1406");
const QString refused = QStringLiteral("JJ-1407");

// As long as a receipt's.
const QString longCode = QStringLiteral("JJ1.") + QString(996, QLatin1Char('a'));

} // namespace

class TestSlip : public QObject {
    Q_OBJECT
private slots:
    void aSlipComesOutOnceAsItWasMeant() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        const quint32 call = rig.print(receiptLike(QStringLiteral("张某某"), longCode));
        const auto answer = rig.answer();
        QVERIFY(answer && answer->call == call);
        QVERIFY2(answer->printed, qPrintable(answer->code));
        QCOMPARE(rig.host().paper(), QStringLiteral("begun, out 1"));
        QVERIFY(rig.ticketsBecome(1));
        QVERIFY(peer.unknown().isEmpty());
        QCOMPARE(peer.count("strays"), 0);
        QCOMPARE(codeIn(peer.tickets().first()), longCode);
        const QString words = textIn(peer.tickets().first());
        QVERIFY(words.contains(QStringLiteral("收件凭证")));
        QVERIFY(words.contains(QStringLiteral("本终端已收到您的密封申请包")));
        QVERIFY(rig.silentFor(300));
        QTRY_COMPARE(rig.lastStatus().slips(), 1);
    }
    // 𠮷 is in no font of a printer of GB 2312: its whole line is a picture.
    void rareCharactersAreDrawn() {
        EmulatorPeer peer(32);
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        rig.print(receiptLike(QStringLiteral("张某某𠮷"), QStringLiteral("https://example.cn/1")));
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(1));
        QVERIFY(peer.unknown().isEmpty());
        QVERIFY(textIn(peer.tickets().first()).contains(QStringLiteral("申请人张某某")));
        QCOMPARE(codeIn(peer.tickets().first()), QStringLiteral("https://example.cn/1"));
        QCOMPARE(rig.lastStatus().columns(), 32);
    }
    void slipsComeOutInTheirOrder() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        for (int i = 0; i < 3; ++i)
            rig.print(small);
        for (quint32 i = 1; i <= 3; ++i) {
            const auto answer = rig.answer();
            QVERIFY(answer && answer->call == i && answer->printed);
        }
        QVERIFY(rig.ticketsBecome(3));
    }
    // Each is told without being asked for, and nothing is sent while it stands.
    void whatKeepsItFromPrintingIsTold_data() {
        QTest::addColumn<QByteArray>("wrong");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* wrong, const char* right, const QString& code) {
            QTest::newRow(wrong) << QByteArray(wrong) << QByteArray(right) << code;
        };
        row("paper out", "paper ok", noPaper);
        row("cover open", "cover closed", cover);
        row("cutter stuck", "cutter free", cutter);
        row("hot on", "hot off", hot);
        row("offline on", "offline off", fault);
    }
    void whatKeepsItFromPrintingIsTold() {
        QFETCH(QByteArray, wrong);
        QFETCH(QByteArray, right);
        QFETCH(QString, code);
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands(wrong));
        QVERIFY(rig.statusComes(code));
        QVERIFY(rig.host().healthBecomes(code));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, code);
        QVERIFY(rig.hands(right));
        QVERIFY(rig.statusComes(ready));
        QVERIFY(peer.tickets().isEmpty());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
    }
    void nearTheEndOfTheRollIsAWarning() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QCOMPARE(rig.lastStatus().warning(), QString());
        QVERIFY(rig.hands("paper near"));
        QTRY_COMPARE(rig.lastStatus().warning(), QStringLiteral("paper-near-end"));
        QVERIFY(rig.lastStatus().ready());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
    }
    void oneCauseIsKeptUntilItIsCleared() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("paper out"));
        QVERIFY(rig.statusComes(noPaper));
        QVERIFY(rig.hands("cover open"));
        for (int i = 0; i < 4; ++i)
            QVERIFY(rig.statusAnswers());
        QVERIFY(rig.hands("paper ok"));
        QVERIFY(rig.statusComes(cover));
        QVERIFY(rig.hands("cover closed"));
        QVERIFY(rig.statusComes(ready));
        QCOMPARE(rig.codesSoFar(), (QStringList{ready, noPaper, cover, ready}));
    }
    // It tells nothing by itself: then it is asked.
    void aPlainPrinterIsAsked() {
        EmulatorPeer peer;
        QVERIFY(peer.hands("plain on"));
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("cover open"));
        QVERIFY(rig.statusComes(cover));
        QVERIFY(rig.hands("cover closed"));
        QVERIFY(rig.statusComes(ready));
        rig.print(small);
        QVERIFY(rig.answer()->printed);
    }
    void whatIsNoSlipIsRefused() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        SlipPart odd = line(QStringLiteral("x"));
        odd.kind = 9;
        for (const Slip& slip : {Slip{}, Slip{{odd}}, Slip{{line(QStringLiteral("x"), 5)}}}) {
            rig.print(slip);
            const auto answer = rig.answer();
            QVERIFY(answer);
            QCOMPARE(answer->code, refused);
            QCOMPARE(answer->kind, static_cast<int>(FaultKind::Unsupported));
        }
        QCOMPARE(rig.host().paper(), QString());
        QVERIFY(peer.tickets().isEmpty());
    }
    void commandsInATextStayText() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        const QString evil = QStringLiteral("A\x1B@\x1DV\x42 \x10\x04\x01 \x10\x14\x08\x01\x03 Z");
        rig.print({{line(evil), line(evil + QStringLiteral("镕"))}});
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(1));
        QVERIFY(peer.unknown().isEmpty());
        QCOMPARE(peer.count("strays"), 0);
    }
    void wrongOptionsAreRefused() {
        for (const char* options :
             {"device=lp0", "device=tcp://printer:9100", "device=tcp://127.0.0.1", "columns=48",
              "device=/dev/null descriptor=5", "device=/dev/null columns=40",
              "device=/dev/null font=/nowhere", "device=/dev/null colour=red"}) {
            DriverProcess host(QStringLiteral("printer-escpos"),
                               QString::fromLatin1(options).split(QLatin1Char(' ')));
            QVERIFY2(host.ended(), options);
            QVERIFY2(host.process().readAll().contains("JJ-3001"), options);
        }
        DriverProcess host(QStringLiteral("printer-escpos"),
                           {QStringLiteral("device=/etc/passwd")});
        QVERIFY(host.ended());
    }
};

QTEST_GUILESS_MAIN(TestSlip)
#include "tst_slip.moc"
