#include "platform/base/uuid.h"
#include "platform/server/access/ask_service.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <optional>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;

namespace {

class TestClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

class Others : public Handler {
public:
    void handle(Request request, Answer answer) override { answer({299, request.target}); }
    void drain() override { drained = true; }
    bool drained = false;
};

} // namespace

// A room whose waits end when the test says so.
class TestAskService : public QObject {
    Q_OBJECT
    const TestClock clock;
    std::vector<std::pair<AskRoom::Patience, std::function<void()>>> later;
    std::unique_ptr<AskRoom> room;
    std::unique_ptr<Others> others;
    std::unique_ptr<AskService> service;

    using Given = std::shared_ptr<std::optional<Response>>;
    Given call(Request request) {
        const auto given = std::make_shared<std::optional<Response>>();
        service->handle(std::move(request), [given](Response response) {
            QVERIFY(!*given);
            *given = std::move(response);
        });
        return given;
    }
    static protocol::Ask newAsk(std::string_view terminal = samples::terminalId,
                                std::chrono::milliseconds patience = 20s) {
        return {{newUuid7(samples::noon()), samples::noon() + patience},
                std::string(terminal),
                {1, 2, 3}};
    }
    Given post(const protocol::Ask& ask, std::string_view peer = samples::terminalId) {
        return call({"POST", "/v1/asks", "application/json", bytesOf(encode(ask)),
                     std::string(peer), seal::Role::Terminal});
    }
    Given fetch(const std::string& limit = "64") {
        return call({"GET", "/v1/inner/asks?limit=" + limit, "", {}, "inner", seal::Role::Inner});
    }
    static std::vector<protocol::Letter> lettersIn(const Given& given) {
        return samples::must(protocol::decodeMail(viewOf((*given)->body)));
    }
    Given reply(std::int64_t letter, const std::string& body) {
        return call({"POST", "/v1/inner/replies", "application/json",
                     bytesOf(protocol::encodeReplies({{{letter},
                                                       std::string(samples::terminalId),
                                                       std::string(protocol::askLetter),
                                                       body}})),
                     "inner", seal::Role::Inner});
    }
    void passTime() {
        auto due = std::exchange(later, {});
        for (const auto& [time, task] : due)
            task();
    }
    static bool says(const Given& given, int status, ErrorCode code) {
        return *given && (*given)->status == status &&
               (*given)->body.find(codeOf(code)) != std::string::npos;
    }

private slots:
    void init() {
        later.clear();
        room =
            std::make_unique<AskRoom>([this](AskRoom::Patience time, std::function<void()> task) {
                later.emplace_back(time, std::move(task));
            });
        others = std::make_unique<Others>();
        service = std::make_unique<AskService>(*room, *others, clock);
    }

    void anAskGoesInAndItsReplyOut() {
        const auto ask = newAsk();
        const auto waiting = post(ask);
        QVERIFY(!*waiting);
        const auto letters = lettersIn(fetch());
        QCOMPARE(letters.size(), std::size_t(1));
        QCOMPARE(letters[0].kind, std::string("ask"));
        QVERIFY(samples::must(protocol::decodeAsk(textOf(letters[0].content))) == ask);
        const std::string told = encode(protocol::AskReply{ask.head.askId, {7}});
        QCOMPARE((*reply(letters[0].number, told))->status, 200);
        QCOMPARE((*waiting)->status, 200);
        QCOMPARE((*waiting)->body, told);
        // Too late, and once more: nobody is told twice.
        passTime();
        QCOMPARE((*reply(letters[0].number, told))->status, 200);
    }

    void whoFetchesWaitsForTheFirst() {
        const auto fetching = fetch();
        QVERIFY(!*fetching);
        const auto waiting = post(newAsk());
        QCOMPARE(lettersIn(fetching).size(), std::size_t(1));
        // Each is given once.
        const auto again = fetch();
        QVERIFY(!*again);
        passTime();
        QVERIFY(lettersIn(again).empty());
        QVERIFY(says(waiting, 504, ErrorCode::AskUnanswered));
    }

    void withoutAnInnerZoneAnAskEndsAtItsDeadline() {
        const auto waiting = post(newAsk(samples::terminalId, 7s));
        QCOMPARE(later.back().first, AskRoom::Patience(7s));
        passTime();
        QVERIFY(says(waiting, 504, ErrorCode::AskUnanswered));
        const auto fetching = fetch();
        QVERIFY(!*fetching);
    }

