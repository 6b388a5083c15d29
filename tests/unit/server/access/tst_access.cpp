// Packets as a terminal sends them.
#include "tests/unit/server/access/access_world.h"

using namespace jiujin;
using namespace jiujin::server;

class TestAccess : public QObject, AccessWorld {
    Q_OBJECT
private slots:
    void init() { open(); }
    void cleanup() { stop(); }

    void batchesAreSplit() {
        const Bytes one(5, 1), two(300, 2);
        const Bytes both = batchOf({one, two});
        const auto views = protocol::splitBatch(both);
        QVERIFY(views.ok());
        QCOMPARE(views->size(), std::size_t(2));
        QVERIFY(std::equal((*views)[1].begin(), (*views)[1].end(), two.begin(), two.end()));
        QVERIFY(protocol::splitBatch(ByteView(both).first(9)).ok()); // the first packet alone
        for (std::size_t length = 0; length < both.size(); ++length)
            QVERIFY(length == 9 || !protocol::splitBatch(ByteView(both).first(length)).ok());
        QVERIFY(!protocol::splitBatch(batchOf({one, Bytes()})).ok());
        QCOMPARE(protocol::splitBatch(Bytes{0xFF, 0xFF, 0xFF, 0xFF}).error().code,
                 ErrorCode::PacketTooLarge);
        Bytes many;
        for (std::size_t i = 0; i <= protocol::maxBatchPackets; ++i)
            many.insert(many.end(), {0, 0, 0, 1, 7});
        QVERIFY(!protocol::splitBatch(many).ok());
    }

    void aPacketIsTakenOnce() {
        const auto filing = samples::file(pki, body);
        const auto first = ask(posted(batchOf({filing.packet})));
        QCOMPARE(first.status, 202);
        QCOMPARE(wordsOf(first).size(), std::size_t(1));
        const Acknowledgement word = wordsOf(first).front();
        QVERIFY(word.verdict == Verdict::Stored);
        QCOMPARE(word.packetId, filing.header.core.packetId);
        QCOMPARE(word.headerDigest, seal::digestOf(viewOf(encode(filing.header))));
        const auto second = wordsOf(ask(posted(batchOf({filing.packet}))));
        QVERIFY(second.front().verdict == Verdict::DuplicateSame);
        stop();
        QCOMPARE(store->cases()->size(), std::size_t(1));
    }

    void anotherHeaderUnderTheSameIdIsAConflict() {
        const auto terminal = samples::terminalOf(pki);
        const auto core = samples::coreHeader(terminal, 1);
        const auto first = samples::file(terminal, body, core);
        const auto second = samples::file(terminal, body, core);
        QVERIFY(wordsOf(ask(posted(batchOf({first.packet})))).front().verdict == Verdict::Stored);
        const auto words = wordsOf(ask(posted(batchOf({second.packet}))));
        QVERIFY(words.front().verdict == Verdict::Conflict);
        QVERIFY(wordsOf(ask(posted(batchOf({first.packet})))).front().verdict ==
                Verdict::DuplicateSame);
    }

    void oneBadPacketDoesNotHoldUpTheOthers() {
        const auto good = samples::file(pki, body, 1), other = samples::file(pki, body, 2);
        Bytes flipped = samples::file(pki, body, 3).packet;
        flipped[flipped.size() / 2] ^= 1U;
        const auto response = ask(posted(batchOf({good.packet, flipped, other.packet})));
        QCOMPARE(response.status, 202);
        QCOMPARE(wordsOf(response).size(), std::size_t(2));
        const auto rejected = boost::json::parse(response.body).at("rejected").as_array();
        QCOMPARE(rejected.size(), std::size_t(1));
        QCOMPARE(rejected[0].at("index").to_number<int>(), 1);
        QVERIFY(std::string_view(rejected[0].at("code").as_string()).starts_with("JJ-21"));
    }

    // It is handed on in parts, and answered as one.
    void aLongBatchHasOneAnswer() {
        std::vector<Bytes> packets;
        for (std::uint64_t counter = 1; counter <= 150; ++counter)
            packets.push_back(samples::file(pki, body, counter).packet);
        packets[99] = Bytes(10, 1);
        stopInnerZone();
        auto response = asked(posted(batchOf(packets)));
        awaitTimers(3);
        QVERIFY(!isThere(response));
        startInnerZone();
        const auto answer = response.get();
        QCOMPARE(answer.status, 202);
        QCOMPARE(wordsOf(answer).size(), std::size_t(149));
        const auto rejected = boost::json::parse(answer.body).at("rejected").as_array();
        QCOMPARE(rejected.size(), std::size_t(1));
        QCOMPARE(rejected[0].at("index").to_number<int>(), 99);
        stop();
        QCOMPARE(store->cases()->size(), std::size_t(149));
    }

    void aPacketOfAnotherTerminalIsNotTaken() {
        const auto filing = samples::file(pki, body);
        const auto response = ask(posted(batchOf({filing.packet}), "330105-A018"));
        QVERIFY(wordsOf(response).empty());
        QVERIFY(response.body.find("JJ-2308") != std::string::npos);
        stop();
        QVERIFY(store->waiting(10, 1000)->empty());
    }

    void aRefusalStaysARefusal() {
        auto wrong = body;
        wrong.answers["mobile"] = Secret("12345");
        tests::signAgain(pension, wrong);
        const auto filing = samples::file(pki, wrong);
        for (int i = 0; i < 2; ++i) {
            const auto words = wordsOf(ask(posted(batchOf({filing.packet}))));
            QVERIFY(words.front().verdict == Verdict::Refused);
            QCOMPARE(words.front().code, std::string("JJ-1110"));
        }
    }

    void otherCallsAreRefused() {
        auto wrongType = posted(batchOf({Bytes(1, 1)}));
        wrongType.contentType = "application/json";
        QCOMPARE(ask(wrongType).status, 415);
        QCOMPARE(ask(posted(Bytes(3, 0))).status, 400);
        QCOMPARE(codeIn(ask(posted(Bytes{0xFF, 0, 0, 0}))), std::string("JJ-2101"));
        QCOMPARE(ask({"GET", "/v1/packets", "", {}, "x"}).status, 405);
        QCOMPARE(ask({"GET", "/", "", {}, "x"}).status, 404);
        QCOMPARE(ask({"GET", "/v1/health", "", {}, "x"}).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
