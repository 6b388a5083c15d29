// The terminal's HTTP client against a server that proves itself rightly, wrongly or not at all.
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/signed_words.h"
#include "tests/support/tls_peer/tls_peer.h"
#include "tests/unit/terminal/sync/filed_terminal.h"

#include <QtTest/QtTest>

#include <future>

using namespace jiujin;
using namespace jiujin::sync;
using enrolment::must;
using enrolment::TestPki;
using tls_peer::PeerSettings;
using tls_peer::TlsPeer;

namespace {

class GradedClock : public Clock {
public:
    ClockGrade grade = ClockGrade::Drift;
    GradedTime wall() const override { return {SystemClock().wall().time, grade}; }
    SteadyTime steady() const override { return SystemClock().steady(); }
};

} // namespace

class TransportTest : public QObject {
    Q_OBJECT

    GradedClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;

    PeerSettings settingsOf(const enrolment::Identity& identity) {
        return {identity.certificate, identity.key, terminal_->pki.root};
    }
    Result<Answer> post(const std::string& url, const Bytes& body = bytesOf("batch")) {
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = url;
        CurlTransport transport(enrolment, clock_);
        return transport.post(packetsPath, packetsType, body);
    }
    ErrorCode refusalOf(const PeerSettings& settings) {
        const TlsPeer peer(settings, [](const auto&) { return tls_peer::answer(202, "a/b", ""); });
        const auto result = post(peer.url());
        // Nothing was told to whom did not prove itself.
        return result || !peer.requests().empty() ? ErrorCode::NotFound : result.error().code;
    }

private slots:
    void initTestCase() { terminal_ = std::make_unique<FiledTerminal>(clock_); }
    void init() { clock_.grade = ClockGrade::Drift; }
    void cleanupTestCase() { terminal_.reset(); }

    void aPacketIsCarriedAndSignedFor() {
        FiledTerminal terminal(clock_);
        terminal.file();
        const std::string body = FiledTerminal::bodyOf(terminal.honest(protocol::Verdict::Stored),
                                                       terminal.pki.acknowledge);
        const TlsPeer peer(
            {terminal.pki.server.certificate, terminal.pki.server.key, terminal.pki.root},
            [&](const auto&) { return tls_peer::answer(202, "application/json", body); });
        keys::Enrolment enrolment = terminal.keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_);
        const auto sent = terminal.outbox->next(1, 1);
        const SignedWords words(enrolment, clock_);
        Courier courier(*terminal.outbox, transport, words, clock_, Pace(1));
        QCOMPARE(courier.attempt()->count(), 0);
        QCOMPARE(terminal.outbox->count().delivered, 1);
        const auto requests = peer.requests();
        QCOMPARE(requests.size(), 1u);
        QCOMPARE(requests[0].client, std::string(enrolment::terminalId));
        QVERIFY(requests[0].head.starts_with("POST /v1/packets HTTP/1.1\r\n"));
        QVERIFY(requests[0].head.find("Content-Type: application/vnd.jiujin.packets") !=
                std::string::npos);
        QCOMPARE(requests[0].body, std::string(textOf(batchOf(sent))));
    }

    void whoDoesNotProveItselfIsToldNothing_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("code");
        const auto row = [](const char* how, ErrorCode code) {
            QTest::newRow(how) << QString::fromLatin1(how) << int(code);
        };
        row("twin issuer", ErrorCode::PlatformTwin);
        row("role terminal", ErrorCode::PlatformRole);
        row("role acknowledge", ErrorCode::PlatformRole);
        row("other name", ErrorCode::PlatformHost);
        row("expired", ErrorCode::PlatformExpired);
        row("not yet", ErrorCode::PlatformExpired);
        row("tls 1.2", ErrorCode::PlatformNoTls);
    }
    void whoDoesNotProveItselfIsToldNothing() {
        QFETCH(QString, how);
        QFETCH(int, code);
        const TestPki& pki = terminal_->pki;
        const WallTime now = clock_.wall().time;
        const auto hours = [&](int count) {
            return now + std::chrono::hours(count);
        };
        const auto peer = [&]() -> PeerSettings {
            if (how == QLatin1String("twin issuer"))
                return settingsOf(TestPki(now).server);
            if (how == QLatin1String("role terminal"))
                return settingsOf(pki.issue("localhost", seal::Role::Terminal));
            if (how == QLatin1String("role acknowledge"))
                return settingsOf(pki.issue("localhost", seal::Role::Acknowledge));
            if (how == QLatin1String("other name"))
                return settingsOf(pki.issue("platform.example", seal::Role::Server));
            if (how == QLatin1String("expired"))
                return settingsOf(
                    pki.issue("localhost", seal::Role::Server, {hours(-9), hours(-1)}));
            if (how == QLatin1String("not yet"))
                return settingsOf(pki.issue("localhost", seal::Role::Server, {hours(1), hours(9)}));
            PeerSettings old = settingsOf(pki.server);
            old.onlyTls12 = true;
            return old;
        };
        QCOMPARE(int(refusalOf(peer())), code);
    }

    void aClockThatKnowsNothingStillReachesThePlatform() {
        clock_.grade = ClockGrade::Unknown;
        const WallTime now = clock_.wall().time;
        const TlsPeer late(settingsOf(terminal_->pki.issue(
                               "localhost", seal::Role::Server,
                               {now + std::chrono::hours(1), now + std::chrono::hours(9)})),
                           [](const auto&) { return tls_peer::answer(503, "text/plain", ""); });
        const auto answer = post(late.url());
        QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().text().c_str());
        QCOMPARE(answer->status, 503);
        QCOMPARE(refusalOf(settingsOf(TestPki(now).server)), ErrorCode::PlatformTwin);
    }

    void aPlatformThatDoesNotKnowTheTerminalIsNoMissingNetwork() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.clientRoot = TestPki(clock_.wall().time).root;
        QCOMPARE(refusalOf(settings), ErrorCode::TerminalUnknown);
    }

    void nobodyThereIsNoNetwork() {
        QCOMPARE(post("https://127.0.0.1:1").error().code, ErrorCode::NetworkDown);
    }

    void anEndlessAnswerIsCutOff() {
        const TlsPeer peer(settingsOf(terminal_->pki.server), [](const auto&) {
            return tls_peer::answer(202, "application/json", std::string(3 * 1024 * 1024, ' '));
        });
        QVERIFY(!post(peer.url()).ok());
    }

    void aLargeBatchIsCarriedWhole() {
        const TlsPeer peer(settingsOf(terminal_->pki.server),
                           [](const auto&) { return tls_peer::answer(202, "text/plain", "ok"); });
        const Bytes batch = randomBytes(6 * 1024 * 1024);
        QVERIFY(post(peer.url(), batch).ok());
        QCOMPARE(peer.requests().at(0).body, std::string(textOf(batch)));
    }

    void aRunningRequestCanBeCutShort() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.silent = true;
        const TlsPeer peer(settings, [](const auto&) { return std::string(); });
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_);
        auto running = std::async(std::launch::async, [&] {
            return transport.post(packetsPath, packetsType, bytesOf("batch")).ok();
        });
        QTRY_COMPARE(peer.requests().size(), 1u);
        transport.cancel();
        QCOMPARE(running.wait_for(std::chrono::seconds(5)), std::future_status::ready);
        QVERIFY(!running.get());
    }
};

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
