// Limits and time limits of the listener, which the shipped program has longer ones of.
#include "platform/base/trace.h"
#include "platform/server/http/listener.h"
#include "tests/unit/server/http/tls_client.h"

#include <QtTest/QtTest>

#include <csignal>
#include <future>
#include <mutex>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;

namespace {

// Holds answers back while it is told to.
class Holding : public Handler {
public:
    void handle(Request request, Answer answer) override {
        std::unique_lock lock(mutex_);
        last_ = request;
        scope_ = TraceScope::current();
        if (request.target == "/hold")
            held_.push_back(std::move(answer));
        else
            answer({200, "{\"bytes\":" + std::to_string(request.body.size()) + "}"});
    }
    std::size_t holding() {
        const std::lock_guard lock(mutex_);
        return held_.size();
    }
    void release() {
        const std::lock_guard lock(mutex_);
        for (const Answer& answer : held_)
            answer({200, "{\"late\":true}"});
        held_.clear();
    }
    Request last() {
        const std::lock_guard lock(mutex_);
        return last_;
    }
    // The trace that log lines of the last request carry.
    std::string scope() {
        const std::lock_guard lock(mutex_);
        return scope_;
    }

private:
    std::mutex mutex_;
    std::vector<Answer> held_;
    Request last_;
    std::string scope_;
};

std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
}

std::string post(std::size_t length, const std::string& body) {
    return "POST /v1/packets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + body;
}

std::string hold(std::size_t length) {
    return "POST /hold HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + std::string(length, 'x');
}

} // namespace

class TestListener : public QObject {
    Q_OBJECT
    const SystemClock clock;
    std::unique_ptr<samples::Pki> pki;
    samples::Identity terminal;
    Holding handler;
    std::unique_ptr<Listener> listener;
    std::thread serving;

    static seal::Validity today() {
        const auto now = SystemClock().wall().time;
        return {now - 24h, now + 24h};
    }
    tests::TlsClient client() const { return tests::TlsClient(listener->port()); }

private slots:
    void initTestCase() {
        std::signal(SIGPIPE, SIG_IGN);
        pki = std::make_unique<samples::Pki>();
        terminal = pki->issue(samples::terminalId, seal::Role::Terminal, today());
    }
    void init() {
        const auto server = pki->issue("localhost", seal::Role::Server, today());
        ListenerSettings settings;
        settings.maxBodyBytes = 100'000;
        settings.maxBodiesBytes = 150'000;
        settings.handshakeTime = 1s;
        settings.idleTime = 1s;
        settings.headTime = 1s;
        settings.slowestBytesPerSecond = 100'000;
        settings.drainTime = 10s;
        settings.maxConnections = 6;
        settings.maxConnectionsOfOne = 4;
        settings.requestsPerSecond = 0.01;
        settings.requestsAtOnce = 8;
        settings.localPort = 0;
        listener =
            samples::must(openListener(settings, server.certificate, server.key, pki->root, clock));
        serving = std::thread([this] { listener->serve(handler); });
    }
    void cleanup() {
        std::raise(SIGTERM);
        serving.join();
        listener.reset();
    }

