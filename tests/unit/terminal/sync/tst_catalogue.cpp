// The terminal's fetcher and the platform's library speak the same wire; what is no platform is not
// taken for one, and the pace is kept.
#include "app/terminal/sync/catalogue_fetcher.h"
#include "app/terminal/sync/catalogue_watch.h"
#include "platform/protocol/digest.h"
#include "platform/server/library/mirror_service.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;
using samples::must;
using samples::noon;

namespace {

struct Elsewhere : server::Handler {
    void handle(server::Request, server::Answer answer) override { answer({404, "{}"}); }
};

// The platform's handler without a wire.
class Line : public PartTransport {
public:
    explicit Line(server::Handler& platform) : platform_(platform) {}

    std::optional<Result<Answer>> instead;
    int calls = 0;

    Result<Answer> getPart(std::string_view path, std::uint64_t from, std::size_t most) override {
        ++calls;
        if (instead)
            return *instead;
        server::Request request{"GET", std::string(path), {}, {}, "330105-A017"};
        request.range = "bytes=" + std::to_string(from) + '-' + std::to_string(from + most - 1);
        Answer answer;
        platform_.handle(request, [&](const server::Response& response) {
            answer = {response.status, response.contentType, response.body};
        });
        return answer;
    }

private:
    server::Handler& platform_;
};

class TestClock : public Clock {
public:
    SteadyTime now{};

    GradedTime wall() const override { return {noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return now; }
};

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<samples::Publisher> publisher;
    Elsewhere elsewhere;
    std::unique_ptr<server::MirrorService> service;
    std::unique_ptr<Line> line;
    std::unique_ptr<mirror::Mirror> mirror;
    TestClock clock;

    std::filesystem::path root() const { return folder->path().toStdString(); }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        publisher = std::make_unique<samples::Publisher>(pki, root());
        service = std::make_unique<server::MirrorService>(publisher->folder(), elsewhere);
        line = std::make_unique<Line>(*service);
        mirror = must(mirror::Mirror::open(
            {.folder = root() / "mirror", .marks = root() / "marks", .bytesAtOnce = 400'000},
            [this] { return catalogue::Anchors{pki.root}; },
            [](const auto&) { return Result<void>(); }));
        clock.now = {};
    }

    void aCatalogueComesOverTheWire() {
        publisher->put("pension", "one");
        publisher->publish();
        CatalogueFetcher fetcher(*mirror, *line, clock);
        QCOMPARE(fetcher.tend(), std::chrono::milliseconds(10min));
        QCOMPARE(mirror->state(clock.wall()).version, std::uint64_t(1));
    }

    void itIsAskedForInTime() {
        publisher->put("pension", "one");
        publisher->publish();
        CatalogueFetcher fetcher(*mirror, *line, clock);
        fetcher.tend();
        publisher->put("pension", "two");
        publisher->publish();
        const int calls = line->calls;
        clock.now += 10min - 1ms;
        QCOMPARE(fetcher.tend(), 1ms);
        QCOMPARE(line->calls, calls);
        clock.now += 1ms;
        fetcher.tend();
        QCOMPARE(mirror->state(clock.wall()).version, std::uint64_t(2));
    }