    void clocksThatAreWrongGetATimeToo() {
        post(newAsk(samples::terminalId, -4min));
        QCOMPARE(later.back().first, AskRoom::Patience(1s));
        post(newAsk(samples::terminalId, 1h));
        QCOMPARE(later.back().first, AskRoom::Patience(1min));
    }

    void refusalsOfTheInnerZoneHaveTheirStatus() {
        const std::tuple<ErrorCode, int, ErrorCode> rows[] = {
            {ErrorCode::AskLimited, 429, ErrorCode::AskLimited},
            {ErrorCode::AskLate, 408, ErrorCode::AskLate},
            {ErrorCode::AskReplayed, 409, ErrorCode::AskReplayed},
            {ErrorCode::EnvelopeDamaged, 400, ErrorCode::EnvelopeDamaged},
            {ErrorCode::StoreDamaged, 503, ErrorCode::PlatformBusy}};
        for (const auto& [code, status, told] : rows) {
            const auto waiting = post(newAsk());
            reply(lettersIn(fetch()).front().number, std::string(codeOf(code)));
            QVERIFY(says(waiting, status, told));
        }
        const auto waiting = post(newAsk());
        reply(lettersIn(fetch()).front().number, "");
        QVERIFY(says(waiting, 504, ErrorCode::AskUnanswered));
    }

    void whatIsNoAskIsRefusedAtTheDoor() {
        QVERIFY(says(post(newAsk("330105-B001")), 403, ErrorCode::TerminalUnknown));
        Request request{"POST",
                        "/v1/asks",
                        "application/json",
                        bytesOf("{}"),
                        std::string(samples::terminalId),
                        seal::Role::Terminal};
        QVERIFY(says(call(request), 400, ErrorCode::AskMalformed));
        request.contentType = "text/plain";
        QVERIFY(says(call(request), 415, ErrorCode::AskMalformed));
        request.method = "GET";
        QVERIFY(says(call(request), 405, ErrorCode::NotFound));
        request.role = seal::Role::Inner;
        QVERIFY(says(call(request), 403, ErrorCode::CertificateRole));
        request.target = "/v1/inner/asks?limit=1";
        request.role = seal::Role::Terminal;
        QVERIFY(says(call(request), 403, ErrorCode::CertificateRole));
        for (const char* limit : {"0", "501", "x", ""})
            QVERIFY(says(fetch(limit), 400, ErrorCode::TokenMalformed));
        request = {"POST",  "/v1/inner/replies", "application/json", bytesOf("[]"),
                   "inner", seal::Role::Inner};
        QCOMPARE((*call(request))->status, 400);
    }

    void aRoomIsSoonFull() {
        const auto first = newAsk();
        post(first);
        QVERIFY(says(post(first), 409, ErrorCode::AskReplayed));
        for (std::size_t i = 1; i < AskRoom::maxOfTerminal; ++i)
            QVERIFY(!*post(newAsk()));
        QVERIFY(says(post(newAsk()), 429, ErrorCode::AskLimited));
        QVERIFY(!*post(newAsk("330105-B001"), "330105-B001"));
        passTime();
        QVERIFY(!*post(newAsk()));
        for (std::size_t i = 1; i < AskRoom::maxWaiting; ++i) {
            std::string terminal = std::to_string(1000 + i);
            terminal.insert(0, "330105-");
            QVERIFY(!*post(newAsk(terminal), terminal));
        }
        QVERIFY(says(post(newAsk()), 503, ErrorCode::PlatformBusy));
    }

    void atTheEndNobodyWaitsForWhatNobodyFetched() {
        const auto fetched = post(newAsk());
        const auto number = lettersIn(fetch()).front().number;
        const auto waiting = post(newAsk());
        service->drain();
        QVERIFY(says(waiting, 504, ErrorCode::AskUnanswered));
        QVERIFY(!*fetched);
        reply(number, "");
        QVERIFY(*fetched);
    }

    void otherCallsGoOn() {
        const auto given = call({"GET", "/v1/health", "", {}, "x", seal::Role::Terminal});
        QCOMPARE((*given)->status, 299);
        const auto fetching = fetch();
        service->drain();
        QVERIFY(lettersIn(fetching).empty());
        QVERIFY(others->drained);
    }
};

QTEST_GUILESS_MAIN(TestAskService)
#include "tst_ask_service.moc"
