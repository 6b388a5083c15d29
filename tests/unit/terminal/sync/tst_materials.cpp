// Large materials between the batches: part by part, from where the platform stands, and nobody
// waits for them but their own packet.
#include "scripted.h"

#include "platform/protocol/blob.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::sync;
using protocol::Verdict;

namespace {

constexpr std::size_t part = 64UL * 1024;

Answer json(int status, std::string body = "{}") {
    return {status, "application/json", std::move(body)};
}

// Holds packets and materials as a platform does; the inner zone signs when all of them are there.
class HoldingPlatform : public Transport, public BlobTransport {
public:
    explicit HoldingPlatform(const FiledTerminal& terminal) : terminal_(terminal) {}

    std::deque<std::string> calls; // "POST 2", "HEAD a", "PUT a 0", "GET"
    std::map<std::string, Bytes> blobs;
    std::set<std::string> named, cases, spoiled; // of the last: whatever comes is another
    std::optional<Answer> insteadOfPut;
    std::optional<ErrorCode> network;

    Result<Answer> post(std::string_view, std::string_view, const Bytes& body) override {
        if (network)
            return Error{*network};
        std::size_t count = 0;
        for (const auto& packet : terminal_.outbox->next(100, 1UL << 30U))
            if (textOf(body).find(textOf(packet.packet)) != std::string_view::npos) {
                ++count;
                known_[packet.packetId] = packet;
                for (const auto& blob : packet.blobs)
                    named.insert(blob.digest);
            }
        calls.push_back("POST " + std::to_string(count));
        return json(202, FiledTerminal::bodyOf(decide(), terminal_.pki.acknowledge));
    }
    Result<Answer> get(std::string_view) override {
        calls.emplace_back("GET");
        if (network)
            return Error{*network};
        std::string body = FiledTerminal::bodyOf(decide(), terminal_.pki.acknowledge);
        body.insert(body.size() - 1, ",\"next\":" + std::to_string(++words_));
        return json(200, body);
    }
    Result<Answer> head(std::string_view path) override {
        const std::string digest = digestIn(path);
        calls.push_back("HEAD " + digest.substr(0, 4));
        if (network)
            return Error{*network};
        return named.contains(digest) ? at(200, digest) : json(404);
    }
    Result<Answer> put(std::string_view path, std::string_view contentRange,
                       const Bytes& body) override {
        const std::string digest = digestIn(path);
        const auto range = enrolment::must(protocol::decodeContentRange(contentRange));
        calls.push_back("PUT " + digest.substr(0, 4) + ' ' + std::to_string(range.first));
        if (network)
            return Error{*network};
        if (insteadOfPut)
            return *std::exchange(insteadOfPut, {});
        if (!named.contains(digest))
            return json(404);
        Bytes& held = blobs[digest];
        if (range.first != held.size())
            return at(409, digest);
        held.insert(held.end(), body.begin(), body.end());
        if (held.size() < range.whole)
            return at(202, digest);
        if (!spoiled.contains(digest) && terminal_.keys->digest(held) == digest)
            return at(200, digest);
        held.clear();
        return at(422, digest);
    }
    void cancel() override {}

    std::int64_t count(std::string_view call) const {
        return std::ranges::count_if(calls,
                                     [&](const auto& each) { return each.starts_with(call); });
    }

private:
    static std::string digestIn(std::string_view path) {
        return std::string(path.substr(std::string_view("/v1/blobs/").size()));
    }
    Answer at(int status, const std::string& digest) {
        Answer answer = json(status);
        answer.uploadOffset = blobs[digest].size();
        return answer;
    }
    protocol::AcknowledgementBatch decide() {
        protocol::AcknowledgementBatch batch{terminal_.pki.validity.from, {}};
        for (const auto& [id, packet] : known_) {
            const bool whole = std::ranges::all_of(packet.blobs, [&](const auto& blob) {
                return blobs[blob.digest].size() == blob.bytes;
            });
            if (!whole)
                continue;
            const bool first = cases.insert(id).second;
            batch.entries.push_back({id, packet.headerDigest, std::string(enrolment::terminalId),
                                     first ? Verdict::Stored : Verdict::DuplicateSame, ""});
        }
        return batch;
    }

    const FiledTerminal& terminal_;
    std::map<std::string, outbox::QueuedPacket> known_;
    int words_ = 0;
};

} // namespace

class MaterialsTest : public QObject {
    Q_OBJECT

    HandClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;
    std::unique_ptr<SignedWords> words_;
    std::unique_ptr<HoldingPlatform> platform_;
    std::unique_ptr<BlobCarrier> blobs_;
    std::optional<Courier> courier_;
    std::uint8_t sealings_ = 0;

    outbox::Outbox& outbox() { return *terminal_->outbox; }
    void startCourier(TimeWindow forLarge = {}) {
        blobs_ = std::make_unique<BlobCarrier>(outbox(), *platform_, part);
        courier_.emplace(outbox(), *platform_, *words_, clock_, Pace(1), forLarge, blobs_.get());
    }
    struct WithBlobs {
        std::string packetId;
        std::vector<protocol::BlobReference> blobs;
    };
    WithBlobs fileWith(std::initializer_list<std::size_t> sizes) {
        WithBlobs filed;
        const auto reservation = enrolment::must(outbox().reserve());
        filed.packetId = reservation.packetId;
        for (const std::size_t size : sizes) {
            const auto draft = enrolment::must(outbox().newBlob());
            if (!draft->write(Bytes(size, ++sealings_)))
                std::abort();
            filed.blobs.push_back(enrolment::must(outbox().keep(*draft)));
        }
        protocol::CoreHeader header;
        header.packetId = reservation.packetId;
        header.terminalId = reservation.terminalId;
        header.counter = reservation.counter;
        header.caseNumber = reservation.caseNumber;
        header.recipientKeyIds = {terminal_->pki.sealing.certificate.keyId(),
                                  terminal_->pki.escrow.certificate.keyId()};
        header.bodyDigest = terminal_->keys->digest(viewOf("body"));
        header.blobs = filed.blobs;
        enrolment::must(outbox().put(viewOf(encode(header)), Bytes(100, 7)));
        return filed;
    }
    // Until nothing is left to do, or so many attempts.
    void run(int attempts = 200) {
        while (attempts-- > 0) {
            const auto wait = courier_->attempt();
            if (!wait)
                return;
            clock_.pass(*wait);
        }
    }
    outbox::QueueItem item(const WithBlobs& filed) {
        return enrolment::must(outbox().item(filed.packetId));
    }
    std::string blobFile(const protocol::BlobReference& blob) {
        return (terminal_->folder() / ("blob-" + blob.digest)).string();
    }

private slots:
    void init() {
        clock_ = {};
        terminal_ = std::make_unique<FiledTerminal>(clock_);
        words_ = std::make_unique<SignedWords>(terminal_->keys->enrolment(), clock_);
        platform_ = std::make_unique<HoldingPlatform>(*terminal_);
        startCourier();
    }
    void cleanup() {
        courier_.reset();
        blobs_.reset();
    }