    void aRequestIsHandedOnWithItsPeer() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(post(5, "12345")));
        QVERIFY(peer.readToEnd().find("{\"bytes\":5}") != std::string::npos);
        QCOMPARE(handler.last().peer, std::string(samples::terminalId));
        QCOMPARE(handler.last().method, std::string("POST"));
        QCOMPARE(handler.last().role, seal::Role::Terminal);
    }

    void theInnerZoneIsKnownByItsRoleAndOthersAreRefused() {
        auto inner = client();
        QVERIFY(inner.handshake(pki->issue("inner", seal::Role::Inner, today()), pki->root));
        QVERIFY(inner.send(get("/inner")));
        QVERIFY(inner.readToEnd().find("200 OK") != std::string::npos);
        QCOMPARE(handler.last().role, seal::Role::Inner);
        QCOMPARE(handler.last().peer, std::string("inner"));
        auto server = client();
        const auto own = pki->issue("localhost", seal::Role::Server, today());
        if (server.handshake(own, pki->root) && server.send(get("/server")))
            QVERIFY(server.readToEnd().find("200 OK") == std::string::npos);
        QCOMPARE(handler.last().target, std::string("/inner"));
    }

    void tasksRunLaterAndKeepNobodyFromEnding() {
        std::promise<void> ran;
        QElapsedTimer timer;
        timer.start();
        listener->later(50ms, [&ran] { ran.set_value(); });
        listener->later(1h, [] {});
        QVERIFY(ran.get_future().wait_for(10s) == std::future_status::ready);
        QVERIFY(timer.elapsed() >= 50);
        // cleanup() ends the listener long before the hour is over.
    }

    void aTerminalWhoseCertificateHasEndedMayOnlyDeliver() {
        const auto now = SystemClock().wall().time;
        const auto ended =
            pki->issue(samples::terminalId, seal::Role::Terminal, {now - 48h, now - 24h});
        for (const auto& [request, status] :
             {std::pair{post(5, "12345"), "200 OK"}, std::pair{get("/v1/acks?since=0"), "200 OK"},
              std::pair{get("/v1/health"), "403 Forbidden"},
              std::pair{get("/v1/packetsx"), "403 Forbidden"},
              std::pair{get("/v1/asks"), "403 Forbidden"}}) {
            auto peer = client();
            QVERIFY(peer.handshake(ended, pki->root));
            QVERIFY(peer.send(request));
            QVERIFY2(peer.readToEnd().find(status) != std::string::npos, request.c_str());
        }
        const auto forgotten =
            pki->issue(samples::terminalId, seal::Role::Terminal, {now - 9600h, now - 9000h});
        auto peer = client();
        QVERIFY(peer.handshake(forgotten, pki->root));
        peer.send(get("/v1/acks?since=0"));
        QVERIFY(peer.readToEnd().find("200 OK") == std::string::npos);
    }

    void oneConnectionServesManyRequests() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        std::string all;
        for (int i = 0; i < 3; ++i)
            all += "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        QVERIFY(peer.send(all + get("/x")));
        const std::string answers = peer.readToEnd();
        QCOMPARE(QByteArray::fromStdString(answers).count("200 OK"), 4);
    }

    void whoSaysNothingIsLetGo() {
        auto silent = client();
        QVERIFY(silent.closedByPeer());
        auto idle = client();
        QVERIFY(idle.handshake(terminal, pki->root));
        QVERIFY(idle.readToEnd().empty());
    }

    void whoTricklesIsLetGo() {
        auto head = client(), inBody = client();
        QVERIFY(head.handshake(terminal, pki->root) && inBody.handshake(terminal, pki->root));
        QVERIFY(head.send("GET / HTTP/1.1\r\nHost: loc"));
        QVERIFY(inBody.send(post(1000, "only these")));
        QVERIFY(head.readToEnd().empty());
        QVERIFY(inBody.readToEnd().empty());
    }

    void tooLargeIsAnsweredBeforeItIsRead() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(post(100'001, "")));
        const std::string answer = peer.readToEnd();
        QVERIFY(answer.find(" 413 ") != std::string::npos);
        QVERIFY(answer.find("JJ-2101") != std::string::npos);
    }

    void bodiesOfAllTogetherAreBounded() {
        const auto other = pki->issue("330105-A018", seal::Role::Terminal, today());
        auto first = client(), second = client();
        QVERIFY(first.handshake(terminal, pki->root) && second.handshake(other, pki->root));
        QVERIFY(first.send(hold(90'000)));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        QVERIFY(second.send(post(90'000, "")));
        const std::string refused = second.readToEnd();
        QVERIFY(refused.find(" 503 ") != std::string::npos);
        QVERIFY(refused.find("Retry-After") != std::string::npos);
        handler.release();
        QVERIFY(first.readToEnd().find("late") != std::string::npos);
        auto third = client();
        QVERIFY(third.handshake(terminal, pki->root));
        QVERIFY(third.send(post(90'000, std::string(90'000, 'x'))));
        QVERIFY(third.readToEnd().find("{\"bytes\":90000}") != std::string::npos);
    }

    void bodiesOfOneTerminalLeaveRoomForOthers() {
        auto first = client(), second = client(), other = client();
        QVERIFY(first.handshake(terminal, pki->root) && second.handshake(terminal, pki->root));
        QVERIFY(first.send(hold(90'000)));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        QVERIFY(second.send(post(20'000, ""))); // would fit in what all may hold
        const std::string refused = second.readToEnd();
        QVERIFY(refused.find(" 429 ") != std::string::npos);
        QVERIFY(refused.find("Retry-After") != std::string::npos);
        QVERIFY(
            other.handshake(pki->issue("330105-A018", seal::Role::Terminal, today()), pki->root));
        QVERIFY(other.send(post(20'000, std::string(20'000, 'x'))));
        QVERIFY(other.readToEnd().find("{\"bytes\":20000}") != std::string::npos);
        handler.release();
        QVERIFY(first.readToEnd().find("late") != std::string::npos);
        auto third = client(); // what it held is given back
        QVERIFY(third.handshake(terminal, pki->root));
        QVERIFY(third.send(post(90'000, std::string(90'000, 'x'))));
        QVERIFY(third.readToEnd().find("{\"bytes\":90000}") != std::string::npos);
    }

    void whatIsUnderWayIsAnsweredAtTheEnd() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(get("/hold")));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        std::raise(SIGTERM);
        handler.release();
        QVERIFY(peer.readToEnd().find("late") != std::string::npos);
    }

    void whoAsksTooFastIsToldForHowLong() {
        std::string all;
        for (int i = 0; i < 9; ++i)
            all += "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(all));
        const auto answers = QByteArray::fromStdString(peer.readToEnd());
        QCOMPARE(answers.count(" 200 OK"), 8);
        QCOMPARE(answers.count(" 429 "), 1);
        QVERIFY(answers.contains("JJ-2307"));
        const auto wait = answers.mid(answers.indexOf("Retry-After: ") + 13);
        QVERIFY(wait.left(wait.indexOf('\r')).toInt() > 90);
        // Others are not held to it.
        auto other = client();
        QVERIFY(
            other.handshake(pki->issue("330105-A018", seal::Role::Terminal, today()), pki->root));
        QVERIFY(other.send(get("/x")));
        QVERIFY(other.readToEnd().find(" 200 OK") != std::string::npos);
    }

    void onePeerCannotTakeEveryPlace() {
        std::vector<std::unique_ptr<tests::TlsClient>> held;
        const auto connect = [&](const samples::Identity& identity) {
            held.push_back(std::make_unique<tests::TlsClient>(listener->port()));
            return held.back()->handshake(identity, pki->root);
        };
        // Asking for something that takes its time, for who is idle is let go.
        const auto stays = [&](const samples::Identity& identity) {
            const std::size_t before = handler.holding();
            return connect(identity) && held.back()->send(get("/hold")) &&
                   QTest::qWaitFor([&] { return handler.holding() > before; });
        };
        for (int i = 0; i < 4; ++i)
            QVERIFY(stays(terminal));
        QVERIFY(connect(terminal));
        const std::string tooMany = held.back()->readToEnd();
        QVERIFY(tooMany.find(" 429 ") != std::string::npos);
        QVERIFY(tooMany.find("JJ-2307") != std::string::npos);
        QVERIFY(tooMany.find("Retry-After: 5") != std::string::npos);
        held.pop_back();
        const auto other = pki->issue("330105-A018", seal::Role::Terminal, today());
        QVERIFY(stays(other) && stays(other));
        QVERIFY(connect(other)); // the seventh of all
        const std::string full = held.back()->readToEnd();
        QVERIFY(full.find(" 503 ") != std::string::npos);
        QVERIFY(full.find("JJ-2307") != std::string::npos);
        handler.release();
        held.clear();
        // Places are given back.
        QVERIFY(QTest::qWaitFor([&] {
            auto again = client();
            return again.handshake(terminal, pki->root) && again.send(get("/x")) &&
                   again.readToEnd().find(" 200 OK") != std::string::npos;
        }));
    }

    void longHeadersAreAnswered() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send("GET / HTTP/1.1\r\nX-Long: " + std::string(9000, 'x') + "\r\n\r\n"));
        QVERIFY(peer.readToEnd().find(" 431 ") != std::string::npos);
    }

    void theTraceOfThePeerIsTakenWhenItIsOne() {
        const std::string id = "4bf92f3577b34da6a3ce929d0e0e4736";
        const auto traceOf = [&](const std::string& header) {
            auto peer = client();
            if (!peer.handshake(terminal, pki->root) ||
                !peer.send("GET /x HTTP/1.1\r\nConnection: close\r\n" + header + "\r\n"))
                return std::string();
            peer.readToEnd();
            return handler.last().trace == handler.scope() ? handler.last().trace : std::string();
        };
        QCOMPARE(traceOf("traceparent: 00-" + id + "-00f067aa0ba902b7-01\r\n"), id);
        for (const char* none : {"", "traceparent: \"}\r\n"}) {
            const std::string made = traceOf(none);
            QCOMPARE(made.size(), id.size());
            QVERIFY(made != id);
        }
    }

    void theMachineItselfIsToldHealthAndFigures() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(
            peer.send("GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n" + post(100'001, "")));
        peer.readToEnd();
        const auto ask = [this](const std::string& request) {
            return QByteArray::fromStdString(
                tests::TlsClient(listener->localPort()).inTheClear(request));
        };
        QVERIFY(ask(get("/health")).endsWith("\r\n\r\n{\"status\":\"ok\"}"));
        QVERIFY(ask(get("/")).startsWith("HTTP/1.1 404"));
        QVERIFY(ask(post(0, "")).startsWith("HTTP/1.1 405"));
        QVERIFY(ask("GET /" + std::string(5000, 'x')).isEmpty());
        const auto figures = ask(get("/metrics"));
        QVERIFY(figures.contains("Content-Type: text/plain; version=0.0.4"));
        for (const char* line :
             {"jiujin_requests_total{call=\"GET /v1/health\",status=\"200\"} 1\n",
              "jiujin_requests_total{call=\"POST /v1/packets\",status=\"413\"} 1\n",
              "jiujin_request_seconds_count{call=\"GET /v1/health\"} 1\n", "jiujin_connections "})
            QVERIFY2(figures.contains(line), figures.constData());
        QVERIFY(!figures.contains(QByteArray::fromStdString(std::string(samples::terminalId))));
    }

    void brokenRequestsAreAnswered() {
        for (const char* wrong : {"\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                                  "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                                  "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"}) {
            auto peer = client();
            QVERIFY(peer.handshake(terminal, pki->root));
            QVERIFY(peer.send(wrong));
            const std::string answer = peer.readToEnd();
            QVERIFY2(answer.find(" 400 ") != std::string::npos, wrong);
        }
    }

    void anAddressThatIsNotOursIsSaid() {
        const auto server = pki->issue("localhost", seal::Role::Server, today());
        ListenerSettings settings;
        settings.address = "203.0.113.1"; // documentation range (RFC 5737)
        const auto opened =
            openListener(settings, server.certificate, server.key, pki->root, clock);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::ProgramStart);
        const auto wrongRole =
            openListener({}, terminal.certificate, terminal.key, pki->root, clock);
        QVERIFY(!wrongRole.ok());
        QCOMPARE(wrongRole.error().code, ErrorCode::CertificateRole);
    }
};

QTEST_GUILESS_MAIN(TestListener)
#include "tst_listener.moc"
