// What waits at the open zone for the other side: packets, mail and words.
#include "tests/unit/server/access/access_world.h"

using namespace jiujin;
using namespace jiujin::server;

class TestWaiting : public QObject, AccessWorld {
    Q_OBJECT
private slots:
    void init() { open(); }
    void cleanup() { stop(); }

    void withoutTheInnerZonePacketsAreKeptAndNothingIsSaid() {
        stopInnerZone();
        const auto filing = samples::file(pki, body);
        for (int i = 0; i < 3; ++i) {
            const auto response = askInVain(posted(batchOf({filing.packet})));
            QCOMPARE(response.status, 202);
            QCOMPARE(response.body, std::string("{}"));
        }
        stop(); // and a crash
        QCOMPARE(store->waiting(10, 1UL << 20U)->size(), std::size_t(1));
        QVERIFY(store->cases()->empty());
        start();
        QTRY_COMPARE(wordsOf(ask(got("/v1/acks"))).size(), std::size_t(1));
        QVERIFY(wordsOf(ask(got("/v1/acks"))).front().verdict == Verdict::Stored);
        stop();
        QCOMPARE(store->cases()->size(), std::size_t(1));
        QVERIFY(store->waiting(10, 1UL << 20U)->empty());
    }

    void aPacketThatComesAgainWaitsForTheSameWord() {
        stopInnerZone();
        const auto one = samples::file(pki, body, 1), two = samples::file(pki, body, 2);
        const auto first = asked(posted(batchOf({one.packet})));
        auto both = asked(posted(batchOf({one.packet, two.packet})));
        awaitTimers(2);
        QVERIFY(!isThere(first) && !isThere(both));
        startInnerZone();
        QCOMPARE(wordsOf(both.get()).size(), std::size_t(2));
        QTRY_VERIFY(isThere(first));
        timers->pass(); // too late to matter
    }

    void mailWaitsForTheFirstLetterOrTheEnd() {
        stopInnerZone();
        auto first = asked(ofInnerZone("GET", "/v1/inner/mail?limit=10"));
        awaitTimers(1);
        QVERIFY(!isThere(first));
        const auto sent = asked(posted(batchOf({samples::file(pki, body).packet})));
        const Response mail = first.get();
        QCOMPARE(mail.contentType, std::string(protocol::mailType));
        const auto letters = protocol::decodeMail(viewOf(mail.body));
        QCOMPARE(letters->size(), std::size_t(1));
        protocol::Reply reply{
            {letters->front().number}, std::string(samples::terminalId), "packet", "a word"};
        QCOMPARE(
            ask(ofInnerZone("POST", "/v1/inner/answers", protocol::encodeReplies({reply}))).status,
            200);
        QTRY_VERIFY(isThere(sent));
        auto second = asked(ofInnerZone("GET", "/v1/inner/mail?limit=10"));
        service->drain();
        QVERIFY(protocol::decodeMail(viewOf(second.get().body))->empty());
        // Patience ends too.
        timers->pass();
        auto third = asked(ofInnerZone("GET", "/v1/inner/mail?limit=10"));
        awaitTimers(1);
        timers->pass();
        QVERIFY(protocol::decodeMail(viewOf(third.get().body))->empty());
    }

    void theZonesKeepToTheirOwnCalls() {
        for (const char* path : {"/v1/inner/mail?limit=10", "/v1/inner/answers"})
            QCOMPARE(ask(got(path)).status, 403);
        QCOMPARE(ask(ofInnerZone("GET", "/v1/acks?since=0")).status, 403);
        QCOMPARE(ask(ofInnerZone("POST", "/v1/packets")).status, 403);
        QCOMPARE(ask(ofInnerZone("GET", "/v1/health")).status, 200);
        for (const char* wrong : {"/v1/inner/mail", "/v1/inner/mail?limit=0",
                                  "/v1/inner/mail?limit=501", "/v1/inner/mail?limits=1"})
            QCOMPARE(ask(ofInnerZone("GET", wrong)).status, 400);
        QCOMPARE(ask(ofInnerZone("POST", "/v1/inner/answers", "{}")).status, 400);
        auto wrongType = ofInnerZone("POST", "/v1/inner/answers", "{\"answers\":[]}");
        QCOMPARE(ask(wrongType).status, 200);
        wrongType.contentType = "text/plain";
        QCOMPARE(ask(wrongType).status, 415);
        QCOMPARE(ask(ofInnerZone("GET", "/v1/inner/answers")).status, 405);
    }

    void wordsWaitForTheTerminalThatFiled() {
        QVERIFY(ask(posted(batchOf({samples::file(pki, body).packet}))).status == 202);
        const auto get = [this](const char* target, std::string_view peer) {
            return ask(got(target, peer));
        };
        const auto mine = get("/v1/acks?since=0", samples::terminalId);
        QCOMPARE(wordsOf(mine).size(), std::size_t(1));
        const auto next = boost::json::parse(mine.body).at("next").to_number<int>();
        const auto later =
            get(("/v1/acks?since=" + std::to_string(next)).c_str(), samples::terminalId);
        QVERIFY(wordsOf(later).empty());
        QVERIFY(wordsOf(get("/v1/acks?since=0", "330105-A018")).empty());
        for (const char* wrong : {"/v1/acks?since=-1", "/v1/acks?since=x", "/v1/acks?since=1x",
                                  "/v1/acks?until=1", "/v1/acks?since=99999999999999999999"})
            QCOMPARE(get(wrong, samples::terminalId).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestWaiting)
#include "tst_waiting.moc"
