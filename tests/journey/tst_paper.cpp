// Paper: without it before the commit, and when it fails after.
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace world;
using namespace std::chrono_literals;
using journey::PaperKind;
using journey::PaperState;

class Paper : public QObject {
    Q_OBJECT
private slots:
    void noPaperBeforeSigningIsTheCitizensChoice() {
        World w;
        w.toReview();
        w.journey.printerStatus(ErrorCode::PrinterNoPaper);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::PaperChoice);
        QCOMPARE(w.journey.message(), ErrorCode::PrinterNoPaper);
        w.journey.handle(Event::WithoutPaper);
        QCOMPARE(w.state(), State::Sign);
        w.journey.sign(Secret("1,1 2,2"));
        w.journey.handle(Event::Submit);
        w.store();
        QCOMPARE(w.state(), State::Receipt);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Skipped);
        QVERIFY(w.papers.drawings.empty());
        QVERIFY(!w.journey.codeRows().empty());
    }

    void paperThatComesBackIsUsed() {
        World w;
        w.toReview();
        w.journey.printerStatus(ErrorCode::PrinterNoPaper);
        w.journey.handle(Event::Next);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::PaperChoice);
        w.journey.printerStatus(std::nullopt);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Sign);
    }

    void noPaperWhileSigningIsAskedBeforeTheCommit() {
        World w;
        w.toSign();
        w.journey.sign(Secret("1,1 2,2"));
        w.journey.printerStatus(ErrorCode::PrinterNoPaper);
        w.journey.handle(Event::Submit);
        QCOMPARE(w.state(), State::PaperChoice);
        QVERIFY(w.terminal.reserves.empty());
    }

    void aPrinterThatNeverSpokeCannotPrint() {
        World w;
        w.journey.takeOver(false, std::nullopt);
        QCOMPARE(w.journey.paperDesk().printerFault(), ErrorCode::PrinterGone);
    }

    void deadAfterTheCommitGivesOneRetry() {
        World w;
        w.toReceipt();
        w.draw();
        w.journey.paperDesk().failed(w.printer.sheets.back().first, ErrorCode::PrinterJam, false);
        QCOMPARE(w.state(), State::Receipt);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Failed);
        QCOMPARE(w.journey.paperDesk().fault(PaperKind::Receipt), ErrorCode::PrinterJam);
        QVERIFY(w.journey.receipt());
        w.journey.print(PaperKind::Receipt);
        QCOMPARE(w.papers.drawings.size(), 2U);
        QVERIFY(!w.papers.drawings.back().repeated); // the first surely did not come out
        w.draw();
        w.journey.paperDesk().failed(w.printer.sheets.back().first, ErrorCode::PrinterJam, false);
        QVERIFY(!w.journey.paperDesk().canPrint(PaperKind::Receipt));
        w.journey.print(PaperKind::Receipt);
        QCOMPARE(w.papers.drawings.size(), 2U);
    }

    void neverTwiceSilently() {
        World w;
        w.toReceipt();
        w.draw();
        w.journey.paperDesk().failed(w.printer.sheets.back().first, ErrorCode::PrintUnknown, true);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Unsure);
        w.pass(60s);
        QCOMPARE(w.printer.sheets.size(), 1U); // not by itself
        w.journey.print(PaperKind::Receipt);
        QVERIFY(w.papers.drawings.back().repeated); // and the second one says so
    }

    void aPrinterThatNeverAnswersLeavesItOpen() {
        World w;
        w.toReceipt();
        w.draw();
        w.pass(119s);
        QCOMPARE(w.state(), State::Receipt); // no one is sent away while it prints
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Printing);
        w.pass(2s);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Unsure);
        w.pass(91s);
        QCOMPARE(w.state(), State::Goodbye);
    }

    void aLateAnswerChangesNothing() {
        World w;
        w.toReceipt();
        w.draw();
        const auto call = w.printer.sheets.back().first;
        w.journey.paperDesk().printed(call);
        w.journey.paperDesk().failed(call, ErrorCode::PrinterJam, false);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Printed);
    }

    void whereThereIsASlipPrinterTheReceiptComesOnARollToo() {
        World w;
        w.journey.paperDesk().slipPrinterIs(true);
        w.toReceipt();
        QCOMPARE(w.slips.slips.size(), 1U);
        QCOMPARE(w.slips.slips[0].receipt.caseNumber, w.journey.receipt()->caseNumber);
        QVERIFY(!w.slips.slips[0].repeated);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Printing);
        QVERIFY(w.journey.paperDesk().busy());
        w.draw(); // the sheet does not wait for it
        QCOMPARE(w.printer.sheets.size(), 1U);
        w.journey.paperDesk().printed(w.slips.slips[0].call);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Printed);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Printing);
        w.journey.print(PaperKind::Slip);
        QCOMPARE(w.slips.slips.size(), 1U);
    }

    void whenNoSheetComesOutTheSlipDoes() {
        World w;
        w.journey.paperDesk().slipPrinterIs(true);
        w.toReceipt();
        w.draw();
        w.journey.paperDesk().failed(w.printer.sheets.back().first, ErrorCode::PrinterJam, false);
        w.journey.paperDesk().printed(w.slips.slips.back().call);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Failed);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Printed);
    }

    void withoutASlipPrinterNobodyWaitsForSlips() {
        World w;
        w.toReceipt();
        QVERIFY(w.slips.slips.empty());
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Idle);
        QVERIFY(!w.journey.paperDesk().canPrint(PaperKind::Slip));
        w.journey.print(PaperKind::Slip);
        QVERIFY(w.slips.slips.empty());
    }

    void aSlipThatMayBeOutIsNotRepeatedByItself() {
        World w;
        w.journey.paperDesk().slipPrinterIs(true);
        w.toReceipt();
        w.journey.paperDesk().failed(w.slips.slips[0].call, ErrorCode::PrintUnknown, true);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Unsure);
        w.pass(60s);
        QCOMPARE(w.slips.slips.size(), 1U);
        w.journey.print(PaperKind::Slip);
        QCOMPARE(w.slips.slips.size(), 2U);
        QVERIFY(w.slips.slips[1].repeated);
        w.journey.paperDesk().failed(w.slips.slips[1].call, ErrorCode::SlipNoPaper, false);
        QVERIFY(!w.journey.paperDesk().canPrint(PaperKind::Slip));
    }

    void aSlipPrinterThatNeverAnswersLeavesItOpen() {
        World w;
        w.journey.paperDesk().slipPrinterIs(true);
        w.toReceipt();
        w.pass(121s);
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Slip), PaperState::Unsure);
    }

    void aDrawingThatFailsIsTold() {
        World w;
        w.toReceipt();
        auto done = w.papers.drawings.back().done;
        done(Error(ErrorCode::FileUnreadable, "font"));
        QCOMPARE(w.journey.paperDesk().state(PaperKind::Receipt), PaperState::Failed);
        QVERIFY(w.printer.sheets.empty());
    }
};

QTEST_APPLESS_MAIN(Paper)
#include "tst_paper.moc"