    void thePacketIsDeliveredWithAllItsMaterials() {
        const auto filed = fileWith({300'000, 10});
        courier_->attempt();
        QCOMPARE(item(filed).state, outbox::State::Queued);
        QCOMPARE(item(filed).reason, std::string(codeOf(ErrorCode::MaterialsPending)));
        run();
        QCOMPARE(item(filed).state, outbox::State::Delivered);
        QCOMPARE(platform_->count("POST"), 1);
        QCOMPARE(platform_->count("HEAD"), 2);
        QCOMPARE(platform_->count("PUT"), 6);
        for (const auto& blob : filed.blobs)
            QCOMPARE(terminal_->keys->digest(platform_->blobs[blob.digest]), blob.digest);
    }

    // A part of a large one, a batch of small ones, and so on; no batch waits for more than a part
    // and a question for words.
    void smallPacketsGoBetweenTheParts() {
        fileWith({20 * part});
        run(6);
        std::vector<std::string> small;
        for (int i = 0; i < 200; ++i) {
            small.push_back(terminal_->file());
            for (int turn = 0; turn < 4; ++turn)
                courier_->attempt();
            if (enrolment::must(outbox().item(small.back())).state != outbox::State::Delivered)
                QFAIL("a small packet waited");
            if (!blobs_->any())
                break;
        }
        QVERIFY(!blobs_->any());
        QVERIFY(small.size() >= 7);
        run();
        QCOMPARE(outbox().count().queued, 0);
    }

    void itGoesOnWhereThePlatformStands() {
        const auto filed = fileWith({5 * part});
        run(4);
        QCOMPARE(platform_->count("PUT"), 2);
        platform_->network = ErrorCode::NetworkBroken;
        run(3);
        platform_->network.reset();
        platform_->calls.clear();
        // The terminal starts again, too.
        startCourier();
        run();
        QCOMPARE(platform_->calls.front(), std::string("POST 1"));
        QCOMPARE(platform_->calls.at(1).substr(0, 4), std::string("HEAD"));
        QCOMPARE(platform_->count("PUT"), 3);
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }

    // The answer was lost: the platform stands further than was thought.
    void whatDoesNotContinueIsAskedAgain() {
        const auto filed = fileWith({5 * part});
        run(3);
        Bytes& held = platform_->blobs[filed.blobs[0].digest];
        held.insert(held.end(), part, sealings_);
        run();
        QCOMPARE(platform_->count("HEAD"), 2);
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }

    void whatWasAlteredOnTheWayIsSentOnceMore() {
        const auto filed = fileWith({3 * part});
        run(3);
        platform_->blobs[filed.blobs[0].digest][7] ^= 1U;
        run();
        QCOMPARE(platform_->count("PUT"), 6);
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }

    void whatIsAlteredAgainAndAgainIsForStaff() {
        const auto filed = fileWith({100}), other = fileWith({100});
        platform_->spoiled.insert(filed.blobs[0].digest);
        run();
        QCOMPARE(platform_->count("PUT"), 4);
        QCOMPARE(item(other).state, outbox::State::Delivered);
        QCOMPARE(item(filed).state, outbox::State::Quarantined);
        QCOMPARE(item(filed).reason, std::string(codeOf(ErrorCode::BlobDamaged)));
    }

    void aMaterialThatIsDamagedHereHoldsUpNobody() {
        const auto damaged = fileWith({3 * part}), gone = fileWith({3 * part});
        const auto good = fileWith({3 * part});
        const std::string small = terminal_->file();
        std::fstream(blobFile(damaged.blobs[0]), std::ios::in | std::ios::out | std::ios::binary)
            .seekp(100'000)
            .put('x');
        std::filesystem::remove(blobFile(gone.blobs[0]));
        run();
        QCOMPARE(item(good).state, outbox::State::Delivered);
        QCOMPARE(enrolment::must(outbox().item(small)).state, outbox::State::Delivered);
        for (const auto& filed : {damaged, gone}) {
            QCOMPARE(item(filed).state, outbox::State::Quarantined);
            QCOMPARE(item(filed).reason, std::string(codeOf(ErrorCode::BlobMissing)));
        }
        QVERIFY(!platform_->blobs.contains(damaged.blobs[0].digest) ||
                platform_->blobs[damaged.blobs[0].digest].empty());
    }

    void aPlatformThatForgotThePacketGetsItAgain() {
        const auto filed = fileWith({4 * part});
        run(3);
        platform_->named.clear();
        platform_->blobs.clear();
        run();
        QCOMPARE(platform_->count("POST"), 2);
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }

    void materialsWaitForTheirHours() {
        const auto now = std::chrono::floor<std::chrono::minutes>(
            (clock_.now.time + std::chrono::hours(8)).time_since_epoch());
        const auto minute = now % std::chrono::minutes(1440);
        const auto from = (minute + std::chrono::minutes(60)) % std::chrono::minutes(1440);
        const auto until = (minute + std::chrono::minutes(120)) % std::chrono::minutes(1440);
        startCourier({from, until});
        const auto filed = fileWith({2 * part});
        const std::string small = terminal_->file();
        run(5);
        QCOMPARE(enrolment::must(outbox().item(small)).state, outbox::State::Delivered);
        QCOMPARE(platform_->count("PUT"), 0);
        clock_.pass(std::chrono::minutes(61));
        run();
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }

    void aBusyPlatformIsLeftInPeace() {
        fileWith({2 * part});
        run(2);
        Answer busy = json(503);
        busy.retryAfter = std::chrono::seconds(90);
        platform_->insteadOfPut = busy;
        const auto wait = courier_->attempt();
        QVERIFY(wait && *wait >= std::chrono::seconds(45));
        const auto calls = platform_->calls.size();
        courier_->attempt();
        QCOMPARE(platform_->calls.size(), calls);
        clock_.pass(*wait);
        run();
        QCOMPARE(outbox().count().queued, 0);
    }

    void onlyWordsAreDelivery() {
        const auto filed = fileWith({100});
        run(3);
        QCOMPARE(platform_->count("PUT"), 1);
        QVERIFY(!blobs_->any());
        QCOMPARE(item(filed).state, outbox::State::Queued);
        run();
        QCOMPARE(platform_->count("GET"), 1);
        QCOMPARE(item(filed).state, outbox::State::Delivered);
    }
};

QTEST_GUILESS_MAIN(MaterialsTest)
#include "tst_materials.moc"
