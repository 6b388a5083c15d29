#include "app/terminal/sync/failure_class.h"
#include "app/terminal/sync/sync_thread.h"
#include "scripted.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using enrolment::must;
using protocol::Verdict;

class CourierTest : public QObject {
    Q_OBJECT

    HandClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;
    std::unique_ptr<ListedTransport> transport_;
    std::unique_ptr<SignedWords> words_;
    std::unique_ptr<Courier> courier_;

    std::int64_t queued() { return terminal_->outbox->count().queued; }
    std::string body(const protocol::AcknowledgementBatch& batch) {
        return FiledTerminal::bodyOf(batch, terminal_->pki.acknowledge);
    }

private slots:
    void init() {
        terminal_ = std::make_unique<FiledTerminal>(clock_);
        transport_ = std::make_unique<ListedTransport>();
        words_ = std::make_unique<SignedWords>(terminal_->keys->enrolment(), clock_);
        courier_ =
            std::make_unique<Courier>(*terminal_->outbox, *transport_, *words_, clock_, Pace(1));
    }
    void cleanup() {
        courier_.reset();
        terminal_.reset();
    }

    void anEmptyOutboxAsksNobody() {
        QVERIFY(!courier_->attempt());
        QCOMPARE(transport_->posts, 0);
        QVERIFY(!courier_->state().lastContact);
    }

    void withNothingToSendItCallsAllTheSame() {
        transport_->say(200, R"({"acknowledgements":[],"next":0})");
        QVERIFY(!courier_->call());
        QCOMPARE(transport_->asked.size(), 1u);
        QVERIFY(courier_->state().lastContact.has_value());
        clock_.pass(std::chrono::minutes(9));
        QVERIFY(!courier_->call());
        QCOMPARE(transport_->asked.size(), 1u);
        clock_.pass(std::chrono::minutes(1));
        const auto wait = courier_->call();
        QVERIFY(wait && wait->count() > 0);
        QCOMPARE(transport_->asked.size(), 2u);
        QVERIFY(courier_->state().problem == ErrorCode::NetworkDown);
        // Not told: nothing is called right before its time, and the reason stands meanwhile.
        QVERIFY(!courier_->attempt());
        QVERIFY(courier_->state().problem == ErrorCode::NetworkDown);
        transport_->say(200, R"({"acknowledgements":[],"next":0})");
        QVERIFY(!courier_->call());
        QVERIFY(!courier_->state().problem);
    }

    void whatIsSignedForIsDelivered_data() {
        QTest::addColumn<int>("verdict");
        QTest::newRow("stored") << int(Verdict::Stored);
        QTest::newRow("duplicate-same") << int(Verdict::DuplicateSame);
    }
    void whatIsSignedForIsDelivered() {
        QFETCH(int, verdict);
        for (int i = 0; i < 3; ++i)
            terminal_->file();
        transport_->accept(body(terminal_->honest(Verdict(verdict))));
        QCOMPARE(courier_->attempt()->count(), 0);
        QCOMPARE(queued(), 0);
        QCOMPARE(terminal_->outbox->count().delivered, 3);
        QVERIFY(courier_->state().lastContact.has_value());
        QVERIFY(!courier_->state().problem);
        QVERIFY(!courier_->attempt());
    }

    void conflictAndRefusalGoToStaffAndBlockNobody() {
        for (int i = 0; i < 3; ++i)
            terminal_->file();
        auto batch = terminal_->honest(Verdict::Stored);
        batch.entries[0].verdict = Verdict::Conflict;
        batch.entries[1].verdict = Verdict::Refused;
        batch.entries[1].code = "JJ-2105";
        transport_->accept(body(batch));
        QVERIFY(courier_->attempt());
        QCOMPARE(terminal_->outbox->count().quarantined, 2);
        QCOMPARE(terminal_->outbox->count().delivered, 1);
        QCOMPARE(queued(), 0);
    }

