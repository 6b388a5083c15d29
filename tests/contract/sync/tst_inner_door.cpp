// The inner zone's way to the open one, against a peer whose certificate the root takes back.
#include "platform/server/inner/curl_door.h"
#include "tests/support/enrolment/enrolment_folder.h"
#include "tests/support/tls_peer/tls_peer.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using enrolment::must;
using tls_peer::TlsPeer;

class TestInnerDoor : public QObject {
    Q_OBJECT
    const SystemClock clock_;
    const enrolment::TestPki pki_{clock_.wall().time};
    const enrolment::Identity inner_ = pki_.issue("inner", seal::Role::Inner);

    seal::RevocationList listOf(const enrolment::Identity& lost) const {
        return must(seal::RevocationList::issue({}, {lost.certificate}, pki_.root, pki_.rootKey,
                                                clock_.wall().time));
    }
    std::unique_ptr<TlsPeer> openZone() const {
        tls_peer::PeerSettings settings{pki_.server.certificate, pki_.server.key, pki_.root};
        settings.keep = true;
        return std::make_unique<TlsPeer>(std::move(settings), [](const auto&) {
            const Bytes mail = protocol::encodeMail({});
            return tls_peer::answer(200, protocol::mailType, textOf(mail), "");
        });
    }
    std::unique_ptr<CurlDoor> doorTo(const TlsPeer& peer, const seal::Revocations& revoked) const {
        return std::make_unique<CurlDoor>(
            DoorSettings{peer.url(), pki_.root, inner_.certificate, inner_.key, revoked}, clock_);
    }

private slots:
    void anOpenZoneThatIsRevokedIsToldNothing() {
        const auto peer = openZone();
        const auto door = doorTo(*peer, listOf(pki_.server));
        QCOMPARE(door->fetch(1).error().code, ErrorCode::PlatformRevoked);
        QCOMPARE(door->answer({}).error().code, ErrorCode::PlatformRevoked);
        QVERIFY(peer->requests().empty());
    }

    void aConnectionIsNotOlderThanTheList() {
        const auto peer = openZone();
        const seal::Revocations revoked;
        const auto door = doorTo(*peer, revoked);
        QVERIFY(door->fetch(1).ok());
        QVERIFY(door->fetch(1).ok());
        QCOMPARE(peer->requests().back().connection, 1);
        QVERIFY(revoked.offer(listOf(pki_.server)));
        QCOMPARE(door->fetch(1).error().code, ErrorCode::PlatformRevoked);
        QCOMPARE(door->fetch(1).error().code, ErrorCode::PlatformRevoked);
        QCOMPARE(peer->requests().size(), std::size_t(2));
    }

    void whoIsNotOnItIsCalledOn() {
        const auto peer = openZone();
        const seal::Revocations revoked;
        const auto door = doorTo(*peer, revoked);
        QVERIFY(door->fetch(1).ok());
        QVERIFY(revoked.offer(listOf(pki_.device)));
        QVERIFY(door->fetch(1).ok());
        QVERIFY(!peer->requests().back().resumed);
    }
};

QTEST_GUILESS_MAIN(TestInnerDoor)
#include "tst_inner_door.moc"
