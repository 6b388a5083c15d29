// Whose word is delivery, and how it is asked for when it does not come at once.
#include "app/terminal/sync/courier.h"
#include "scripted.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using enrolment::must;
using protocol::Verdict;
using Batch = protocol::AcknowledgementBatch;

namespace {

// A terminal with one packet that the platform has stored and not signed for.
struct Waiting {
    HandClock clock;
    FiledTerminal terminal{clock};
    ListedTransport transport;
    SignedWords words{terminal.keys->enrolment(), clock};
    Courier courier{*terminal.outbox, transport, words, clock, Pace(1)};
    Batch honest;

    Waiting() {
        terminal.file();
        honest = terminal.honest(Verdict::Stored);
        transport.accept("{}");
        if (courier.attempt()->count() != 0)
            qFatal("a packet that is stored over there is progress");
    }

    std::string words_(const Batch& batch, const enrolment::Identity& signer, int next) const {
        std::string body = FiledTerminal::bodyOf(batch, signer);
        body.back() = ',';
        return body + "\"next\":" + std::to_string(next) + "}";
    }
    void hear(const Batch& batch, const enrolment::Identity& signer, int next = 1) {
        transport.say(200, words_(batch, signer, next));
    }
    void hear(const Batch& batch, int next = 1) { hear(batch, terminal.pki.acknowledge, next); }
    std::int64_t queued() { return terminal.outbox->count().queued; }
    std::int64_t delivered() { return terminal.outbox->count().delivered; }
    // Attempts until `done`, each after its wait; false when that takes more than `limit`.
    bool until(const std::function<bool()>& done, std::chrono::hours limit) {
        const SteadyTime end = clock.ticks + limit;
        while (!done() && clock.ticks < end)
            clock.pass(courier.attempt().value_or(std::chrono::minutes(10)));
        return done();
    }
};

} // namespace

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void storedIsNotDelivered() {
        Waiting waiting;
        QCOMPARE(waiting.queued(), 1);
        QCOMPARE(waiting.delivered(), 0);
        QVERIFY(!waiting.courier.state().problem);
    }

    void theWordIsAskedForAndThePacketNotSentAgain() {
        Waiting waiting;
        waiting.hear({waiting.honest.issued, {}}, 0);
        const auto wait = *waiting.courier.attempt();
        QVERIFY(wait.count() >= 500);
        waiting.clock.pass(wait);
        waiting.hear(waiting.honest, 7);
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.delivered(), 1);
        QCOMPARE(waiting.transport.posts, 1);
        QCOMPARE(waiting.transport.asked.size(), 2u);
        QCOMPARE(waiting.transport.asked[0], std::string("/v1/acks?since=0"));
        QVERIFY(!waiting.courier.attempt());
        QCOMPARE(waiting.courier.state().platformTime, waiting.honest.issued);
    }

    void wordsOnWhatIsNotWaitedForArePassedOverPageByPage() {
        Waiting waiting;
        Batch old = waiting.honest;
        old.entries[0].packetId = "01933f6e-0000-7000-8000-000000000000";
        waiting.hear(old, 500);
        waiting.hear(old, 900);
        waiting.hear(waiting.honest, 901);
        for (int page = 0; page < 3; ++page)
            QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.delivered(), 1);
        QCOMPARE(waiting.transport.asked[2], std::string("/v1/acks?since=900"));
    }

    // Of a key that the inner zone had before, say.
    void anOldWordThatCannotBeVerifiedHoldsUpNobody() {
        Waiting waiting;
        Batch old = waiting.honest;
        old.entries[0].packetId = "01933f6e-0000-7000-8000-000000000000";
        waiting.hear(old, waiting.terminal.pki.server, 500);
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QVERIFY(!waiting.courier.state().problem);
        waiting.hear(waiting.honest, 501);
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.delivered(), 1);
        QCOMPARE(waiting.transport.asked.back(), std::string("/v1/acks?since=500"));
        waiting.clock.pass(std::chrono::minutes(10));
        waiting.hear(old, waiting.terminal.pki.server, 502);
        QVERIFY(!waiting.courier.call());
        QVERIFY(!waiting.courier.state().problem);
    }

    void whatWasToldWithNothingToWaitForIsNotToldAgain() {
        Waiting waiting;
        waiting.hear(waiting.honest, 1);
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        for (const int next : {900, 900, 950}) {
            waiting.clock.pass(std::chrono::minutes(10));
            waiting.hear(waiting.honest, next);
            QVERIFY(!waiting.courier.call());
        }
        const std::vector<std::string> asked(waiting.transport.asked.end() - 3,
                                             waiting.transport.asked.end());
        QVERIFY((asked == std::vector<std::string>{"/v1/acks?since=1", "/v1/acks?since=900",
                                                   "/v1/acks?since=900"}));
    }

    void nobodyKeepsItReadingForEver() {
        Waiting waiting;
        Batch old = waiting.honest;
        old.entries[0].packetId = "01933f6e-0000-7000-8000-000000000000";
        const std::string page = waiting.words_(old, waiting.terminal.pki.acknowledge, 0);
        int count = 0;
        std::chrono::milliseconds wait{0};
        for (; wait.count() == 0 && count < 1000; ++count) {
            std::string body = page;
            body.replace(body.rfind(":0}"), 3, ":" + std::to_string(count + 1) + "}");
            waiting.transport.say(200, body);
            wait = *waiting.courier.attempt();
        }
        QVERIFY(count <= 200);
    }

    void whatIsFiledMeanwhileGoesAtOnce() {
        Waiting waiting;
        waiting.hear({waiting.honest.issued, {}}, 0);
        QVERIFY(waiting.courier.attempt()->count() > 0);
        waiting.terminal.file();
        waiting.transport.accept(FiledTerminal::bodyOf(waiting.terminal.honest(Verdict::Stored),
                                                       waiting.terminal.pki.acknowledge));
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.transport.posts, 2);
    }

    // A batch of one has no room for what is waited for beside what is to be sent.
    void whatIsWaitedForHidesNothingElse() {
        Waiting waiting;
        waiting.terminal.file();
        waiting.transport.say(500, "{}");
        waiting.clock.pass(*waiting.courier.attempt());
        QCOMPARE(waiting.transport.posts, 2);
        waiting.transport.accept(FiledTerminal::bodyOf(waiting.terminal.honest(Verdict::Stored),
                                                       waiting.terminal.pki.acknowledge));
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.transport.posts, 3);
        QCOMPARE(waiting.delivered(), 1);
        QCOMPARE(waiting.queued(), 1);
    }

    void whoWantsItSentAgainGetsIt() {
        Waiting waiting;
        waiting.courier.retryNow();
        waiting.transport.accept(
            FiledTerminal::bodyOf(waiting.honest, waiting.terminal.pki.acknowledge));
        QCOMPARE(waiting.courier.attempt()->count(), 0);
        QCOMPARE(waiting.transport.posts, 2);
        QCOMPARE(waiting.delivered(), 1);
    }

    void aWordThatNeverComesIsNotWaitedForForEver() {
        Waiting waiting;
        for (int i = 0; i < 2000; ++i)
            waiting.transport.answers.push_back([&]() -> Result<Answer> {
                if (waiting.transport.posts == 1)
                    return Answer{200, "application/json",
                                  waiting.words_({waiting.honest.issued, {}},
                                                 waiting.terminal.pki.acknowledge, 77)};
                return Answer{
                    202, "application/json",
                    FiledTerminal::bodyOf(waiting.honest, waiting.terminal.pki.acknowledge)};
            });
        QVERIFY(waiting.until([&] { return waiting.queued() == 0; }, std::chrono::hours(6)));
        QCOMPARE(waiting.transport.posts, 2);
    }

    // In the answer to the packet itself, and when asked for.
    void aSuspendedTerminalKeepsItsQueueAndTakesNothingNew() {
        for (const bool asked : {false, true}) {
            Waiting waiting;
            Batch suspended = waiting.honest;
            suspended.issued = waiting.clock.now.time;
            suspended.entries[0].verdict = Verdict::Refused;
            suspended.entries[0].code = codeOf(ErrorCode::TerminalSuspended);
            if (asked)
                waiting.hear(suspended);
            else {
                waiting.courier.retryNow();
                waiting.transport.accept(
                    FiledTerminal::bodyOf(suspended, waiting.terminal.pki.acknowledge));
            }
            const auto wait = *waiting.courier.attempt();
            QVERIFY(wait >= std::chrono::seconds(30)); // as whatever stops all
            QCOMPARE(waiting.queued(), 1);
            QCOMPARE(waiting.terminal.outbox->count().quarantined, 0);
            QVERIFY(waiting.terminal.outbox->closed() == ErrorCode::TerminalSuspended);
            QVERIFY(waiting.courier.state().problem == ErrorCode::TerminalSuspended);
            // Sent again when the wait is over; then the platform takes it, and only a checkpoint
            // opens the doors.
            const int posts = waiting.transport.posts;
            waiting.clock.pass(wait);
            waiting.transport.accept(
                FiledTerminal::bodyOf(waiting.honest, waiting.terminal.pki.acknowledge));
            QVERIFY(waiting.courier.attempt());
            QCOMPARE(waiting.transport.posts, posts + 1);
            QCOMPARE(waiting.delivered(), 1);
            QVERIFY(waiting.terminal.outbox->suspended());
        }
    }

    void noOtherWordCounts_data() {
        QTest::addColumn<int>("problem");
        const auto row = [](const char* name, ErrorCode problem) {
            QTest::newRow(name) << int(problem);
        };
        row("for another terminal", ErrorCode::AckMismatch);
        row("with another header digest", ErrorCode::AckMismatch);
        row("of another packet", ErrorCode::WordPending);
        row("of another day's packet", ErrorCode::AckMismatch);
        row("none at all", ErrorCode::WordPending);
        row("by the TLS key", ErrorCode::AckSignature);
        row("by the open zone's credential key", ErrorCode::AckSignature);
        row("by the sealing key", ErrorCode::AckSignature);
        row("by the terminal itself", ErrorCode::AckSignature);
        row("by a twin's acknowledgement key", ErrorCode::AckSignature);
        row("unsigned", ErrorCode::AckSignature);
        row("altered after signing", ErrorCode::AckSignature);
    }
    // Once in the answer to the packet itself, once when asked for.
    void noOtherWordCounts() {
        QFETCH(int, problem);
        const QByteArray how = QTest::currentDataTag();
        for (const bool asked : {false, true}) {
            Waiting waiting;
            const std::string body = wrong(how, waiting);
            if (!asked) {
                // A second packet, whose answer brings the wrong word.
                waiting.terminal.file();
                waiting.honest = waiting.terminal.honest(Verdict::Stored);
                std::erase_if(waiting.honest.entries, [&](const auto& entry) {
                    return entry.packetId != waiting.terminal.outbox->next(1, 1)[0].packetId;
                });
                waiting.transport.accept(wrong(how, waiting));
            } else {
                std::string words = body;
                words.back() = ',';
                waiting.transport.say(200, words + "\"next\":1}");
            }
            const std::int64_t before = waiting.queued();
            QVERIFY(waiting.courier.attempt());
            QCOMPARE(waiting.queued(), before);
            QCOMPARE(waiting.delivered(), 0);
            QCOMPARE(waiting.terminal.outbox->count().quarantined, 0);
            if (ErrorCode(problem) == ErrorCode::AckSignature)
                QCOMPARE(int(*waiting.courier.state().problem), problem);
        }
    }