    void answersThatAreNone_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("problem");
        const auto row = [](const char* name, int status, const char* type, const char* body,
                            ErrorCode problem) {
            QTest::newRow(name) << status << QByteArray(type) << QByteArray(body) << int(problem);
        };
        row("captive portal", 200, "text/html", "<html>", ErrorCode::PlatformPage);
        row("html 202", 202, "text/html", "<html>", ErrorCode::PlatformPage);
        row("json 200", 200, "application/json", "{}", ErrorCode::NotThePlatform);
        row("no json", 202, "application/json", "<html>", ErrorCode::NotThePlatform);
        row("list", 202, "application/json", "[]", ErrorCode::NotThePlatform);
        row("number", 202, "application/json", "{\"acknowledgements\":1}",
            ErrorCode::NotThePlatform);
        row("a number in the list", 202, "application/json", "{\"acknowledgements\":[1]}",
            ErrorCode::NotThePlatform);
        row("no token", 202, "application/json", "{\"acknowledgements\":[\"x\"]}",
            ErrorCode::AckSignature);
        row("busy", 503, "text/plain", "", ErrorCode::PlatformBusy);
        row("slow down", 429, "text/plain", "", ErrorCode::PlatformBusy);
        row("unknown terminal", 403, "text/plain", "", ErrorCode::TerminalUnknown);
        row("expired", 403, "application/json", "{\"code\":\"JJ-2203\"}",
            ErrorCode::TerminalExpired);
        row("wrong role", 403, "application/json", "{\"code\":\"JJ-2204\"}",
            ErrorCode::TerminalUnknown);
        row("rejections of nothing", 202, "application/json", "{\"rejected\":[{}]}",
            ErrorCode::NotThePlatform);
        row("moved", 302, "text/html", "", ErrorCode::PlatformRedirect);
    }
    void answersThatAreNone() {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, problem);
        terminal_->file();
        transport_->answers.push_back([&] {
            return Answer{status, type.toStdString(), body.toStdString()};
        });
        const bool stop = classOf(ErrorCode(problem)) == FailureClass::StopAll;
        const auto wait = courier_->attempt();
        QVERIFY(wait && wait->count() >= (stop ? 30000 : 500));
        QVERIFY(wait->count() <= (stop ? 60000 : 1000));
        QCOMPARE(int(*courier_->state().problem), problem);
        QCOMPARE(queued(), 1);
        QCOMPARE(terminal_->outbox->count().quarantined, 0);
    }

    // The platform fails on every batch that holds the first packet; the others get through.
    void onePacketThatChokesThePlatformHoldsUpNobody() {
        const std::size_t big = 5000;
        terminal_->file(big);
        terminal_->file();
        terminal_->file();
        for (int i = 0; i < 12 && queued() > 1; ++i) {
            const auto single = terminal_->honest(Verdict::Stored);
            transport_->answers.push_back([&, single]() -> Result<Answer> {
                if (transport_->sent.back() > big)
                    return Answer{500, "text/plain", ""};
                return Answer{202, "application/json", body(single)};
            });
            clock_.pass(*courier_->attempt());
        }
        QCOMPARE(queued(), 1);
        QCOMPARE(terminal_->outbox->count().delivered, 2);
    }

    void aBatchIsBoundedAndFramed() {
        const Bytes batch = batchOf({{"a", "", Bytes(3, 1)}, {"b", "", Bytes(300, 2)}});
        QCOMPARE(batch.size(), 4u + 3 + 4 + 300);
        QVERIFY((Bytes(batch.begin(), batch.begin() + 4) == Bytes{0, 0, 0, 3}));
        QVERIFY((Bytes(batch.begin() + 7, batch.begin() + 11) == Bytes{0, 0, 1, 44}));
        for (int i = 0; i < 20; ++i)
            terminal_->file();
        QVERIFY(courier_->attempt());
        QVERIFY(transport_->sent.back() < 17 * 2500);
    }

    void theThreadWakesForANewPacket() {
        SyncThread thread(
            *transport_, [this] { return courier_->attempt().value_or(std::chrono::minutes(10)); });
        const std::string id = terminal_->file();
        transport_->accept(body(terminal_->honest(Verdict::Stored)));
        thread.wake();
        QTRY_COMPARE(terminal_->outbox->count().delivered, 1);
        // And ends without waiting out its pause.
    }
};

QTEST_GUILESS_MAIN(CourierTest)
#include "tst_courier.moc"
