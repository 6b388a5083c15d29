// An open zone with an inner one beside it that a test starts and stops, and time that passes when
// the test says so.
#pragma once

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

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <boost/json.hpp>
#include <future>

namespace jiujin::server {

using protocol::Acknowledgement;
using protocol::Verdict;

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

inline Bytes batchOf(const std::vector<Bytes>& packets) {
    Bytes body;
    for (const Bytes& packet : packets) {
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            body.push_back(static_cast<std::uint8_t>(packet.size() >> shift));
        body.insert(body.end(), packet.begin(), packet.end());
    }
    return body;
}

inline Request posted(Bytes body, std::string_view peer = samples::terminalId) {
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

class AccessWorld {
protected:
    const samples::Pki pki;
    const FixedClock clock{};
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerZone inner{{{pki.active.certificate, pki.active.key},
                           {pki.acknowledge.certificate, pki.acknowledge.key},
                           pki.root},
                          {tests::catalogueOf({pension}), tests::legalCalendar()},
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
    void open() {
        folder = std::make_unique<QTemporaryDir>();
        const auto file = folder->filePath(QStringLiteral("platform.db")).toStdString();
        store = samples::must(SqliteStore::open(file));
        start();
    }
};

} // namespace jiujin::server
