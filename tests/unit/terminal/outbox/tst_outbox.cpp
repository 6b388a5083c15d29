#include "test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sys/stat.h>

using namespace jiujin;
using namespace jiujin::outbox;

namespace {

std::vector<std::string> idsOf(const std::vector<QueuedPacket>& packets) {
    std::vector<std::string> ids;
    for (const QueuedPacket& packet : packets)
        ids.push_back(packet.packetId);
    return ids;
}

} // namespace

class OutboxTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestNotary notary_;
    SetClock clock_;
    OutboxSettings settings_;

    std::unique_ptr<Outbox> reopened() {
        auto outbox = Outbox::open(settings_, notary_, clock_);
        if (!outbox)
            qFatal("%s", outbox.error().text().c_str());
        return std::move(*outbox);
    }
    // Behind the outbox's back, with it closed.
    void alter(const char* sql) {
        Database database;
        QCOMPARE(database.open(settings_.folder / "outbox.db"), SQLITE_OK);
        QCOMPARE(database.run(sql), SQLITE_OK);
        QVERIFY(sqlite3_changes(database.handle()) > 0);
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        notary_ = {};
        clock_ = {};
        settings_ = settingsFor(temporary_->filePath(QStringLiteral("state/outbox")).toStdString());
    }

    void filesAndDrains() {
        const auto outbox = reopened();
        const auto filed = file(*outbox, viewOf("sealed bytes"));
        QVERIFY(filed.ok());
        QCOMPARE(filed->reservation.counter, 1u);
        QCOMPARE(filed->reservation.caseNumber.substr(0, 20), std::string("330105-A017-0000001-"));
        QCOMPARE(filed->reservation.lookupCode.size(), 16u);
        QCOMPARE(filed->receipt.caseNumber, filed->reservation.caseNumber);
        QCOMPARE(filed->receipt.taken, clock_.now.time);

        const auto packets = outbox->next(10, 1000000);
        QCOMPARE(packets.size(), 1u);
        QCOMPARE(packets[0].packetId, filed->reservation.packetId);
        const std::string packet(textOf(packets[0].packet));
        QVERIFY(packet.ends_with("sealed bytes"));
        const std::string header = packet.substr(0, packet.size() - 12);
        QCOMPARE(packets[0].headerDigest, notary_.digest(viewOf(header)));
        QVERIFY(outbox->done({packets[0].packetId}).ok());
        QVERIFY(outbox->next(10, 1000000).empty());
        QCOMPARE(outbox->count().delivered, 1);
        QCOMPARE(outbox->count().queued, 0);
    }

    void filesAreForThisUserAlone() {
        const auto outbox = reopened();
        QVERIFY(file(*outbox, viewOf("x")).ok());
        struct stat state {};
        QCOMPARE(::stat(settings_.folder.c_str(), &state), 0);
        QCOMPARE(state.st_mode & 0777u, 0700u);
        for (const auto& entry : std::filesystem::directory_iterator(settings_.folder)) {
            QCOMPARE(::stat(entry.path().c_str(), &state), 0);
            QCOMPARE(state.st_mode & 0777u, 0600u);
        }
    }

    void receiptsFormAChain() {
        std::string head;
        for (int i = 1; i <= 3; ++i) {
            const auto outbox = reopened();
            const auto filed = file(*outbox, viewOf("sealed"));
            QVERIFY(filed.ok());
            const std::string claims = filed->receipt.code.substr(8);
            const auto decoded = protocol::decodeReceiptClaims(claims);
            QVERIFY(decoded.ok());
            QCOMPARE(decoded->counter, static_cast<std::uint64_t>(i));
            QCOMPARE(decoded->previous, head);
            QCOMPARE(decoded->lookupCode, filed->reservation.lookupCode);
            QCOMPARE(decoded->sealedDigest, notary_.digest(viewOf("sealed")));
            head = notary_.digest(viewOf(claims));
        }
    }

    void aRepeatedPutGivesTheSameReceipt() {
        auto outbox = reopened();
        const auto filed = file(*outbox, viewOf("sealed"));
        QVERIFY(filed.ok());
        outbox.reset();
        outbox = reopened();
        clock_.now.time += std::chrono::hours(1);
        const auto again = putFor(*outbox, filed->reservation, viewOf("sealed"));
        QVERIFY(again.ok());
        QVERIFY(*again == filed->receipt);
        QCOMPARE(outbox->count().queued, 1);
        const auto other = putFor(*outbox, filed->reservation, viewOf("sealed, but otherwise"));
        QCOMPARE(other.error().code, ErrorCode::ReservationMismatch);
    }

    void nothingIsTakenWithoutItsReservation() {
        const auto outbox = reopened();
        const auto first = outbox->reserve();
        const auto second = outbox->reserve();
        QVERIFY(first.ok() && second.ok());
        QVERIFY(first->packetId != second->packetId);
        QCOMPARE(second->counter, 2u);
        QCOMPARE(putFor(*outbox, *first, viewOf("a")).error().code, ErrorCode::ReservationMismatch);
        for (const auto& change : std::vector<std::function<void(protocol::CoreHeader&)>>{
                 [](auto& h) { h.counter = 1; }, [](auto& h) { h.terminalId = "330105-A018"; },
                 [](auto& h) {
                     h.caseNumber = "330105-A017-0000009-0";
                 }}) {
            protocol::CoreHeader header = headerFor(*second);
            change(header);
            QVERIFY(!outbox->put(viewOf(encode(header)), viewOf("a")).ok());
        }
        QVERIFY(putFor(*outbox, *second, viewOf("a")).ok());
        QCOMPARE(outbox->count().queued, 1);
    }

    void malformedAndHugeAreRefused() {
        const auto outbox = reopened();
        QCOMPARE(outbox->put(viewOf("{}"), viewOf("a")).error().code, ErrorCode::PacketMalformed);
        const auto reservation = outbox->reserve();
        const Bytes huge(protocol::maxPacketBytes, 1);
        QCOMPARE(putFor(*outbox, *reservation, huge).error().code, ErrorCode::PacketTooLarge);
        QVERIFY(!outbox->closed());
        QVERIFY(putFor(*outbox, *reservation, viewOf("a")).ok());
    }

    void aTroubledPacketGoesBehindTheOthers() {
        const auto outbox = reopened();
        std::vector<std::string> ids;
        for (int i = 0; i < 4; ++i)
            ids.push_back(file(*outbox, viewOf("sealed"))->reservation.packetId);
        QVERIFY(outbox->retryLater({ids[0]}, ErrorCode::AckMismatch).ok());
        QVERIFY(outbox->quarantine(ids[2], ErrorCode::PacketConflict).ok());
        QVERIFY(
            (idsOf(outbox->next(10, 1000000)) == std::vector<std::string>{ids[1], ids[3], ids[0]}));
        QVERIFY((idsOf(outbox->next(2, 1000000)) == std::vector<std::string>{ids[1], ids[3]}));
        QVERIFY((idsOf(outbox->next(9, 1)) == std::vector<std::string>{ids[1]}));
        QCOMPARE(outbox->count().quarantined, 1);
        QCOMPARE(outbox->quarantine("no such", ErrorCode::PacketConflict).error().code,
                 ErrorCode::NotFound);
    }

    // And none that is not held. Its authenticator is of another key, as after a flipped bit.
    void oneDamagedProgressHoldsUpNoneOfItsGroup() {
        const auto outbox = reopened();
        for (const bool delivered : {false, true}) {
            std::vector<std::string> ids{"no such"};
            for (const char* key : {"key-1", "key-2", "key-1"}) {
                notary_.key = key;
                ids.push_back(file(*outbox, viewOf("sealed"))->reservation.packetId);
            }
            if (delivered)
                QVERIFY(outbox->done(ids).ok());
            else
                QVERIFY(outbox->retryLater(ids, ErrorCode::PlatformBusy).ok());
            for (std::size_t i = 1; i < ids.size(); ++i) {
                const auto item = outbox->item(ids[i]);
                QVERIFY(item.ok());
                QVERIFY(item->state == (delivered ? State::Delivered : State::Queued));
                QVERIFY(item->bytes > 0);
                QCOMPARE(item->tries, delivered ? 0 : 1);
            }
        }
    }

    void ageIsThatOfTheOldestQueued() {
        const auto outbox = reopened();
        const auto first = file(*outbox, viewOf("a"));
        clock_.now.time += std::chrono::seconds(100);
        QVERIFY(file(*outbox, viewOf("b")).ok());
        clock_.now.time += std::chrono::seconds(5);
        QCOMPARE(outbox->count().oldest.count(), 105);
        QVERIFY(outbox->done({first->reservation.packetId}).ok());
        QCOMPARE(outbox->count().oldest.count(), 5);
        clock_.now.time -= std::chrono::hours(1);
        QCOMPARE(outbox->count().oldest.count(), 0);
    }

    void aClockIn1970IsTakenAndSaid() {
        clock_.now = {WallTime(std::chrono::milliseconds(1000)), ClockGrade::Unknown};
        const auto filed = file(*reopened(), viewOf("a"));
        QVERIFY(filed.ok());
        QCOMPARE(filed->receipt.grade, ClockGrade::Unknown);
        QCOMPARE(protocol::decodeReceiptClaims(filed->receipt.code.substr(8))->taken.grade,
                 ClockGrade::Unknown);
        QCOMPARE(reopened()->next(1, 1).size(), 1u);
    }

    void aDamagedRowIsSetAsideAndTheOthersGoOn() {
        {
            const auto outbox = reopened();
            for (int i = 0; i < 3; ++i)
                QVERIFY(file(*outbox, viewOf("sealed")).ok());
        }
        alter("UPDATE packet SET packet=zeroblob(length(packet)) WHERE counter=2");
        const auto outbox = reopened();
        QCOMPARE(outbox->next(10, 1000000).size(), 2u);
        QCOMPARE(outbox->count().damaged, 1);
        QCOMPARE(outbox->count().queued, 2);
        QVERIFY(!outbox->closed());
    }

    void aForgedDeliveryIsSentAgain() {
        QVERIFY(file(*reopened(), viewOf("sealed")).ok());
        alter("UPDATE progress SET state=1");
        QCOMPARE(reopened()->next(10, 1000000).size(), 1u);
    }

    void aCounterThatWentBackStopsTheTerminal() {
        QVERIFY(file(*reopened(), viewOf("sealed")).ok());
        alter("UPDATE chain SET counter=0");
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::StoreDamaged);
        alter("DELETE FROM chain");
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::StoreDamaged);
    }

    void anotherKeyAnotherVersionAnotherProcess() {
        auto outbox = reopened();
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::StoreOpen);
        outbox.reset();
        notary_.key = "key-2";
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::KeyMismatch);
        notary_.key = "key-1";
        Database database;
        QCOMPARE(database.open(settings_.folder / "outbox.db"), SQLITE_OK);
        QCOMPARE(database.run("PRAGMA user_version=99"), SQLITE_OK);
        database = {};
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::StoreTooNew);
    }

    void deliveredPacketsAreKeptUntilConfirmedAndForAWhile() {
        settings_.retainedBytes = 4000;
        const auto outbox = reopened();
        TestPlatform platform;
        const Bytes sealed(1000, 7);
        for (int i = 0; i < 4; ++i)
            QVERIFY(file(*outbox, sealed).ok());
        QVERIFY(platform.drain(*outbox));
        QVERIFY(file(*outbox, sealed).ok());
        clock_.now.time += std::chrono::hours(24 * 365);
        outbox->tend();
        QCOMPARE(outbox->count().delivered, 4);
        clock_.now.time -= std::chrono::hours(24 * 365);
        QCOMPARE(platform.reconcile(*outbox, false).agreed, 4);
        outbox->tend();
        // Two of about 1.6 kB fit into 4000 bytes.
        QCOMPARE(outbox->count().delivered, 2);
        QCOMPARE(outbox->count().queued, 1);
        clock_.now.time += std::chrono::hours(24 * 29);
        outbox->tend();
        QCOMPARE(outbox->count().delivered, 2);
        clock_.now.time += std::chrono::hours(48);
        clock_.now.grade = ClockGrade::Unknown;
        outbox->tend();
        QCOMPARE(outbox->count().delivered, 2);
        clock_.now.grade = ClockGrade::Network;
        outbox->tend();
        QCOMPARE(outbox->count().delivered, 0);
        QCOMPARE(outbox->count().queued, 1);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