private:
    static std::string wrong(const QByteArray& how, const Waiting& waiting) {
        Batch batch = waiting.honest;
        auto& entry = batch.entries[0];
        const auto& pki = waiting.terminal.pki;
        enrolment::Identity signer = pki.acknowledge;
        if (how == "for another terminal")
            entry.terminalId = "330105-A018";
        if (how == "with another header digest")
            entry.headerDigest[5] = entry.headerDigest[5] == 'A' ? 'B' : 'A';
        if (how == "of another packet")
            entry.packetId = "01933f6e-0000-7000-8000-000000000000";
        if (how == "of another day's packet") {
            // The same packet id over a header that was signed for another day.
            entry.headerDigest = waiting.terminal.keys->digest(viewOf("yesterday's header"));
            batch.issued -= std::chrono::hours(24);
        }
        if (how == "none at all")
            batch.entries.clear();
        if (how == "by the TLS key")
            signer = pki.server;
        if (how == "by the open zone's credential key")
            signer = pki.credential;
        if (how == "by the sealing key")
            signer = pki.sealing;
        if (how == "by the terminal itself")
            signer = pki.device;
        if (how == "by a twin's acknowledgement key")
            signer = enrolment::TestPki(waiting.clock.now.time).acknowledge;
        std::string body = FiledTerminal::bodyOf(batch, signer);
        if (how == "unsigned")
            body.erase(body.rfind('.') + 1, body.rfind('"') - body.rfind('.') - 1);
        if (how == "altered after signing") {
            const auto payload = body.find('.') + 20;
            body[payload] = body[payload] == 'A' ? 'B' : 'A';
        }
        return body;
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
