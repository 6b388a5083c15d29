#include "drivers/printer-cups/reasons.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::drivers::printing;

class TestReasons : public QObject {
    Q_OBJECT
private slots:
    void nothingIsNothing() {
        for (const auto& reasons : {std::vector<std::string>{}, {"none"}, {"spool-area-full-x"}}) {
            QVERIFY(!judge(reasons).fault);
            QVERIFY(judge(reasons).warning.empty());
        }
    }
    void suffixesAreLookedThrough() {
        for (const char* reason :
             {"media-empty", "media-empty-error", "media-empty-warning", "media-needed-report"})
            QVERIFY(judge({reason}).fault == ErrorCode::PrinterNoPaper);
        QVERIFY(!judge({"media-empty-report"}).fault);
    }
    void traysSayWhetherThereIsA4() {
        const std::string other = "type=x;mediafeed=15240;mediaxfeed=10160;level=0;name=photo;";
        const auto a4 = [](const char* level) {
            return std::string("type=x;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=") +
                   level + ";status=0;name=main;";
        };
        QVERIFY(paperIn({}) == Paper::Unknown);
        QVERIFY(paperIn({other}) == Paper::Unknown);
        QVERIFY(paperIn({other, a4("250")}) == Paper::There);
        QVERIFY(paperIn({a4("0"), other}) == Paper::Out);
        QVERIFY(paperIn({a4("0"), a4("7")}) == Paper::There);
        QVERIFY(paperIn({a4("-2")}) == Paper::Unknown);
        QVERIFY(paperIn({a4("")}) == Paper::Unknown);
    }
    void traysCorrectTheReasons() {
        QVERIFY(!judge(corrected({"media-empty-warning"}, Paper::There)).fault);
        QVERIFY(judge(corrected({"media-empty-report"}, Paper::Out)).fault ==
                ErrorCode::PrinterNoPaper);
        QVERIFY(judge(corrected({"media-empty-error"}, Paper::Unknown)).fault ==
                ErrorCode::PrinterNoPaper);
    }
    void theMostPreciseIsKept() {
        QVERIFY(judge({"connecting-to-device", "media-empty", "media-jam-error"}).fault ==
                ErrorCode::PrinterJam);
        QVERIFY(judge({"media-needed-warning", "cover-open"}).fault == ErrorCode::PrinterCover);
        QVERIFY(judge({"offline-report", "toner-empty"}).fault == ErrorCode::PrinterToner);
        QVERIFY(judge({"paused"}).fault == ErrorCode::PrinterGone);
    }
    void warningsDoNotStopIt() {
        const Verdict verdict = judge({"toner-low-report"});
        QVERIFY(!verdict.fault);
        QCOMPARE(verdict.warning, std::string("toner-low"));
    }
};

QTEST_GUILESS_MAIN(TestReasons)
#include "tst_reasons.moc"
