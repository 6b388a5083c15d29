#include "platform/protocol/packet_batch.h"
#include "platform/seal/jws.h"
#include "platform/server/access/service.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/mailbox/room_door.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <boost/json.hpp>
#include <future>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Acknowledgement;
using protocol::Verdict;

namespace {

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

Bytes batchOf(const std::vector<Bytes>& packets) {
    Bytes body;
    for (const Bytes& packet : packets) {
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            body.push_back(static_cast<std::uint8_t>(packet.size() >> shift));
        body.insert(body.end(), packet.begin(), packet.end());
    }
    return body;
}

Request posted(Bytes body, std::string_view peer = samples::terminalId) {
    return {"POST", "/v1/packets", "application/vnd.jiujin.packets", std::move(body),
            std::string(peer)};
}

// Time that passes when the test says so.
class Timers {
public:
    void add(std::function<void()> task) {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    void pass() {
        std::vector<std::function<void()>> due;
        {
            const std::lock_guard lock(mutex_);
            due.swap(tasks_);
        }
        for (const auto& task : due)
            task();
    }
    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return tasks_.size();
    }

private:
    std::mutex mutex_;
    std::vector<std::function<void()>> tasks_;
};

// The inner zone at work, as long as this lives.
struct InnerHalf {
    InnerHalf(const Examiner& examiner, MailRoom& room, Committer& committer, const Clock& clock)
        : door(room, std::chrono::hours(1)),
          packets(examiner, committer, clock),
          puller(door, {&packets}),
          thread(puller, door) {}

    RoomDoor door;
    PacketWork packets;
    Puller puller;
    PullThread thread;
};

} // namespace

class TestAccess : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const FixedClock clock;
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerZone inner{{{pki.active.certificate, pki.active.key},
                           {pki.acknowledge.certificate, pki.acknowledge.key},
                           pki.root},
                          {pension},
                          clock};
    const PacketIntake intake{pki.root, clock};
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Committer> committer;
    std::unique_ptr<Timers> timers;
    std::unique_ptr<MailRoom> room;
    std::unique_ptr<Service> service;
    std::unique_ptr<InnerHalf> innerHalf;

    std::future<Response> asked(Request request) const {
        const auto promise = std::make_shared<std::promise<Response>>();
        service->handle(std::move(request),
                        [promise](Response response) { promise->set_value(std::move(response)); });
        return promise->get_future();
    }
    static bool isThere(const std::future<Response>& response) {
        return response.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    }
    void awaitTimers(std::size_t count) const {
        if (!QTest::qWaitFor([&] { return static_cast<std::size_t>(timers->count()) >= count; }))
            qFatal("nobody came to wait");
    }
    // Nobody answers: the wait ends by the timer that was set.
    Response askInVain(Request request) const {
        auto response = asked(std::move(request));
        awaitTimers(1);
        timers->pass();
        return response.get();
    }
    Response ask(Request request) const { return asked(std::move(request)).get(); }
    std::vector<Acknowledgement> wordsOf(const Response& response) const {
        std::vector<Acknowledgement> words;
        const auto json = boost::json::parse(response.body);
        const auto* tokens = json.as_object().if_contains("acknowledgements");
        if (tokens == nullptr)
            return {};
        for (const auto& jws : tokens->as_array()) {
            const auto text = samples::must(
                seal::verifyJws(std::string_view(jws.as_string()), pki.acknowledge.certificate));
            const auto batch = samples::must(protocol::decodeAcknowledgements(text));
            words.insert(words.end(), batch.entries.begin(), batch.entries.end());
        }
        return words;
    }
    static std::string codeIn(const Response& response) {
        return std::string(boost::json::parse(response.body).at("code").as_string());
    }
    void startOpenZone() {
        timers = std::make_unique<Timers>();
        committer = std::make_unique<CommitterThread>(*store);
        room = std::make_unique<MailRoom>(
            *committer, [this](auto, std::function<void()> task) { timers->add(std::move(task)); });
        service = std::make_unique<Service>(intake, *room, clock);
    }
    void startInnerZone() {
        innerHalf = std::make_unique<InnerHalf>(inner, *room, *committer, clock);
    }
    void stopInnerZone() {
        innerHalf.reset();
        timers->pass(); // what it left; from here on only those of the test are set
    }
    void start() {
        startOpenZone();
        startInnerZone();
    }
    void stop() {
        innerHalf.reset();
        committer.reset();
        service.reset();
        room.reset();
        timers.reset();
    }
    static Request got(const char* target, std::string_view peer = samples::terminalId) {
        return {"GET", target, "", {}, std::string(peer)};
    }
    static Request ofInnerZone(const char* method, const char* target, std::string content = {}) {
        return {method, target, "application/json", bytesOf(content), "inner", seal::Role::Inner};
    }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        const auto file = folder->filePath(QStringLiteral("platform.db")).toStdString();
        store = samples::must(SqliteStore::open(file));
        start();
    }
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
