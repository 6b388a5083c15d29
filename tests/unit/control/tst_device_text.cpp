#include "app/control/device_text.h"
#include "app/control/ledger_text.h"

#include <QtTest/QtTest>

using namespace jiujin;
using link::DeviceReport;

namespace {

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

std::string steps(ErrorCode code) {
    const auto text = control::explanation(std::string(codeOf(code)));
    return text.ok() ? text->substr(std::min(text->find("What to do"), text->size()))
                     : std::string();
}

} // namespace

class TestDeviceText : public QObject {
    Q_OBJECT
private slots:
    void theTableSaysHowEachDeviceIs() {
        const std::string table = control::deviceTable(
            {{"idcard", "idcard-samv", "ok"}, {"printer", "printer-cups", "JJ-1201"}});
        QVERIFY(has(table, "idcard   idcard-samv   ok\n"));
        QVERIFY(has(
            table,
            "printer  printer-cups  JJ-1201  打印机没有纸了。 / The printer is out of paper.\n"));
    }
    void aSimulatedDeviceSaysSo() {
        const std::string table =
            control::deviceTable({{"idcard", "sim-card", "ok"}, {"printer", "printer-cups", "ok"}});
        QVERIFY(has(table, "sim-card (模拟 simulated)"));
        QCOMPARE(table.find("simulated"), table.rfind("simulated"));
    }
    void noDeviceIsSaid() {
        QCOMPARE(control::deviceTable({}), std::string("no device is set up\n"));
    }
    void onlyChangesAreTold() {
        const std::vector<DeviceReport> before{{"idcard", "idcard-samv", "ok"},
                                               {"printer", "printer-cups", "ok"}};
        auto now = before;
        QCOMPARE(control::deviceChanges(before, now, WallTime{}), std::string());
        now[1].health = "JJ-1202";
        const std::string told = control::deviceChanges(before, now, WallTime{});
        QVERIFY(has(told, "1970-01-01T00:00:00.000Z  printer   JJ-1202  打印机卡纸了。"));
        QVERIFY(!has(told, "idcard"));
        QVERIFY(has(control::deviceChanges(now, before, WallTime{}), "printer   ok"));
    }
    void aSheetIsNoNewsAndAnUnknownOneIs() {
        const std::vector<DeviceReport> before{{"printer", "printer-cups", "ok"}};
        auto now = before;
        now[0].sheets = 7;
        now[0].sheetsLeft = now[0].daysLeft = now[0].tonerLeft = 1;
        QCOMPARE(control::deviceChanges(before, now, WallTime{}), std::string());
        now[0].openEntries = 1;
        QVERIFY(has(control::deviceChanges(before, now, WallTime{}),
                    "printer   ok, 1 unknown (jiujinctl device ledger)\n"));
    }
    void suppliesStandBelowThePrinter() {
        DeviceReport printer{"printer", "printer-cups", "ok"};
        QCOMPARE(control::suppliesText(printer), std::string());
        printer.sheets = 1234;
        QCOMPARE(control::suppliesText(printer), std::string("1234 sheets in all"));
        printer.sheetsLeft = 120;
        printer.daysLeft = 5;
        printer.tonerLeft = 40;
        printer.openEntries = 2;
        QVERIFY(has(control::deviceTable({printer}),
                    "printer  printer-cups  ok\n"
                    "         1234 sheets in all, 120 left for about 5 d, toner 40 %, 2 unknown"));
    }
    void theLedgerIsReadAndSaysWhatToDo() {
        std::vector<link::LedgerLine> ledger{
            {7, "printer", "2026-11-22T01:04:00.000Z", "host", "spoilt"}};
        const std::string settled = control::ledgerTable(ledger);
        QVERIFY(has(settled, "7     printer  2026-11-22 09:04  作废 spoilt  驱动程序中断"));
        QVERIFY(!has(settled, "device settle"));
        ledger.push_back({8, "slip", "2026-11-22T01:05:00.000Z", "printer", "open"});
        QVERIFY(has(control::ledgerTable(ledger), "jiujinctl device settle NUMBER"));
        QVERIFY(has(control::ledgerTable({}), "nothing stands in the ledger"));
    }
    void aCodeIsExplainedToATechnician() {
        const auto text = control::explanation("JJ-1202");
        QVERIFY(text.ok());
        QVERIFY(has(*text, "JJ-1202  打印机卡纸了。\n"));
        QVERIFY(has(*text, "The printer has a paper jam."));
        QVERIFY(has(*text, "  1. 打开后盖"));
        QVERIFY(has(*text, "  1. open the rear cover"));
        QVERIFY(has(*text, "  3. look in the ledger, jiujinctl device ledger"));
    }
    void aCodeWithoutStepsHasItsWords() {
        const auto text = control::explanation("JJ-1101");
        QVERIFY(text.ok() && has(*text, "公民身份号码") && !has(*text, "What to do"));
    }
    void whatIsNoCodeIsRefused_data() {
        QTest::addColumn<QString>("code");
        for (const char* code : {"", "JJ-9999", "1201", "jj-1201", "JJ-1201 "})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void whatIsNoCodeIsRefused() {
        QFETCH(QString, code);
        const auto text = control::explanation(code.toStdString());
        QVERIFY(!text.ok() && text.error().code == ErrorCode::Usage);
    }
    // Whatever a device can say about itself tells a technician what to do, in both languages.
    void everyDeviceCodeHasItsSteps_data() {
        QTest::addColumn<int>("code");
        const auto row = [](ErrorCode code) {
            const std::string text(codeOf(code));
            // The person's own data, and what a visit says about a filing or a step, are no
            // technician's.
            const bool ofADevice =
                text.starts_with("JJ-12") || text.starts_with("JJ-13") ||
                text.starts_with("JJ-14") ||
                (text.starts_with("JJ-31") && code != ErrorCode::VisitLost &&
                 code != ErrorCode::FilingUnknown && code != ErrorCode::StepClosed) ||
                code == ErrorCode::ReaderSilent || code == ErrorCode::ReaderGarbled ||
                code == ErrorCode::ReaderRefused || code == ErrorCode::CardUnreadable;
            if (ofADevice)
                QTest::newRow(text.c_str()) << static_cast<int>(code);
        };
#define JIUJIN_ERROR(name, code, zh, en) row(ErrorCode::name);
#include "platform/base/errors.def"
#undef JIUJIN_ERROR
    }
    void everyDeviceCodeHasItsSteps() {
        QFETCH(int, code);
        const std::string text = steps(static_cast<ErrorCode>(code));
        const bool chinese = std::any_of(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
        QVERIFY(chinese);
        QCOMPARE(text.find("  1. "), text.find('\n') + 1);
        QVERIFY(text.rfind("  1. ") != text.find("  1. "));
    }
};

QTEST_GUILESS_MAIN(TestDeviceText)
#include "tst_device_text.moc"