    void whatIsLargeComesInRounds() {
        for (const char* matter : {"a", "b", "c"})
            publisher->put(matter, std::string(300'000, *matter));
        publisher->publish();
        CatalogueFetcher fetcher(*mirror, *line, clock);
        QCOMPARE(fetcher.tend(), 1s);
        QVERIFY(!mirror->current());
        clock.now += 1s;
        QCOMPARE(fetcher.tend(), std::chrono::milliseconds(10min));
        QVERIFY(mirror->current());
    }

    void aFailureIsTriedAgainSoon() {
        publisher->put("pension", "one");
        publisher->publish();
        CatalogueFetcher fetcher(*mirror, *line, clock);
        line->instead = Error(ErrorCode::NetworkDown);
        QCOMPARE(fetcher.tend(), std::chrono::milliseconds(1min));
        line->instead.reset();
        clock.now += 1min;
        QCOMPARE(fetcher.tend(), std::chrono::milliseconds(10min));
    }

    void whatItIsToldOfItAsksForAtOnce() {
        publisher->put("pension", "one");
        publisher->publish();
        CatalogueFetcher fetcher(*mirror, *line, clock);
        fetcher.tend();
        publisher->put("pension", "two");
        publisher->publish();
        fetcher.askSoon();
        QCOMPARE(fetcher.tend(), std::chrono::milliseconds(10min));
        QCOMPARE(mirror->state(clock.wall()).version, std::uint64_t(2));
        const int calls = line->calls;
        fetcher.tend();
        QCOMPARE(line->calls, calls);
    }

    void theWatchWaitsWhereItIsLetAndAsksOnWhereItIsNot() {
        struct Waiting : WaitTransport {
            Result<Answer> getOther(std::string_view path, std::string_view tag) override {
                asked = std::string(path) + ' ' + std::string(tag);
                clock->now += takes;
                return answer;
            }
            TestClock* clock = nullptr;
            std::string asked;
            std::chrono::seconds takes{0};
            Result<Answer> answer = Error(ErrorCode::NetworkDown);
        } waiting;
        waiting.clock = &clock;
        int told = 0;
        CatalogueWatch watch(waiting, clock, [&] { ++told; });
        const auto gives = [&](Result<Answer> answer, std::chrono::seconds takes = 0s) {
            waiting.answer = std::move(answer);
            waiting.takes = takes;
            return watch.ask();
        };
        QCOMPARE(gives(Error(ErrorCode::NetworkDown)), std::chrono::milliseconds(1min));
        QCOMPARE(gives(Answer{404, "application/json", {}}), std::chrono::milliseconds(10min));
        QCOMPARE(gives(Answer{404, "application/json", {}}, 50s), 0ms); // none yet
        QCOMPARE(gives(Answer{200, "text/html", "x"}), std::chrono::milliseconds(1min));
        QCOMPARE(waiting.asked, std::string("/v1/mirror/timestamp.jws?wait=50 "));
        QCOMPARE(told, 0);
        QCOMPARE(gives(Answer{200, std::string(mirrorType), "one"}), std::chrono::milliseconds(5s));
        QCOMPARE(told, 1);
        QCOMPARE(gives(Answer{304, {}, {}}, 50s), 0ms);
        QVERIFY(waiting.asked.ends_with(" \"" + protocol::digestText({viewOf("one")}) + '"'));
        QCOMPARE(gives(Answer{304, {}, {}}), std::chrono::milliseconds(1min));
        QCOMPARE(gives(Answer{503, {}, {}}), std::chrono::milliseconds(1min));
        QCOMPARE(told, 1);
    }

    // A page of a hotel's network, a platform that is too busy, one of an older version.
    void whatIsNoFileIsNone() {
        PlatformLibrary library(*line);
        const auto said = [&](int status, const char* type) {
            line->instead = Result<Answer>(Answer{status, type, "x"});
            const auto read = library.read("timestamp.jws", 0, 10);
            return read ? ErrorCode::Usage : read.error().code;
        };
        QCOMPARE(said(200, "text/html"), ErrorCode::NotThePlatform);
        QCOMPARE(said(404, "text/html"), ErrorCode::NotThePlatform);
        QCOMPARE(said(302, "application/vnd.jiujin.mirror"), ErrorCode::NotThePlatform);
        QCOMPARE(said(404, "application/json"), ErrorCode::NotFound);
        QCOMPARE(said(429, "application/json"), ErrorCode::PlatformBusy);
        QCOMPARE(said(503, "application/json"), ErrorCode::PlatformBusy);
        // The whole where a later part was asked for.
        line->instead = Result<Answer>(Answer{200, "application/vnd.jiujin.mirror", "x"});
        QVERIFY(library.read("timestamp.jws", 0, 10).ok());
        QCOMPARE(library.read("timestamp.jws", 5, 10).error().code, ErrorCode::NotThePlatform);
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
