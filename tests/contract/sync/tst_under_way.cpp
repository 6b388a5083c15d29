// Two calls under way at once, on connections of their own.
#include "app/terminal/sync/curl_transport.h"
#include "tests/support/tls_peer/tls_peer.h"
#include "tests/unit/terminal/sync/filed_terminal.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <future>

using namespace jiujin;
using namespace jiujin::sync;
using enrolment::must;
using tls_peer::PeerSettings;
using tls_peer::TlsPeer;

class UnderWayTest : public QObject {
    Q_OBJECT

    const SystemClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;

    PeerSettings settings() const {
        const enrolment::TestPki& pki = terminal_->pki;
        return {pki.server.certificate, pki.server.key, pki.root};
    }
    keys::Enrolment enrolmentAt(const TlsPeer& peer) const {
        keys::Enrolment enrolment = terminal_->keys->enrolment();
        enrolment.platformUrl = peer.url();
        enrolment.revoked = seal::Revocations();
        return enrolment;
    }

private slots:
    void initTestCase() { terminal_ = std::make_unique<FiledTerminal>(clock_); }
    void cleanupTestCase() { terminal_.reset(); }

    // The platform answers the first when it has the second.
    void theNextBodyLeavesBeforeTheAnswerToTheLast() {
        PeerSettings keeping = settings();
        keeping.keep = true;
        std::promise<void> second;
        const std::shared_future<void> cameIn(second.get_future());
        const TlsPeer peer(keeping, [&](const tls_peer::Request& request) {
            if (request.body == "second")
                second.set_value();
            if (request.body == "first")
                cameIn.wait();
            return tls_peer::answer(202, "a/b", request.body, "");
        });
        const keys::Enrolment enrolment = enrolmentAt(peer);
        CurlTransport transport(enrolment, clock_);
        transport.begin(packetsPath, packetsType, bytesOf("first"));
        transport.begin(packetsPath, packetsType, bytesOf("second"));
        QCOMPARE(must(transport.finish()).body, std::string("first"));
        // What does not wait its turn has the other connection.
        QVERIFY(transport.get("/v1/acks?since=0").ok());
        transport.begin(packetsPath, packetsType, bytesOf("third"));
        QCOMPARE(must(transport.finish()).body, std::string("second"));
        QCOMPARE(must(transport.finish()).body, std::string("third"));
        const auto requests = peer.requests();
        QCOMPARE(requests.size(), 4u);
        QVERIFY(
            std::ranges::all_of(requests, [](const auto& each) { return each.connection <= 2; }));
    }

    void aLargeBodyHasLeftWhenTheCallIsUnderWay() {
        std::promise<void> taken;
        const TlsPeer peer(settings(), [&](const tls_peer::Request& request) {
            taken.set_value();
            return tls_peer::answer(202, "a/b", std::to_string(request.body.size()));
        });
        const keys::Enrolment enrolment = enrolmentAt(peer);
        CurlTransport transport(enrolment, clock_);
        transport.begin(packetsPath, packetsType, randomBytes(6UL * 1024 * 1024));
        // Nobody drives the connection any longer.
        QCOMPARE(taken.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
        QCOMPARE(must(transport.finish()).body, std::to_string(6UL * 1024 * 1024));
    }

    void whatIsUnderWayIsNotOlderThanTheListEither() {
        PeerSettings silent = settings();
        silent.silent = true;
        const TlsPeer peer(silent, [](const auto&) { return std::string(); });
        const keys::Enrolment enrolment = enrolmentAt(peer);
        CurlTransport transport(enrolment, clock_);
        transport.begin(packetsPath, packetsType, bytesOf("first"));
        const enrolment::TestPki& pki = terminal_->pki;
        QVERIFY(enrolment.revoked.offer(must(seal::RevocationList::issue(
            {}, {pki.server.certificate}, pki.root, pki.rootKey, clock_.wall().time))));
        transport.begin(packetsPath, packetsType, bytesOf("second"));
        QCOMPARE(transport.finish().error().code, ErrorCode::NetworkBroken);
        QCOMPARE(transport.finish().error().code, ErrorCode::PlatformRevoked);
    }

    void bothAreCutShort() {
        PeerSettings silent = settings();
        silent.silent = true;
        const TlsPeer peer(silent, [](const auto&) { return std::string(); });
        const keys::Enrolment enrolment = enrolmentAt(peer);
        CurlTransport transport(enrolment, clock_);
        transport.begin(packetsPath, packetsType, bytesOf("first"));
        transport.begin(packetsPath, packetsType, bytesOf("second"));
        auto waiting = std::async(std::launch::async, [&] { return transport.finish().ok(); });
        transport.cancel();
        QVERIFY(!waiting.get());
        QVERIFY(!transport.finish().ok());
        QVERIFY(!transport.get("/v1/health").ok());
    }
};

QTEST_GUILESS_MAIN(UnderWayTest)
#include "tst_under_way.moc"
