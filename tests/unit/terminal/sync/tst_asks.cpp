#include "app/terminal/sync/ask_line.h"
#include "platform/base/uuid.h"

#include <QtTest/QtTest>

#include <atomic>
#include <future>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;

namespace {

// What the platform would say, when it is let; all transports of a line share it.
struct Platform {
    std::mutex mutex;
    std::condition_variable changed;
    bool silent = false;
    Result<Answer> answer = Error(ErrorCode::NetworkDown);
    std::vector<std::string> heard;

    void say(Result<Answer> what) {
        const std::lock_guard lock(mutex);
        answer = std::move(what);
        silent = false;
        changed.notify_all();
    }
};

class PlayedTransport : public Transport {
public:
    explicit PlayedTransport(Platform& platform) : platform_(platform) {}

    Result<Answer> post(std::string_view path, std::string_view contentType,
                        const Bytes& body) override {
        std::unique_lock lock(platform_.mutex);
        platform_.heard.push_back(std::string(path) + ' ' + std::string(contentType) + ' ' +
                                  std::string(textOf(body)));
        platform_.changed.notify_all();
        platform_.changed.wait(lock, [this] { return cancelled_ || !platform_.silent; });
        return cancelled_ ? Result<Answer>(Error(ErrorCode::NetworkDown)) : platform_.answer;
    }
    Result<Answer> get(std::string_view) override { return Error(ErrorCode::NotFound); }
    void cancel() override {
        const std::lock_guard lock(platform_.mutex);
        cancelled_ = true;
        platform_.changed.notify_all();
    }

private:
    Platform& platform_;
    bool cancelled_ = false;
};

const std::string json = "application/json";

} // namespace

class AskLineTest : public QObject {
    Q_OBJECT
    const SystemClock clock;
    std::unique_ptr<Platform> platform;
    std::atomic<bool> down = false;
    std::unique_ptr<AskLine> line;

    protocol::AskHead head(std::chrono::milliseconds patience) const {
        const WallTime now = clock.wall().time;
        return {newUuid7(now), now + patience};
    }
    std::future<Result<Bytes>> carry(const protocol::AskHead& head, Bytes sealed = {1, 2, 3}) {
        const auto told = std::make_shared<std::promise<Result<Bytes>>>();
        auto result = told->get_future();
        line->carry(encode(head), std::move(sealed),
                    [told](Result<Bytes> answer) { told->set_value(std::move(answer)); });
        return result;
    }
    static ErrorCode codeOf(const Result<Bytes>& result) {
        return result ? ErrorCode::Usage : result.error().code;
    }
    std::size_t heard() {
        const std::lock_guard lock(platform->mutex);
        return platform->heard.size();
    }

private slots:
    void init() {
        platform = std::make_unique<Platform>();
        down = false;
        line = std::make_unique<AskLine>(
            [this] { return std::make_unique<PlayedTransport>(*platform); }, "330105-A017",
            [this] { return down.load(); }, clock);
    }
    void cleanup() { line.reset(); }

    void anAskIsCarriedAsItIs() {
        const auto asked = head(10s);
        platform->say(Answer{200, json, encode(protocol::AskReply{asked.askId, {9, 9}})});
        QVERIFY(carry(asked).get().value() == Bytes({9, 9}));
        const protocol::Ask sent{asked, "330105-A017", {1, 2, 3}};
        QCOMPARE(platform->heard.front(), "/v1/asks application/json " + encode(sent));
    }

