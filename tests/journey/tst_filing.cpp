// A submit files once; what comes of it is told as it is.
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace world;
using namespace std::chrono_literals;

class Filing : public QObject {
    Q_OBJECT
private slots:
    void doubleTapOnSubmitFilesOnce() {
        World w;
        w.submit();
        w.journey.handle(Event::Submit);
        w.journey.handle(Event::Submit);
        w.store();
        QCOMPARE(w.state(), State::Receipt);
        w.journey.handle(Event::Submit);
        w.pass(30s);
        QCOMPARE(w.terminal.reserves.size(), 1U);
        QCOMPARE(w.terminal.puts.size(), 1U);
    }

    void refusedFilings_data() {
        QTest::addColumn<int>("code");
        QTest::newRow("disk full") << static_cast<int>(ErrorCode::DiskFull);
        QTest::newRow("commit error") << static_cast<int>(ErrorCode::CommitFailed);
        QTest::newRow("mismatch") << static_cast<int>(ErrorCode::ReservationMismatch);
    }
    void refusedFilings() {
        QFETCH(int, code);
        World w;
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        w.sealer.orders.front().done(journey::SealedFiling{"h", bytesOf("s")});
        w.journey.filingDesk().refused(w.terminal.puts.back().call, static_cast<ErrorCode>(code));
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), static_cast<ErrorCode>(code));
        QVERIFY(!w.journey.receipt());
        QVERIFY(w.papers.drawings.empty());
        // What was typed is still there for another try, which is a filing of its own.
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Review);
        w.journey.handle(Event::Next);
        w.journey.handle(Event::Submit);
        QCOMPARE(w.terminal.reserves.size(), 2U);
    }

    void wrongIssuerIsNotSealedFor() {
        World w;
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        w.sealer.orders.front().done(Error(ErrorCode::CertificateIssuer, "recipient"));
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), ErrorCode::CertificateIssuer);
        QVERIFY(w.terminal.puts.empty());
    }

    void anAnswerThatDoesNotComeIsAskedForWithTheSameBytes() {
        World w;
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        w.sealer.orders.front().done(journey::SealedFiling{"h", bytesOf("s")});
        w.pass(21s);
        QCOMPARE(w.terminal.puts.size(), 3U);
        QCOMPARE(w.terminal.puts.back().sealed, w.terminal.puts.front().sealed);
        QCOMPARE(w.state(), State::Submitting);
        // The answer to the first of them counts, and counts once.
        w.journey.filingDesk().stored(w.terminal.puts.front().call, sampleReceipt);
        w.journey.filingDesk().stored(w.terminal.puts.back().call, sampleReceipt);
        QCOMPARE(w.state(), State::Receipt);
        QCOMPARE(w.papers.drawings.size(), 1U);
    }

    void withoutAnyAnswerItIsNotKnown() {
        World w;
        w.submit();
        w.handOver();
        w.pass(29s);
        QCOMPARE(w.state(), State::Submitting);
        w.pass(1s);
        QCOMPARE(w.state(), State::Unsure);
        QCOMPARE(w.journey.message(), ErrorCode::FilingUnknown);
        QCOMPARE(w.journey.filingDesk().reservedNumber(), sampleReceipt.caseNumber);
        QVERIFY(!w.journey.receipt() && w.papers.drawings.empty());
        // No second filing can come of it.
        for (const auto event : {Event::Next, Event::Submit, Event::Back})
            w.journey.handle(event);
        w.pass(60s);
        QCOMPARE(w.state(), State::Unsure);
        QCOMPARE(w.terminal.reserves.size(), 1U);
        QCOMPARE(w.terminal.puts.size(), 3U);
    }

    void aLateReceiptIsShown() {
        World w;
        w.submit();
        w.handOver();
        w.pass(40s);
        w.journey.filingDesk().stored(w.terminal.puts.front().call, sampleReceipt);
        w.journey.filingDesk().refused(w.terminal.puts.back().call, ErrorCode::DiskFull);
        QCOMPARE(w.state(), State::Receipt);
        QVERIFY(!w.journey.message());
        QCOMPARE(w.papers.drawings.size(), 1U);
    }

    void aLateRefusalIsToldAndOthersAreNot() {
        World w;
        w.submit();
        w.handOver();
        w.pass(40s);
        w.journey.filingDesk().refused(w.terminal.puts.front().call, ErrorCode::DiskFull);
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), ErrorCode::DiskFull);
        w.journey.filingDesk().refused(w.terminal.puts.back().call, ErrorCode::CommitFailed);
        QCOMPARE(w.journey.message(), ErrorCode::DiskFull);
    }

    void anAnswerAfterGoodbyeChangesNothing() {
        World w;
        w.submit();
        w.handOver();
        w.pass(30s);
        w.journey.handle(Event::Finish);
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(w.journey.filingDesk().reservedNumber().empty());
        w.journey.filingDesk().stored(w.terminal.puts.back().call, sampleReceipt);
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(!w.journey.receipt() && w.papers.drawings.empty());
    }

    void sealingThatDoesNotEndHandsNothingOver() {
        World w;
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        w.pass(30s);
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), ErrorCode::SealFailed);
        w.sealer.orders.front().done(journey::SealedFiling{"h", bytesOf("s")});
        QVERIFY(w.terminal.puts.empty());
        QCOMPARE(w.state(), State::Failed);
    }

    void noReservationNoFiling() {
        World w;
        w.submit();
        w.pass(31s);
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), ErrorCode::OutOfService);
        QVERIFY(w.sealer.orders.empty());
    }
};

QTEST_APPLESS_MAIN(Filing)
#include "tst_filing.moc"
