// The terminal's HTTP client against a server that proves itself rightly, wrongly or not at all.
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/signed_words.h"
#include "platform/base/trace.h"
#include "tests/contract/sync/refusal_table.h"
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
    seal::RevocationList revoked_;

    PeerSettings settingsOf(const enrolment::Identity& identity) {
        return {identity.certificate, identity.key, terminal_->pki.root};
    }
    Result<Answer> post(const std::string& url, const Bytes& body = bytesOf("batch")) {
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = url;
        enrolment.revoked = revoked_;
        CurlTransport transport(enrolment, clock_);
        return transport.post(packetsPath, packetsType, body);
    }
    seal::Validity validity() const { return terminal_->pki.validity; }
    // Issued by a root of that name, which nobody here trusts.
    enrolment::Identity strangersServer(std::string_view rootName) const {
        const auto rootKey = must(seal::PrivateKey::generate()),
                   key = must(seal::PrivateKey::generate());
        const auto root = must(seal::issueRoot(rootKey, rootName, validity()));
        return {
            must(seal::issueLeaf(root, rootKey, key, "localhost", seal::Role::Server, validity())),
            key};
    }
    enrolment::Identity selfSigned(std::string_view name) const {
        const auto key = must(seal::PrivateKey::generate());
        const auto own = must(seal::issueRoot(key, name, validity()));
        return {must(seal::issueLeaf(own, key, key, name, seal::Role::Server, validity())), key};
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
        const std::string trace = newTraceId();
        {
            const TraceScope scope(trace);
            QCOMPARE(courier.attempt()->count(), 0);
        }
        QCOMPARE(terminal.outbox->count().delivered, 1);
        const auto requests = peer.requests();
        QCOMPARE(requests.size(), 1u);
        QCOMPARE(requests[0].client, std::string(enrolment::terminalId));
        QVERIFY(requests[0].head.starts_with("POST /v1/packets HTTP/1.1\r\n"));
        QVERIFY(requests[0].head.find("Content-Type: application/vnd.jiujin.packets") !=
                std::string::npos);
        QVERIFY(requests[0].head.find("traceparent: 00-" + trace + "-") != std::string::npos);
        QCOMPARE(requests[0].body, std::string(textOf(batchOf(sent))));
    }

    void whoDoesNotProveItselfIsToldNothing_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("code");
        const auto row = [](const char* how, ErrorCode code) {
            QTest::newRow(how) << QString::fromLatin1(how) << int(code);
        };
        row("another issuer", ErrorCode::PlatformIssuer);
        row("another issuer of the same name", ErrorCode::PlatformTwin);
        row("self-signed for the right host", ErrorCode::PlatformTwin);
        row("role of a terminal", ErrorCode::PlatformRole);
        row("role of the acknowledgement key", ErrorCode::PlatformRole);
        row("another host", ErrorCode::PlatformHost);
        row("ended", ErrorCode::PlatformExpired);
        row("not begun", ErrorCode::PlatformExpired);
        row("revoked", ErrorCode::PlatformRevoked);
        row("TLS 1.2", ErrorCode::PlatformNoTls);
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
            if (how == QLatin1String("another issuer"))
                return settingsOf(strangersServer("Another Root"));
            if (how == QLatin1String("another issuer of the same name"))
                return settingsOf(TestPki(now).server);
            if (how == QLatin1String("self-signed for the right host"))
                return settingsOf(selfSigned("localhost"));
            if (how == QLatin1String("role of a terminal"))
                return settingsOf(pki.issue("localhost", seal::Role::Terminal));
            if (how == QLatin1String("role of the acknowledgement key"))
                return settingsOf(pki.issue("localhost", seal::Role::Acknowledge));
            if (how == QLatin1String("another host"))
                return settingsOf(pki.issue("platform.example", seal::Role::Server));
            if (how == QLatin1String("ended"))
                return settingsOf(
                    pki.issue("localhost", seal::Role::Server, {hours(-9), hours(-1)}));
            if (how == QLatin1String("not begun"))
                return settingsOf(pki.issue("localhost", seal::Role::Server, {hours(1), hours(9)}));
            if (how == QLatin1String("revoked")) {
                const auto lost = pki.issue("localhost", seal::Role::Server);
                revoked_ = must(seal::RevocationList::issue({}, {lost.certificate}, pki.root,
                                                            pki.rootKey, now));
                return settingsOf(lost);
            }
            PeerSettings old = settingsOf(pki.server);
            old.onlyTls12 = true;
            return old;
        };
        QVERIFY(standsInTable(how, ErrorCode(code)));
        QCOMPARE(int(refusalOf(peer())), code);
    }

    void aConnectionIsNotOlderThanTheList() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.keep = true;
        const TlsPeer peer(settings, [](const auto&) {
            return tls_peer::answer(200, "application/json", "{}", "");
        });
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        enrolment.revoked = seal::Revocations();
        CurlTransport transport(enrolment, clock_);
        QVERIFY(transport.get("/v1/health").ok());
        const auto listOf = [&](const enrolment::Identity& lost,
                                const seal::RevocationList& before) {
            return must(seal::RevocationList::issue(before, {lost.certificate}, terminal_->pki.root,
                                                    terminal_->pki.rootKey, clock_.wall().time));
        };
        const auto first = listOf(terminal_->pki.device, {});
        QVERIFY(enrolment.revoked.offer(first));
        QVERIFY(transport.get("/v1/health").ok());
        QVERIFY(!peer.requests().back().resumed);
        QVERIFY(enrolment.revoked.offer(listOf(terminal_->pki.server, first)));
        for (int i = 0; i < 2; ++i)
            QCOMPARE(transport.get("/v1/health").error().code, ErrorCode::PlatformRevoked);
        QCOMPARE(peer.requests().size(), std::size_t(2));
    }

    // A captive portal: its own page, or the way to it, on the platform's address.
    void withoutTlsThereIsNoPlatform() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.plain = true;
        const TlsPeer portal(settings, [](const auto&) {
            return tls_peer::answer(302, "text/html", "<html>", "Location: http://login\r\n");
        });
        QVERIFY(standsInTable(QStringLiteral("no TLS at all"), ErrorCode::PlatformNoTls));
        QCOMPARE(post(portal.url()).error().code, ErrorCode::PlatformNoTls);
    }

    void anAnswerThatIsNoneIsNotFollowedAndNotBelieved_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("code");
        QTest::newRow("a redirect")
            << QStringLiteral("a redirect") << int(ErrorCode::PlatformRedirect);
        QTest::newRow("a page with 200")
            << QStringLiteral("a page with 200") << int(ErrorCode::PlatformPage);
    }
    void anAnswerThatIsNoneIsNotFollowedAndNotBelieved() {
        QFETCH(QString, how);
        QFETCH(int, code);
        FiledTerminal terminal(clock_);
        terminal.file();
        const bool moves = code == int(ErrorCode::PlatformRedirect);
        const TlsPeer peer(
            {terminal.pki.server.certificate, terminal.pki.server.key, terminal.pki.root},
            [&](const auto&) {
                return tls_peer::answer(moves ? 307 : 200, "text/html", "<html>",
                                        "Connection: close\r\nLocation: /v1/packets\r\n");
            });
        keys::Enrolment enrolment = terminal.keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_);
        const SignedWords words(enrolment, clock_);
        Courier courier(*terminal.outbox, transport, words, clock_, Pace(1));
        QVERIFY(courier.attempt()->count() >= 30000);
        QVERIFY(standsInTable(how, ErrorCode(code)));
        QCOMPARE(int(*courier.state().problem), code);
        QCOMPARE(terminal.outbox->count().queued, 1);
        QCOMPARE(peer.requests().size(), 1u);
    }

    void oneConnectionServesMany() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.keep = true;
        const TlsPeer peer(settings,
                           [](const auto&) { return tls_peer::answer(202, "a/b", "", ""); });
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_);
        for (int i = 0; i < 3; ++i)
            QVERIFY(transport.post(packetsPath, packetsType, bytesOf("batch")).ok());
        QVERIFY(transport.get("/v1/acks?since=0").ok());
        const auto requests = peer.requests();
        QCOMPARE(requests.size(), 4u);
        QCOMPARE(requests.back().connection, 1);
        QVERIFY(requests.back().head.starts_with("GET /v1/acks?since=0 HTTP/1.1\r\n"));
    }

    void anotherConnectionResumesTheSession() {
        const TlsPeer peer(settingsOf(terminal_->pki.server),
                           [](const auto&) { return tls_peer::answer(202, "a/b", ""); });
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_);
        for (int i = 0; i < 2; ++i)
            QVERIFY(transport.get("/v1/acks?since=0").ok());
        const auto requests = peer.requests();
        QCOMPARE(requests[1].connection, 2);
        QVERIFY(!requests[0].resumed && requests[1].resumed);
    }

    void whatThePlatformAsksForIsPassedOn() {
        const TlsPeer peer(settingsOf(terminal_->pki.server), [](const auto&) {
            return tls_peer::answer(503, "application/json", "{}",
                                    "Connection: close\r\nRetry-After: 77\r\n");
        });
        QCOMPARE(post(peer.url())->retryAfter, std::chrono::seconds(77));
    }

    void aConnectionThatBreaksOffIsNoMissingNetwork() {
        for (const char* part : {"", "HTTP/1.1 202 X\r\nContent-Length: 10\r\n\r\nabc"}) {
            const TlsPeer peer(settingsOf(terminal_->pki.server),
                               [part](const auto&) { return std::string(part); });
            QCOMPARE(post(peer.url()).error().code, ErrorCode::NetworkBroken);
        }
    }

    void theProxyIsTheSettingsOwn() {
        PeerSettings settings = settingsOf(terminal_->pki.server);
        settings.plain = true;
        const TlsPeer proxy(settings, [](const auto&) {
            return tls_peer::answer(407, "text/html", "", "Connection: close\r\n");
        });
        std::string address = proxy.url();
        address.erase(address.find('s'), 1);
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = "https://platform.example:8443";
        CurlTransport closed(enrolment, clock_, {address, 0});
        QCOMPARE(closed.get("/v1/acks?since=0").error().code, ErrorCode::ProxyFailed);
        QVERIFY(proxy.requests().at(0).head.starts_with("CONNECT platform.example:8443 "));
        CurlTransport absent(enrolment, clock_, {"http://127.0.0.1:1", 0});
        QCOMPARE(absent.get("/v1/acks?since=0").error().code, ErrorCode::ProxyFailed);
        // The environment's is not asked.
        const TlsPeer peer(settingsOf(terminal_->pki.server),
                           [](const auto&) { return tls_peer::answer(202, "a/b", ""); });
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy"})
            qputenv(name, "http://127.0.0.1:1");
        QVERIFY(post(peer.url()).ok());
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy"})
            qunsetenv(name);
    }

    void noMoreIsSentThanTheLineMay() {
        const TlsPeer peer(settingsOf(terminal_->pki.server),
                           [](const auto&) { return tls_peer::answer(202, "a/b", ""); });
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        CurlTransport transport(enrolment, clock_, {"", 256L * 1024});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(transport.post(packetsPath, packetsType, Bytes(768UL * 1024, 1)).ok());
        // Three seconds' worth; libcurl lets the first part go at once.
        QVERIFY2(timer.elapsed() >= 1500, std::to_string(timer.elapsed()).c_str());
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
        // Also when there is much to tell before the refusal can be heard.
        const TlsPeer peer(settings, [](const auto&) { return tls_peer::answer(202, "a/b", ""); });
        QCOMPARE(post(peer.url(), Bytes(2UL * 1024 * 1024, 1)).error().code,
                 ErrorCode::TerminalUnknown);
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