    void whatThePlatformSaysHasItsCode_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        const std::pair<int, ErrorCode> rows[] = {
            {400, ErrorCode::AskMalformed},   {403, ErrorCode::TerminalUnknown},
            {404, ErrorCode::NotThePlatform}, {408, ErrorCode::AskLate},
            {409, ErrorCode::AskReplayed},    {429, ErrorCode::AskLimited},
            {503, ErrorCode::AskUnanswered},  {504, ErrorCode::AskUnanswered}};
        for (const auto& [status, code] : rows)
            QTest::addRow("%d", status) << status << int(code);
    }
    void whatThePlatformSaysHasItsCode() {
        QFETCH(int, status);
        QFETCH(int, code);
        platform->say(Answer{status, json, "{}"});
        QCOMPARE(int(codeOf(carry(head(10s)).get())), code);
    }

    void onlyAReplyToThisAskIsOne() {
        const auto asked = head(10s);
        const auto other = encode(protocol::AskReply{head(1s).askId, {9}});
        platform->say(Answer{200, json, other});
        QVERIFY(codeOf(carry(asked).get()) == ErrorCode::AskMismatch);
        platform->say(Answer{200, json, "{}"});
        QVERIFY(codeOf(carry(asked).get()) == ErrorCode::NotThePlatform);
        platform->say(Answer{200, "text/html", encode(protocol::AskReply{asked.askId, {9}})});
        QVERIFY(codeOf(carry(asked).get()) == ErrorCode::NotThePlatform);
    }

    void withoutNetworkItIsToldAtOnce() {
        down = true;
        platform->silent = true;
        QVERIFY(codeOf(carry(head(60s)).get()) == ErrorCode::AskOffline);
        QCOMPARE(heard(), std::size_t(0));
        down = false;
        platform->say(Error(ErrorCode::NetworkDown));
        QVERIFY(codeOf(carry(head(60s)).get()) == ErrorCode::AskOffline);
        platform->say(Error(ErrorCode::ProxyFailed));
        QVERIFY(codeOf(carry(head(60s)).get()) == ErrorCode::AskOffline);
        platform->say(Error(ErrorCode::NotThePlatform));
        QVERIFY(codeOf(carry(head(60s)).get()) == ErrorCode::NotThePlatform);
    }

    void aSilentPlatformIsGivenUpAtTheDeadline() {
        platform->silent = true;
        const auto asked = head(300ms);
        const auto start = clock.steady();
        QVERIFY(codeOf(carry(asked).get()) == ErrorCode::AskUnanswered);
        QVERIFY(clock.steady() - start >= 250ms);
        QVERIFY(clock.steady() - start < 10s);
    }

    void aNearerDeadlineIsKeptBesideAFartherOne() {
        platform->silent = true;
        auto far = carry(head(50s));
        auto near = carry(head(100ms));
        QVERIFY(codeOf(near.get()) == ErrorCode::AskUnanswered);
        QVERIFY(far.wait_for(0s) == std::future_status::timeout);
        line.reset();
        QVERIFY(codeOf(far.get()) == ErrorCode::AskOffline);
    }

    void fewAtOnce() {
        platform->silent = true;
        std::vector<std::future<Result<Bytes>>> waiting;
        for (std::size_t i = 0; i < AskLine::atOnce; ++i)
            waiting.push_back(carry(head(50s)));
        QTRY_COMPARE(heard(), AskLine::atOnce);
        QVERIFY(codeOf(carry(head(50s)).get()) == ErrorCode::AskLimited);
        platform->say(Answer{503, json, ""});
        for (auto& each : waiting)
            QVERIFY(codeOf(each.get()) == ErrorCode::AskUnanswered);
        // What is done makes room, soon.
        QTRY_VERIFY(codeOf(carry(head(50s)).get()) == ErrorCode::AskUnanswered);
    }

    void whatIsNoAskGoesNowhere() {
        QVERIFY(codeOf(carry(head(-1ms)).get()) == ErrorCode::AskLate);
        QVERIFY(codeOf(carry(head(61s)).get()) == ErrorCode::AskLate);
        QVERIFY(codeOf(carry(head(1s), {}).get()) == ErrorCode::AskMalformed);
        QVERIFY(codeOf(carry(head(1s), Bytes(protocol::maxSealedRequest + 1)).get()) ==
                ErrorCode::AskMalformed);
        std::optional<ErrorCode> code;
        line->carry("{}", {1}, [&](const Result<Bytes>& answer) { code = codeOf(answer); });
        QVERIFY(code == ErrorCode::AskMalformed);
        QCOMPARE(heard(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(AskLineTest)
#include "tst_asks.moc"
