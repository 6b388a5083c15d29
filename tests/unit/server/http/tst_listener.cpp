// What the listener hands on and answers.
#include "tests/unit/server/http/listener_world.h"

#include <future>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::server;

class TestListener : public QObject, ListenerWorld {
    Q_OBJECT
private slots:
    void initTestCase() { begin(); }
    void init() { open(); }
    void cleanup() { close(); }

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

    void whatIsUnderWayIsAnsweredAtTheEnd() {
        auto peer = client();
        QVERIFY(peer.handshake(terminal, pki->root));
        QVERIFY(peer.send(get("/hold")));
        QVERIFY(QTest::qWaitFor([this] { return handler.holding() == 1; }));
        std::raise(SIGTERM);
        handler.release();
        QVERIFY(peer.readToEnd().find("late") != std::string::npos);
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
