// Large materials at the platform: taken part by part from the terminal whose packet names them,
// and a case only when all of them are in the inner zone, whole and opened.
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

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <boost/json.hpp>
#include <future>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;
using samples::must;

namespace {

constexpr std::size_t part = 128UL * 1024;
constexpr std::string_view otherTerminal = "330105-A018";

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

struct Blob {
    Bytes sealed;
    protocol::BlobReference name;
};

} // namespace

class BlobsTest : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const samples::Terminal terminal = samples::terminalOf(pki);
    const FixedClock clock;
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerZone inner{{{pki.active.certificate, pki.active.key},
                           {pki.acknowledge.certificate, pki.acknowledge.key},
                           pki.root},
                          {pension},
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
              packets(check, room),
              service(blobRoom, packets) {}
    };
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Platform> platform;

    void start() {
        store = must(SqliteStore::open(file()));
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
        const auto sealer = must(seal::BlobSealer::begin(recipients, [&](ByteView ready) {
            blob.sealed.insert(blob.sealed.end(), ready.begin(), ready.end());
            return Result<void>();
        }));
        if (!sealer->write(Bytes(size, 7)))
            std::abort();
        blob.name = must(sealer->finish());
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
            const auto text = must(
                seal::verifyJws(std::string_view(jws.as_string()), pki.acknowledge.certificate));
            const auto batch = must(protocol::decodeAcknowledgements(text));
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

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        heldOfOne = BlobRoom::maxHeldOfOne;
        start();
    }
    void cleanup() { stop(); }

    void aCaseIsCompleteWhenAllMaterialsAreThere() {
        const Blob large = sealed(700'000), small = sealed(10);
        const auto filing = filingWith({large.name, small.name});
        const auto posted = post(filing);
        QCOMPARE(posted.status, 202);
        QVERIFY(posted.body.find("acknowledgements") == std::string::npos);
        QCOMPARE(*held(large), 0u);
        send(large);
        QCOMPARE(waiting(), std::size_t(0));
        QVERIFY(words().empty());
        send(small);
        QCOMPARE(waiting(), std::size_t(1));
        pull();
        QCOMPARE(words().size(), std::size_t(1));
        QVERIFY(words().front().verdict == Verdict::Stored);
        QCOMPARE(words().front().packetId, filing.header.core.packetId);
        for (const Blob& blob : {large, small}) {
            QVERIFY(stateFor(ofCases, blob)->whole());
            // The open zone keeps nothing of what was fetched.
            QCOMPARE(stateFor(samples::terminalId, blob).error().code, ErrorCode::NotFound);
        }
        const auto trail =
            inStore([&](Store& s) { return s.trail(filing.header.core.caseNumber); });
        QVERIFY(trail.ok());
        QVERIFY(trail->events.front().json.find(large.name.digest) != std::string::npos);
    }

    // The other way round nothing is kept: a stranger to the packet cannot fill the disk.
    void nothingIsTakenBeforeAPacketNamesIt() {
        const Blob blob = sealed(1000);
        QCOMPARE(ask(putOf(blob, 0)).status, 404);
        QVERIFY(!held(blob));
        post(filingWith({blob.name}));
        for (Request request : {putOf(blob, 0), about("HEAD", blob.name)}) {
            request.peer = otherTerminal;
            QCOMPARE(ask(request).status, 404);
            request.role = seal::Role::Inner;
            QCOMPARE(ask(request).status, 403);
        }
        QCOMPARE(ask(putOf(blob, 0)).status, 200);
    }

    void itGoesOnWhereItWasAfterARestart() {
        const Blob blob = sealed(500'000);
        post(filingWith({blob.name}));
        const Response first = ask(putOf(blob, 0));
        QCOMPARE(first.status, 202);
        QCOMPARE(*first.uploadOffset, part);
        stop();
        start();
        QCOMPARE(*held(blob), part);
        // The answer had been lost: the same part again, or one too far, changes nothing.
        for (const std::size_t elsewhere : {std::size_t{0}, 2 * part}) {
            const Response refused = ask(putOf(blob, elsewhere));
            QCOMPARE(refused.status, 409);
            QCOMPARE(codeIn(refused), std::string(codeOf(ErrorCode::BlobRange)));
            QCOMPARE(*refused.uploadOffset, part);
        }
        for (std::size_t at = part; at < blob.sealed.size(); at += part)
            QCOMPARE(ask(putOf(blob, at)).status, at + part < blob.sealed.size() ? 202 : 200);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void anAlteredPartIsNotKept() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        Request altered = putOf(blob, part);
        altered.body[5] ^= 1U;
        QCOMPARE(ask(putOf(blob, 0)).status, 202);
        QCOMPARE(ask(altered).status, 202);
        const Response last = ask(putOf(blob, 2 * part));
        QCOMPARE(last.status, 422);
        QCOMPARE(codeIn(last), std::string(codeOf(ErrorCode::BlobDamaged)));
        QCOMPARE(*held(blob), 0u);
        QCOMPARE(waiting(), std::size_t(0));
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void partsThatAreNoPartsAreRefused() {
        const Blob blob = sealed(3'000'000);
        post(filingWith({blob.name}));
        const auto with = [&](std::string range, std::size_t size) {
            Request request = putOf(blob, 0, size);
            request.contentRange = std::move(range);
            return ask(request).status;
        };
        const std::string whole = '/' + std::to_string(blob.sealed.size());
        QCOMPARE(with("", part), 400);
        QCOMPARE(with("bytes 0-131072" + whole, part), 400);
        QCOMPARE(with("bytes 0-131070" + whole, part), 400);
        QCOMPARE(with("bytes 0-131071/*", part), 400);
        QCOMPARE(with("bytes 0-131071/131073", part), 422);
        QCOMPARE(with("bytes 0-131071/67108865", part), 413);
        QCOMPARE(ask(putOf(blob, 0, 1000)).status, 400);
        QCOMPARE(ask(putOf(blob, 0, protocol::maxBlobPart + 1)).status, 413);
        Request page = putOf(blob, 0);
        page.contentType = "text/html";
        QCOMPARE(ask(page).status, 415);
        QCOMPARE(ask(about("DELETE", blob.name)).status, 405);
        for (const char* target : {"/v1/blobs/", "/v1/blobs/short", "/v1/blobs/../packets"})
            QCOMPARE(ask({"HEAD", target, "", {}, std::string(samples::terminalId)}).status, 404);
        QCOMPARE(*held(blob), 0u);
    }

    void aTerminalHasItsShareOfTheDisk() {
        heldOfOne = 3 * part;
        stop();
        start();
        const Blob first = sealed(2 * part), second = sealed(part);
        post(filingWith({first.name}));
        post(filingWith({second.name}));
        send(first);
        const Response busy = ask(putOf(second, 0, second.sealed.size()));
        QCOMPARE(busy.status, 503);
        QCOMPARE(codeIn(busy), std::string(codeOf(ErrorCode::PlatformBusy)));
        pull();
        QCOMPARE(ask(putOf(second, 0, second.sealed.size())).status, 200);
    }

    void aHeaderMayNotNameWhatCanNeverBeWhole() {
        for (const std::uint64_t bytes : {std::uint64_t{0}, protocol::maxBlobBytes + 1}) {
            const auto answer = post(filingWith({{sealed(1).name.digest, bytes}}));
            QVERIFY(answer.body.find(codeOf(ErrorCode::PacketMalformed)) != std::string::npos);
        }
        QCOMPARE(waiting(), std::size_t(0));
    }

    void whatTheTerminalSealedWronglyIsRefused() {
        Blob blob{Bytes(200'000, 9), {}};
        blob.name = {seal::digestOf(blob.sealed), blob.sealed.size()};
        const auto filing = filingWith({blob.name});
        post(filing);
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Refused);
        QCOMPARE(words().front().code, std::string(codeOf(ErrorCode::EnvelopeDamaged)));
        QVERIFY(!stateFor(ofCases, blob)->whole());
    }

    // Taken over, or its disk rots: it can delay, and nothing else.
    void theOpenZoneIsNotBelieved() {
        const Blob blob = sealed(300'000);
        const auto filing = filingWith({blob.name});
        post(filing);
        for (const char* harm :
             {"UPDATE blob_parts SET content=zeroblob(length(content)) WHERE position=131072",
              "DELETE FROM blob_parts WHERE position=131072",
              "UPDATE blob_parts SET content=zeroblob(2000000) WHERE position=0",
              "DELETE FROM blob_parts"}) {
            send(blob);
            alter(harm);
            pull();
            QVERIFY2(words().empty(), harm);
            QVERIFY(!stateFor(ofCases, blob)->whole());
            QCOMPARE(*held(blob), 0u);
            // The terminal, without a word, sends its packet again.
            post(filing);
            QCOMPARE(waiting(), std::size_t(0));
        }
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void oneBadMaterialHoldsUpNobody() {
        const Blob bad = sealed(300'000), good = sealed(1000);
        post(filingWith({bad.name}));
        post(filingWith({good.name}));
        const auto plain = filingWith({});
        post(plain);
        send(bad);
        send(good);
        alter("DELETE FROM blob_parts WHERE position=131072");
        pull();
        QCOMPARE(words().size(), std::size_t(2));
    }

    void whatTwoPacketsNameStaysForTheOther() {
        const Blob blob = sealed(1000), more = sealed(1000);
        post(filingWith({blob.name}));
        post(filingWith({blob.name, more.name}));
        send(blob);
        pull();
        QCOMPARE(words().size(), std::size_t(1));
        QVERIFY(stateFor(samples::terminalId, blob)->whole());
        send(more);
        pull();
        QCOMPARE(words().size(), std::size_t(2));
        QCOMPARE(stateFor(samples::terminalId, blob).error().code, ErrorCode::NotFound);
    }

    void aFetchThatBrokeOffBeginsAgain() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        send(blob);
        const Bytes half(part, 1);
        inStore([&](Store& s) {
            static_cast<void>(s.blobs().expect(std::string(ofCases), blob.name));
            return s.blobs().append(std::string(ofCases), blob.name.digest, half).ok();
        });
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
        QVERIFY(stateFor(ofCases, blob)->whole());
    }

    void onlyTheInnerZoneFetchesParts() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        send(blob);
        const std::string target =
            "/v1/inner/blobs/" + std::string(samples::terminalId) + '/' + blob.name.digest;
        const auto fetched = [&](const std::string& path, seal::Role role = seal::Role::Inner) {
            return ask({"GET", path, "", {}, "inner", role});
        };
        const Response second = fetched(target + "?from=131072");
        QCOMPARE(second.status, 200);
        QCOMPARE(second.contentType, std::string(protocol::blobType));
        QVERIFY(std::ranges::equal(viewOf(second.body), ByteView(blob.sealed).subspan(part, part)));
        QCOMPARE(fetched(target + "?from=131072", seal::Role::Terminal).status, 403);
        QCOMPARE(fetched(target + "?from=1").status, 404);
        QCOMPARE(fetched(target + "?from=x").status, 400);
        QCOMPARE(fetched("/v1/inner/blobs/" + blob.name.digest).status, 404);
    }
};

QTEST_GUILESS_MAIN(BlobsTest)
#include "tst_blobs.moc"
