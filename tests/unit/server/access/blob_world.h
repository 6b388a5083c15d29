// A platform that plays both zones, a terminal that seals materials for it, and a test that decides
// when the inner zone comes for its mail.
#pragma once

#include "platform/protocol/blob.h"
#include "platform/seal/blob_seal.h"
#include "platform/seal/jws.h"
#include "platform/server/access/blob_service.h"
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

inline constexpr std::size_t part = 128UL * 1024;
inline constexpr std::string_view otherTerminal = "330105-A018";

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

struct Blob {
    Bytes sealed;
    protocol::BlobReference name;
};

class BlobWorld {
protected:
    const samples::Pki pki;
    const samples::Terminal terminal = samples::terminalOf(pki);
    const FixedClock clock{};
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerZone inner{{{pki.active.certificate, pki.active.key},
                           {pki.acknowledge.certificate, pki.acknowledge.key},
                           pki.root},
                          {tests::catalogueOf({pension}), tests::legalCalendar()},
                          clock};
    const PacketIntake intake{pki.root, clock};
    std::uint64_t counter = 0, heldOfOne = BlobRoom::maxHeldOfOne;

    // One process that plays both zones; the inner one comes when the test says so.
    struct Platform {
        CommitterThread committer;
        std::vector<std::function<void()>> later;
        MailRoom room;
        RoomDoor door;
        BlobRoom blobRoom;
        RoomBlobDoor blobDoor;
        MaterialDesk desk;
        PacketWork work;
        Puller puller;
        Service packets;
        BlobService service;

        Platform(Store& store, const InnerZone& zone, const Intake& check, const Clock& time,
                 std::uint64_t limit)
            : committer(store),
              room(committer, [this](auto, auto task) { later.push_back(std::move(task)); }),
              door(room, std::chrono::milliseconds(0)),
              blobRoom(committer, room, limit),
              blobDoor(blobRoom),
              desk(blobDoor, zone, committer),
              work(zone, committer, time, {}, &desk),
              puller(door, {&work}),
              packets(check, room, time),
              service(blobRoom, packets) {}
    };
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Platform> platform;

    void start() {
        store = samples::must(SqliteStore::open(file()));
        platform = std::make_unique<Platform>(*store, inner, intake, clock, heldOfOne);
    }
    void stop() {
        platform.reset();
        store.reset();
    }
    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("platform.db")).toStdString();
    }

    Blob sealed(std::size_t size) const {
        Blob blob;
        const std::vector recipients{pki.active.certificate, pki.escrow.certificate};
        const auto sealer = samples::must(seal::BlobSealer::begin(recipients, [&](ByteView ready) {
            blob.sealed.insert(blob.sealed.end(), ready.begin(), ready.end());
            return Result<void>();
        }));
        if (!sealer->write(Bytes(size, 7)))
            std::abort();
        blob.name = samples::must(sealer->finish());
        return blob;
    }
    samples::Filing filingWith(const std::vector<protocol::BlobReference>& blobs) {
        auto core = samples::coreHeader(terminal, ++counter);
        core.blobs = blobs;
        return samples::file(terminal, body, core);
    }

    // Nobody waits for words here: whoever would is told what there is.
    Response ask(Request request) {
        const auto promise = std::make_shared<std::promise<Response>>();
        auto answer = promise->get_future();
        platform->service.handle(std::move(request), [promise](Response response) {
            promise->set_value(std::move(response));
        });
        while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            static_cast<void>(platform->committer.runAndWait([this](Store&) {
                for (const auto& task : std::exchange(platform->later, {}))
                    task();
                return Result<void>();
            }));
        return answer.get();
    }
    Response post(const samples::Filing& filing) {
        Bytes batch;
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            batch.push_back(static_cast<std::uint8_t>(filing.packet.size() >> shift));
        batch.insert(batch.end(), filing.packet.begin(), filing.packet.end());
        return ask({"POST", "/v1/packets", "application/vnd.jiujin.packets", batch,
                    std::string(samples::terminalId)});
    }
    static Request about(const char* method, const protocol::BlobReference& blob) {
        return {method, "/v1/blobs/" + blob.digest, "", {}, std::string(samples::terminalId)};
    }
    static Request putOf(const Blob& blob, std::size_t from, std::size_t size = part) {
        Request request = about("PUT", blob.name);
        const ByteView bytes =
            ByteView(blob.sealed).subspan(from, std::min(size, blob.sealed.size() - from));
        request.contentType = protocol::blobType;
        request.body.assign(bytes.begin(), bytes.end());
        request.contentRange =
            encode(protocol::ContentRange{from, from + bytes.size() - 1, blob.sealed.size()});
        return request;
    }
    void send(const Blob& blob) {
        for (std::size_t at = 0; at < blob.sealed.size(); at += part)
            QVERIFY(ask(putOf(blob, at)).status < 300);
    }
    std::optional<std::uint64_t> held(const Blob& blob) {
        const Response response = ask(about("HEAD", blob.name));
        return response.status == 200 ? response.uploadOffset : std::nullopt;
    }
    static std::string codeIn(const Response& response) {
        return std::string(boost::json::parse(response.body).at("code").as_string());
    }
    std::vector<protocol::Acknowledgement> words() {
        const auto answer =
            ask({"GET", "/v1/acks?since=0", "", {}, std::string(samples::terminalId)});
        std::vector<protocol::Acknowledgement> words;
        const auto json = boost::json::parse(answer.body);
        for (const auto& jws : json.at("acknowledgements").as_array()) {
            const auto text = samples::must(
                seal::verifyJws(std::string_view(jws.as_string()), pki.acknowledge.certificate));
            const auto batch = samples::must(protocol::decodeAcknowledgements(text));
            words.insert(words.end(), batch.entries.begin(), batch.entries.end());
        }
        return words;
    }
    template <typename Asked>
    auto inStore(Asked question) {
        std::optional<decltype(question(*store))> answer;
        static_cast<void>(platform->committer.runAndWait([&](Store& s) {
            answer.emplace(question(s));
            return Result<void>();
        }));
        return std::move(*answer);
    }
    Result<BlobState> stateFor(std::string_view owner, const Blob& blob) {
        return inStore(
            [&](Store& s) { return s.blobs().state(std::string(owner), blob.name.digest); });
    }
    std::size_t waiting() {
        return inStore([](Store& s) { return s.waiting(10, 1UL << 30U)->size(); });
    }
    void alter(const char* sql) {
        stop();
        QVERIFY(Database::open(file())->run(sql).ok());
        start();
    }
    // The inner zone comes for what waits, until nothing does.
    void pull() {
        while (waiting() > 0)
            QVERIFY(platform->puller.round().ok());
    }
};

} // namespace jiujin::server
