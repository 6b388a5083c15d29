// What the machine itself is told of a platform whose clock nobody believes.
#include "platform/server/http/listener.h"
#include "tests/support/samples/samples.h"
#include "tests/unit/server/http/tls_client.h"

#include <QtTest/QtTest>

#include <atomic>
#include <csignal>
#include <thread>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;

namespace {

class DoubtedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), grade}; }
    SteadyTime steady() const override { return {}; }
    std::atomic<ClockGrade> grade = ClockGrade::Drift;
};

class NoCalls : public Handler {
public:
    void handle(Request, Answer answer) override { answer({}); }
};

} // namespace

class TestHealth : public QObject {
    Q_OBJECT

private slots:
    void aClockThatNobodyBelievesIsSaid() {
        const samples::Pki pki;
        const auto server = pki.issue("localhost", seal::Role::Server);
        DoubtedClock clock;
        NoCalls handler;
        ListenerSettings settings;
        settings.localPort = 0;
        const auto listener =
            samples::must(openListener(settings, server.certificate, server.key, pki.root, clock));
        std::thread serving([&] { listener->serve(handler); });
        const auto health = [&] {
            return QByteArray::fromStdString(
                tests::TlsClient(listener->localPort())
                    .inTheClear("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        };
        const QByteArray right = health();
        clock.grade = ClockGrade::Unknown;
        const QByteArray wrong = health();
        clock.grade = ClockGrade::Network;
        const QByteArray again = health();
        std::raise(SIGTERM);
        serving.join();
        QVERIFY2(right.endsWith("{\"status\":\"ok\"}"), right.constData());
        QVERIFY2(wrong.startsWith("HTTP/1.1 503"), wrong.constData());
        QVERIFY2(wrong.endsWith("{\"status\":\"clock\",\"code\":\"JJ-2328\"}"), wrong.constData());
        QVERIFY2(again.startsWith("HTTP/1.1 200"), again.constData());
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
