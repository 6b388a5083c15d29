// Large materials over the real wire: the terminal's courier and the shipped platform, which is
// killed in between; and what others send.
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/signed_words.h"
#include "platform/seal/blob_seal.h"
#include "platform/server/store/sqlite.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <filesystem>
#include <fstream>

using namespace jiujin;
using samples::must;

namespace {

class NetworkClock : public Clock {
public:
    GradedTime wall() const override { return {SystemClock().wall().time, ClockGrade::Network}; }
    SteadyTime steady() const override { return SystemClock().steady(); }
};

// What passes between terminal and platform, counted.
class Counted : public sync::BlobTransport {
public:
    explicit Counted(sync::CurlTransport& line) : line_(line) {}
    std::size_t sent = 0;
    int parts = 0;

    Result<sync::Answer> head(std::string_view path) override { return line_.head(path); }
    Result<sync::Answer> put(std::string_view path, std::string_view range,
                             const Bytes& body) override {
        sent += body.size();
        ++parts;
        return line_.put(path, range, body);
    }

private:
    sync::CurlTransport& line_;
};

} // namespace

class BlobsOverTheWire : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform_;
    const NetworkClock clock_;
    const samples::Terminal terminal_ = samples::terminalIn(platform_.terminal(""));
    const QTemporaryDir folder_;
    std::unique_ptr<keys::DeviceKeys> keys_;
    std::unique_ptr<outbox::Outbox> outbox_;

    // A line to wherever the platform listens now.
    struct Line {
        keys::Enrolment enrolment;
        sync::CurlTransport transport;
        sync::SignedWords words;
        Counted blobs;
        sync::BlobCarrier carrier;
        sync::Courier courier;

        Line(const keys::DeviceKeys& keys, const std::string& url, outbox::Outbox& outbox,
             const Clock& clock)
            : enrolment(withUrl(keys.enrolment(), url)),
              transport(enrolment, clock),
              words(enrolment, clock),
              blobs(transport),
              carrier(outbox, blobs, 64UL * 1024),
              courier(outbox, transport, words, clock, sync::Pace(1), {}, &carrier) {}
        static keys::Enrolment withUrl(keys::Enrolment enrolment, const std::string& url) {
            enrolment.platformUrl = url;
            return enrolment;
        }
    };
    std::unique_ptr<Line> line() {
        return std::make_unique<Line>(
            *keys_, "https://localhost:" + std::to_string(platform_.port()), *outbox_, clock_);
    }

    struct Filed {
        samples::Filing filing;
        std::vector<protocol::BlobReference> blobs;
        std::vector<Bytes> sealed;
    };
    // As a visit files: reserved, each material sealed straight to the outbox, then the case.
    Filed fileWith(std::initializer_list<std::size_t> sizes) {
        const auto reservation = must(outbox_->reserve());
        auto core = samples::coreHeader(terminal_, reservation.counter);
        core.packetId = reservation.packetId;
        core.caseNumber = reservation.caseNumber;
        Filed filed;
        const std::vector recipients{terminal_.active, terminal_.escrow};
        for (const std::size_t size : sizes) {
            const auto draft = must(outbox_->newBlob());
            filed.sealed.emplace_back();
            const auto sealer = must(seal::BlobSealer::begin(recipients, [&](ByteView ready) {
                filed.sealed.back().insert(filed.sealed.back().end(), ready.begin(), ready.end());
                return draft->write(ready);
            }));
            if (!sealer->write(Bytes(size, 7)))
                std::abort();
            const auto said = must(sealer->finish());
            filed.blobs.push_back(must(outbox_->keep(*draft)));
            if (!(filed.blobs.back() == said))
                std::abort();
        }
        core.blobs = filed.blobs;
        auto body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
        body.lookupCode = reservation.lookupCode;
        filed.filing = samples::file(terminal_, body, core);
        must(outbox_->put(viewOf(encode(filed.filing.header.core)), filed.filing.sealed));
        return filed;
    }
    bool delivered(const Filed& filed) {
        return must(outbox_->item(filed.filing.header.core.packetId)).state ==
               outbox::State::Delivered;
    }
    // Until all is delivered; false when it takes more attempts than that.
    static bool drain(Line& line, int attempts) {
        while (attempts-- > 0) {
            const auto wait = line.courier.attempt();
            if (!wait)
                return true;
            QTest::qWait(static_cast<int>(std::min<std::int64_t>(wait->count(), 50)));
        }
        return false;
    }
    QByteArray shown(const Filed& filed) const {
        return platform_
            .command({"case", "show", filed.filing.header.core.caseNumber, "--settings",
                      platform_.settings()})
            .out;
    }

    tests::Reply put(const Filed& filed, const std::string& range, ByteView bytes,
                     std::vector<std::string> arguments = {}, bool bare = false) const {
        const std::string file = platform_.path("part");
        std::ofstream(file, std::ios::binary) << textOf(bytes);
        arguments.insert(arguments.end(),
                         {"--upload-file", file, "--header", "Content-Range: " + range, "--header",
                          "Content-Type: application/octet-stream"});
        return platform_.curl("/v1/blobs/" + filed.blobs[0].digest, arguments, bare);
    }
    static std::string rangeOf(std::size_t first, std::size_t size, std::size_t whole) {
        return encode(protocol::ContentRange{first, first + size - 1, whole});
    }
    // Of HEAD; -1 when it answers anything but 200.
    std::int64_t held(const Filed& filed) const {
        const auto reply = platform_.curl("/v1/blobs/" + filed.blobs[0].digest, {"--head"});
        const auto at = reply.body.toLower().indexOf("upload-offset: ");
        return reply.status == 200 && at >= 0
                   ? reply.body.mid(at + 15, reply.body.indexOf('\r', at) - at - 15).toLongLong()
                   : -1;
    }

    static std::string contentOf(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private slots:
    void initTestCase() {
        keys_ = std::make_unique<keys::DeviceKeys>(
            must(keys::loadEnrolment(platform_.terminal(""), clock_.wall())));
        outbox::OutboxSettings settings;
        settings.folder = folder_.filePath(QStringLiteral("outbox")).toStdString();
        settings.ballastBytes = 64UL * 1024;
        outbox_ = must(outbox::Outbox::open(settings, *keys_, clock_));
    }
    void init() { QVERIFY(platform_.start()); }
    void cleanup() { platform_.kill(); }

    void aCaseWithMaterialsIsDelivered() {
        const Filed filed = fileWith({900'000, 10});
        const auto to = line();
        QVERIFY(drain(*to, 200));
        QVERIFY(delivered(filed));
        QCOMPARE(to->blobs.sent, filed.blobs[0].bytes + filed.blobs[1].bytes);
        for (const auto& blob : filed.blobs)
            QVERIFY(shown(filed).contains(
                QByteArray::fromStdString(blob.digest + ' ' + std::to_string(blob.bytes))));
    }

    void aMaterialIsWrittenOutForItsDepartment() {
        const Filed filed = fileWith({200'000, 0});
        QVERIFY(drain(*line(), 200));
        const std::string file = platform_.path("material");
        const auto write = [&](const char* place, const std::string& to) {
            return platform_.command({"case", "material", filed.filing.header.core.caseNumber,
                                      place, "--out", to, "--settings", platform_.settings()});
        };
        const auto done = write("1", file);
        QCOMPARE(done.code, 0);
        QCOMPARE(contentOf(file), std::string(200'000, 7));
        QCOMPARE(int(std::filesystem::status(file).permissions()), 0600);
        // What is told for the record: which case, which material; nothing of the person.
        QVERIFY(done.err.contains("MaterialWritten"));
        QVERIFY(done.err.contains(filed.filing.header.core.caseNumber.c_str()));
        const auto body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
        QVERIFY(!done.err.contains(std::string(body.applicant.number.expose()).c_str()));
        // Never over another file, and none for what there is not.
        std::ofstream(file) << "mine";
        const auto again = write("1", file);
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("JJ-3005"));
        QCOMPARE(contentOf(file), std::string("mine"));
        QCOMPARE(write("2", platform_.path("empty")).code, 0);
        QCOMPARE(contentOf(platform_.path("empty")), std::string());
        for (const char* place : {"0", "3"}) {
            QVERIFY(write(place, platform_.path("none")).err.contains("JJ-2006"));
            QVERIFY(!std::filesystem::exists(platform_.path("none")));
        }
    }

    // A material that cannot be opened whole leaves nothing behind.
    void aDamagedMaterialLeavesNoFile() {
        const Filed filed = fileWith({200'000});
        QVERIFY(drain(*line(), 200));
        platform_.kill();
        const auto database = must(server::Database::open(platform_.center("store/platform.db")));
        server::Statement damage(database,
                                 "UPDATE blob_parts SET content=zeroblob(length(content)) "
                                 "WHERE owner='cases' AND digest=? AND position>0");
        QVERIFY(damage.bind(filed.blobs[0].digest).finish().ok());
        const auto ended = platform_.command(
            {"case", "material", filed.filing.header.core.caseNumber, "1", "--out",
             platform_.path("damaged"), "--settings", platform_.settings()});
        QVERIFY(ended.err.contains("JJ-2104"));
        QVERIFY(!std::filesystem::exists(platform_.path("damaged")));
    }

    // kill -9 after every few parts; what was told to be held is held.
    void aPlatformThatIsKilledGoesOnWhereItWas() {
        const Filed filed = fileWith({1'000'000});
        std::size_t sent = 0;
        int lives = 0;
        while (!delivered(filed)) {
            QVERIFY(++lives < 20);
            const auto to = line();
            for (int i = 0; i < 60 && to->blobs.parts < 4 && !delivered(filed); ++i)
                if (const auto wait = to->courier.attempt())
                    QTest::qWait(static_cast<int>(std::min<std::int64_t>(wait->count(), 50)));
            sent += to->blobs.sent;
            platform_.kill();
            QVERIFY(platform_.start());
        }
        QVERIFY(lives >= 4);
        QCOMPARE(sent, filed.blobs[0].bytes);
        QVERIFY(shown(filed).contains(QByteArray::fromStdString(filed.blobs[0].digest)));
    }

    void aPartThatBreaksOffIsNotHeld() {
        const Filed filed = fileWith({1'500'000});
        const std::size_t whole = filed.sealed[0].size();
        const ByteView bytes(filed.sealed[0]);
        const auto to = line();
        to->courier.attempt();
        QCOMPARE(held(filed), 0);
        const auto first = rangeOf(0, 1'000'000, whole);
        const auto broken =
            put(filed, first, bytes.first(1'000'000), {"--limit-rate", "200k", "--max-time", "1"});
        QVERIFY(broken.curl != 0 && broken.status < 200);
        QCOMPARE(held(filed), 0);
        QCOMPARE(put(filed, first, bytes.first(1'000'000)).status, 202);
        QCOMPARE(held(filed), 1'000'000);
        // The answer was lost, and it comes again.
        QCOMPARE(put(filed, first, bytes.first(1'000'000)).status, 409);
        QVERIFY(drain(*to, 200));
        QVERIFY(delivered(filed));
        QCOMPARE(to->blobs.sent, whole - 1'000'000);
    }

    void anAlteredPartIsNotKept() {
        const Filed filed = fileWith({100'000});
        const auto to = line();
        to->courier.attempt();
        Bytes altered = filed.sealed[0];
        altered[70'000] ^= 1U;
        const auto range = rangeOf(0, altered.size(), altered.size());
        const auto refused = put(filed, range, altered);
        QCOMPARE(refused.status, 422);
        QVERIFY(refused.body.contains("JJ-2111"));
        QCOMPARE(held(filed), 0);
        QVERIFY(!delivered(filed));
        QVERIFY(drain(*to, 200));
        QVERIFY(delivered(filed));
    }

    void othersAreRefused() {
        const Filed filed = fileWith({1'200'000});
        const ByteView bytes(filed.sealed[0]);
        const std::size_t whole = bytes.size();
        const auto range = rangeOf(0, 100'000, whole);
        // No packet names it yet.
        QCOMPARE(put(filed, range, bytes.first(100'000)).status, 404);
        const auto to = line();
        to->courier.attempt();
        const auto root = must(seal::Certificate::fromFile(platform_.center("root/root.pem")));
        const auto rootKey = must(seal::PrivateKey::fromFile(platform_.center("root/root.key")));
        const auto key = must(seal::PrivateKey::generate());
        const auto now = clock_.wall().time;
        const auto other =
            must(seal::issueLeaf(root, rootKey, key, "330105-A018", seal::Role::Terminal,
                                 {now - std::chrono::hours(1), now + std::chrono::hours(1)}));
        std::ofstream(platform_.path("other.pem")) << other.pem();
        std::ofstream(platform_.path("other.key")) << key.pem();
        const auto foreign =
            put(filed, range, bytes.first(100'000),
                {"--cacert", platform_.terminal("root.pem"), "--cert", platform_.path("other.pem"),
                 "--key", platform_.path("other.key")},
                true);
        QCOMPARE(foreign.status, 404);
        QCOMPARE(put(filed, rangeOf(0, 1'100'000, whole), bytes.first(1'100'000)).status, 413);
        QCOMPARE(put(filed, rangeOf(0, 100'000, 70'000'000), bytes.first(100'000)).status, 413);
        QCOMPARE(put(filed, rangeOf(0, 1'000, whole), bytes.first(1'000)).status, 400);
        QCOMPARE(held(filed), 0);
        QVERIFY(drain(*to, 200));
        QVERIFY(delivered(filed));
    }
};

QTEST_GUILESS_MAIN(BlobsOverTheWire)
#include "tst_blobs.moc"
