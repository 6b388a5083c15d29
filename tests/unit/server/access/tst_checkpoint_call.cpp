// GET /v1/checkpoint in the open zone: carried to the inner zone and back, and kept by nobody.
#include "platform/base/uuid.h"
#include "platform/protocol/checkpoint_question.h"
#include "platform/server/access/service.h"
#include "platform/server/inner/checkpoint_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/mailbox/room_door.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <boost/json.hpp>
#include <future>

using namespace jiujin;
using namespace jiujin::server;

namespace {

const std::string terminalId(samples::terminalId);
const std::string nonce = "AAAAAAAAAAAAAAAAAAAAAA";

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

class NoIntake : public Intake {
public:
    Result<NewLetter> check(ByteView, const std::string&) const override {
        return Error(ErrorCode::PacketMalformed);
    }
};

// The inner zone at work, as long as this lives. What it would sign stands for what it signs.
struct InnerHalf {
    InnerHalf(MailRoom& room, Committer& committer, const Clock& clock)
        : door(room, std::chrono::hours(1)),
          work(
              [](const protocol::Checkpoint& asked) -> Result<std::string> {
                  return encode(asked);
              },
              committer, clock),
          puller(door, {&work}),
          thread(puller, door) {}

    RoomDoor door;
    CheckpointWork work;
    Puller puller;
    PullThread thread;
};

std::string target(std::uint64_t from, std::uint64_t upTo, const std::string& own = nonce) {
    return std::string(protocol::checkpointPath) + '?' +
           encode(protocol::CheckpointQuestion{from, upTo, own, 0, protocol::checkpointRoot({})});
}

Request got(const std::string& path, std::string_view peer = terminalId) {
    return {"GET", path, "", {}, std::string(peer)};
}

} // namespace

class TestCheckpointCall : public QObject {
    Q_OBJECT
    const FixedClock clock{};
    const NoIntake intake{};
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Committer> committer;
    std::unique_ptr<MailRoom> room;
    std::unique_ptr<Service> service;
    std::unique_ptr<InnerHalf> inner;
    std::mutex mutex;
    std::vector<std::function<void()>> timers; // time passes when the test says so

    void pass() {
        std::vector<std::function<void()>> due;
        {
            const std::lock_guard lock(mutex);
            due.swap(timers);
        }
        for (const auto& task : due)
            task();
    }
    std::future<Response> asked(Request request) const {
        const auto promise = std::make_shared<std::promise<Response>>();
        service->handle(std::move(request),
                        [promise](Response response) { promise->set_value(std::move(response)); });
        return promise->get_future();
    }
    Response ask(Request request) const { return asked(std::move(request)).get(); }
    static protocol::Checkpoint checkpointIn(const Response& response) {
        const auto json = boost::json::parse(response.body);
        return samples::must(
            protocol::decodeCheckpoint(std::string_view(json.at("checkpoint").as_string())));
    }
    protocol::CheckpointLeaf stored(std::uint64_t counter) {
        const std::string digest = seal::digestOf(viewOf("header " + std::to_string(counter)));
        const TakenPacket packet{newUuid7(samples::noon()),
                                 terminalId,
                                 "number " + std::to_string(counter),
                                 digest,
                                 counter,
                                 samples::noon(),
                                 Bytes(3, 1)};
        const auto done = committer->runAndWait([&](Store& s) -> Result<void> {
            JIUJIN_TRY(s.decide(packet, {{protocol::Verdict::Stored, ""},
                                         "",
                                         {{samples::noon(), "received", "terminal", {}}}}));
            return {};
        });
        if (!done.ok())
            qFatal("%s", done.error().text().c_str());
        return {counter, digest};
    }
    void stop() {
        inner.reset();
        committer.reset();
    }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        store = samples::must(
            SqliteStore::open(folder->filePath(QStringLiteral("platform.db")).toStdString()));
        committer = std::make_unique<CommitterThread>(*store);
        room = std::make_unique<MailRoom>(*committer, [this](auto, std::function<void()> task) {
            const std::lock_guard lock(mutex);
            timers.push_back(std::move(task));
        });
        service = std::make_unique<Service>(intake, *room, clock);
        inner = std::make_unique<InnerHalf>(*room, *committer, clock);
    }
    void cleanup() {
        stop();
        timers.clear();
    }

    void theInnerZoneAnswersForThisTerminalAndQuestion() {
        const auto three = stored(3), one = stored(1);
        const auto checkpoint = checkpointIn(ask(got(target(1, 1000))));
        QCOMPARE(checkpoint.count, std::uint64_t(2));
        QCOMPARE(checkpoint.root, protocol::checkpointRoot({one, three}));
        QCOMPARE(checkpoint.terminalId, terminalId);
        QCOMPARE(checkpoint.nonce, nonce);
        QVERIFY(!checkpoint.suspended);
        const auto none = checkpointIn(ask(got(target(2, 2))));
        QCOMPARE(none.count, std::uint64_t(0));
        QCOMPARE(none.root, protocol::checkpointRoot({}));
        QCOMPARE(checkpointIn(ask(got(target(1, 1000), "330105-A018"))).count, std::uint64_t(0));
        // Nobody is told of it later, and nothing of it is kept.
        stop();
        QVERIFY(store->waiting(10, 1000)->empty());
        QVERIFY(store->repliesTo(terminalId, protocol::checkpointLetter, 0, 1000)->bodies.empty());
    }

    void aQuestionThatNobodyAnswersInTimeIsDropped() {
        inner.reset();
        pass(); // what the inner zone left
        for (const char* own : {"AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBA"}) {
            auto answer = asked(got(target(1, 9, own)));
            const auto told = [&] {
                pass();
                return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
            };
            QTRY_VERIFY(told());
            QCOMPARE(answer.get().status, 503);
        }
        stop();
        QVERIFY(store->waiting(10, 1000)->empty());
    }

    void whatIsNoQuestionIsRefused() {
        const std::string good = target(1, 9);
        for (const std::string& wrong :
             {std::string("/v1/checkpoint"), std::string("/v1/checkpoint?"), good + "&more=1",
              target(1, 1001), target(1, 9, "A")})
            QCOMPARE(ask(got(wrong)).status, 400);
        Request innerZone = got(good);
        innerZone.role = seal::Role::Inner;
        QCOMPARE(ask(innerZone).status, 403);
        Request post = got(good);
        post.method = "POST";
        QCOMPARE(ask(post).status, 405);
    }
};

QTEST_GUILESS_MAIN(TestCheckpointCall)
#include "tst_checkpoint_call.moc"
