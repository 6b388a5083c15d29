// Large materials: on the disk before the packet that names them, gone with it, and nobody's
// trouble but its own when one is damaged.
#include "test_desk.h"
#include "tests/support/powerloss/watched_files.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::outbox;
using powerloss::FileChange, powerloss::FileEvent;

namespace {

const Bytes large(150'000, 9), small(100, 5);

void must(const Result<void>& done) {
    if (!done.ok())
        qFatal("%s", done.error().text().c_str());
}

} // namespace

class OutboxBlobsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestNotary notary_;
    SetClock clock_;
    OutboxSettings settings_;
    TestPlatform platform_;
    std::vector<FileEvent> changes_;
    std::function<int(const FileEvent&)> fault_;
    std::uint8_t sealings_ = 0;
    const powerloss::WatchedFiles files_{[this](FileEvent event) {
        const int code = fault_ ? fault_(event) : SQLITE_OK;
        changes_.push_back(std::move(event));
        return code;
    }};

    std::unique_ptr<Outbox> opened() {
        return Outbox::open(settings_, notary_, clock_, &files_).value();
    }
    // Names of blobs and drafts that are on the disk.
    std::set<std::string> onDisk() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(settings_.folder))
            if (const std::string name = entry.path().filename();
                name.starts_with("blob-") || name.starts_with("draft-"))
                names.insert(name);
        return names;
    }
    std::string file(const protocol::BlobReference& blob) const {
        return (settings_.folder / ("blob-" + blob.digest)).string();
    }
    struct FiledWith {
        Reservation reservation;
        protocol::BlobReference blob;
        Bytes sealed;
    };
    // Each sealing of a material is another one.
    FiledWith fileWith(Outbox& outbox, Bytes material) {
        material.front() = ++sealings_;
        FiledWith filed{outbox.reserve().value(), {}, material};
        filed.blob = shelve(outbox, material).value();
        if (!putWith(outbox, filed.reservation, {filed.blob}, viewOf("sealed")))
            qFatal("the packet was not taken");
        return filed;
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        clock_ = {};
        platform_ = {};
        changes_.clear();
        fault_ = {};
        settings_ = settingsFor(temporary_->filePath(QStringLiteral("outbox")).toStdString());
    }

    void aPacketTravelsWithTheNamesOfItsMaterials() {
        auto outbox = opened();
        const auto reservation = outbox->reserve().value();
        const auto first = shelve(*outbox, large).value(), second = shelve(*outbox, small).value();
        QCOMPARE(first.digest, notary_.digest(large));
        QCOMPARE(first.bytes, large.size());
        const auto receipt = putWith(*outbox, reservation, {first, second}, viewOf("sealed"));
        QVERIFY(receipt.ok());
        for (int opening = 0; opening < 2; ++opening) {
            const auto queued = outbox->next(9, 1'000'000);
            QCOMPARE(queued.size(), 1u);
            QVERIFY(queued[0].blobs == (std::vector{first, second}));
            QVERIFY(outbox->checkBlob(first).ok());
            QVERIFY(*outbox->blobPart(first.digest, 149'990, 500) == Bytes(10, 9));
            QVERIFY(*outbox->blobPart(second.digest, 0, 100) == small);
            QCOMPARE(outbox->blobPart(first.digest, 150'000, 1).error().code,
                     ErrorCode::BlobMissing);
            // The same again is the same receipt, also when the blobs are named already.
            QVERIFY(*putWith(*outbox, reservation, {first, second}, viewOf("sealed")) == *receipt);
            outbox.reset();
            outbox = opened();
        }
    }

    // Name, bytes, folder; and only then SQLite is asked.
    void theRowComesAfterTheBlob() {
        const auto outbox = opened();
        const auto reservation = outbox->reserve().value();
        const auto blob = shelve(*outbox, large).value();
        std::vector<FileChange> order;
        for (const FileEvent& change : changes_)
            if (order.empty() || order.back() != change.change)
                order.push_back(change.change);
        QVERIFY(order == (std::vector{FileChange::Create, FileChange::Write, FileChange::Rename,
                                      FileChange::Sync, FileChange::SyncFolder}));
        QCOMPARE(changes_[changes_.size() - 3].to, file(blob));
        QCOMPARE(changes_[changes_.size() - 2].file, file(blob));
        QCOMPARE(outbox->count().queued, 0);
        QVERIFY(putWith(*outbox, reservation, {blob}, viewOf("sealed")).ok());
        QCOMPARE(changes_.back().change, FileChange::SyncFolder);
    }

    void noPacketWithoutItsMaterial() {
        const auto outbox = opened();
        QCOMPARE(outbox->newBlob().error().code, ErrorCode::ReservationMismatch);
        const auto before = fileWith(*outbox, large);
        const auto reservation = outbox->reserve().value();
        const auto own = shelve(*outbox, small).value();
        const protocol::BlobReference never{std::string(43, 'A'), 5};
        const protocol::BlobReference longer{own.digest, own.bytes + 1};
        for (const auto& blobs : {std::vector{never}, std::vector{own, never}, std::vector{longer},
                                  std::vector{own, own}, std::vector{before.blob}})
            QCOMPARE(putWith(*outbox, reservation, blobs, viewOf("sealed")).error().code,
                     ErrorCode::BlobMissing);
        QCOMPARE(outbox->count().queued, 1);
        std::filesystem::remove(file(own));
        QCOMPARE(putWith(*outbox, reservation, {own}, viewOf("sealed")).error().code,
                 ErrorCode::BlobMissing);
        const auto again = shelve(*outbox, small).value();
        QVERIFY(putWith(*outbox, reservation, {again}, viewOf("sealed")).ok());
    }

    void whatNoPacketNamesIsDropped() {
        auto outbox = opened();
        QVERIFY(outbox->reserve().ok());
        const auto first = shelve(*outbox, small).value();
        {
            const auto draft = outbox->newBlob().value();
            must(draft->write(large));
            QCOMPARE(onDisk().size(), 2u);
        }
        QCOMPARE(onDisk(), (std::set<std::string>{"blob-" + first.digest}));
        // The next visit.
        const auto filed = fileWith(*outbox, large);
        QCOMPARE(onDisk(), (std::set<std::string>{"blob-" + filed.blob.digest}));
        // A visit and the terminal with it end between blob and packet.
        const auto reservation = outbox->reserve().value();
        const auto orphan = shelve(*outbox, small).value();
        std::ofstream(settings_.folder / "draft-7") << "half";
        std::ofstream(settings_.folder / "blob-readme") << "somebody's";
        outbox.reset();
        outbox = opened();
        QCOMPARE(onDisk(), (std::set<std::string>{"blob-" + filed.blob.digest, "blob-readme"}));
        QCOMPARE(putWith(*outbox, reservation, {orphan}, viewOf("sealed")).error().code,
                 ErrorCode::BlobMissing);
        QVERIFY(outbox->checkBlob(filed.blob).ok());
    }

    void aDamagedOrLostMaterialHoldsUpItsPacketAlone() {
        auto outbox = opened();
        const auto lost = fileWith(*outbox, large), shorter = fileWith(*outbox, large);
        const auto altered = fileWith(*outbox, large), good = fileWith(*outbox, small);
        std::filesystem::remove(file(lost.blob));
        std::filesystem::resize_file(file(shorter.blob), 149'999);
        std::fstream(file(altered.blob), std::ios::in | std::ios::out | std::ios::binary)
            .seekp(77'777)
            .put('x');
        const auto queued = outbox->next(9, 1'000'000);
        QCOMPARE(queued.size(), 2u);
        QCOMPARE(queued[0].packetId, altered.reservation.packetId);
        QCOMPARE(outbox->checkBlob(altered.blob).error().code, ErrorCode::BlobMissing);
        QCOMPARE(outbox->checkBlob(lost.blob).error().code, ErrorCode::BlobMissing);
        QVERIFY(outbox->checkBlob(good.blob).ok());
        for (const auto& filed : {lost, shorter}) {
            const auto item = outbox->item(filed.reservation.packetId);
            QCOMPARE(item->state, State::Quarantined);
            QCOMPARE(item->reason, std::string(codeOf(ErrorCode::BlobMissing)));
        }
        QCOMPARE(outbox->count().quarantined, 2);
        // Put back by hand, it goes on.
        std::ofstream(file(lost.blob), std::ios::binary)
            .write(reinterpret_cast<const char*>(lost.sealed.data()), 150'000);
        QCOMPARE(*outbox->retry(lost.reservation.packetId), 1);
        QCOMPARE(outbox->next(9, 1'000'000).size(), 3u);
    }

    void aDamagedRowNamesNothingThatIsDropped() {
        auto outbox = opened();
        const auto one = fileWith(*outbox, large), other = fileWith(*outbox, small);
        outbox.reset();
        {
            Database database;
            QCOMPARE(database.open(settings_.folder / "outbox.db"), SQLITE_OK);
            QCOMPARE(database.run("UPDATE blob SET digest=replace(digest, substr(digest,1,1), '-') "
                                  "WHERE counter=1"),
                     SQLITE_OK);
        }
        outbox = opened();
        QCOMPARE(onDisk().size(), 2u);
        const auto queued = outbox->next(9, 1'000'000);
        QCOMPARE(queued.size(), 1u);
        QCOMPARE(queued[0].packetId, other.reservation.packetId);
        QCOMPARE(outbox->item(one.reservation.packetId)->state, State::Quarantined);
        outbox.reset();
        {
            Database database;
            QCOMPARE(database.open(settings_.folder / "outbox.db"), SQLITE_OK);
            QCOMPARE(database.run("DELETE FROM blob WHERE counter=2"), SQLITE_OK);
        }
        outbox = opened();
        QVERIFY(outbox->next(9, 1'000'000).empty());
        QCOMPARE(outbox->item(other.reservation.packetId)->state, State::Quarantined);
    }

    void aMaterialGoesWithItsRowAndNotBefore() {
        settings_.retention = std::chrono::hours(24);
        const auto outbox = opened();
        const auto filed = fileWith(*outbox, large), waits = fileWith(*outbox, small);
        QVERIFY(outbox->quarantine(waits.reservation.packetId, ErrorCode::PacketConflict).ok());
        QVERIFY(platform_.drain(*outbox));
        const auto later = [&] {
            clock_.now.time += std::chrono::hours(48);
            outbox->tend();
            return onDisk().size();
        };
        QCOMPARE(later(), 2u);
        QCOMPARE(platform_.reconcile(*outbox, false).agreed, 1);
        QCOMPARE(later(), 1u);
        QVERIFY(!outbox->item(filed.reservation.packetId).ok());
        QVERIFY(outbox->checkBlob(waits.blob).ok());
    }

    // Nobody seals so that two are the same; a visit that was taken over may hand in what it likes.
    void aMaterialThatTwoPacketsNameStaysForTheOther() {
        settings_.retention = std::chrono::hours(24);
        const auto outbox = opened();
        std::vector<std::string> ids;
        for (int i = 0; i < 2; ++i) {
            const auto reservation = outbox->reserve().value();
            const auto blob = shelve(*outbox, large).value();
            QVERIFY(putWith(*outbox, reservation, {blob}, viewOf("sealed")).ok());
            ids.push_back(reservation.packetId);
        }
        QVERIFY(outbox->reserve().ok());
        QVERIFY(shelve(*outbox, large).ok());
        QVERIFY(outbox->reserve().ok());
        QCOMPARE(outbox->next(9, 1'000'000).size(), 2u);
        QVERIFY(outbox->quarantine(ids[1], ErrorCode::PacketConflict).ok());
        QVERIFY(platform_.drain(*outbox));
        QCOMPARE(platform_.reconcile(*outbox, false).agreed, 1);
        clock_.now.time += std::chrono::hours(48);
        outbox->tend();
        QVERIFY(!outbox->item(ids[0]).ok());
        QCOMPARE(onDisk().size(), 1u);
    }

    void retainedBytesCountMaterials() {
        settings_.retainedBytes = 200'000;
        const auto outbox = opened();
        const auto first = fileWith(*outbox, large), second = fileWith(*outbox, large);
        QVERIFY(platform_.drain(*outbox));
        QCOMPARE(platform_.reconcile(*outbox, false).agreed, 2);
        outbox->tend();
        QCOMPARE(onDisk(), (std::set<std::string>{"blob-" + second.blob.digest}));
    }

    void limitsCountMaterials() {
        settings_.limits.bytes = 2 * protocol::maxPacketBytes + 200'000;
        const auto outbox = opened();
        const auto filed = fileWith(*outbox, large);
        QVERIFY(!outbox->closed());
        const auto reservation = outbox->reserve().value();
        const auto second = shelve(*outbox, large).value();
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QVERIFY(putWith(*outbox, reservation, {second}, viewOf("sealed")).ok());
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QVERIFY(platform_.drain(*outbox));
        QCOMPARE(platform_.reconcile(*outbox, false).agreed, 2);
        QVERIFY(!outbox->closed());
    }

    void aMaterialLeavesRoomForItsPacket() {
        settings_.limits.bytes = 2 * protocol::maxPacketBytes;
        const auto outbox = opened();
        QVERIFY(outbox->reserve().ok());
        const auto draft = outbox->newBlob().value();
        const Bytes piece(4'000'000, 1);
        for (int i = 0; i < 8; ++i)
            QVERIFY(draft->write(piece).ok());
        QCOMPARE(draft->write(piece).error().code, ErrorCode::QueueFull);
        QCOMPARE(outbox->keep(*draft).error().code, ErrorCode::BlobMissing);
        QVERIFY(!outbox->closed() || *outbox->closed() == ErrorCode::QueueFull);
    }

    void aFullDiskRefusesTheMaterialAndNothingElse() {
        const auto outbox = opened();
        const auto reservation = outbox->reserve().value();
        fault_ = [](const FileEvent& event) {
            return event.change == FileChange::Write ? SQLITE_FULL : SQLITE_OK;
        };
        QCOMPARE(shelve(*outbox, large).error().code, ErrorCode::DiskFull);
        QVERIFY(onDisk().empty());
        QVERIFY(!outbox->closed());
        QVERIFY(putFor(*outbox, reservation, viewOf("sealed")).ok());
    }

    void aFailedSyncTakesTheOutboxOutOfService_data() {
        QTest::addColumn<FileChange>("change");
        QTest::newRow("bytes") << FileChange::Sync;
        QTest::newRow("name") << FileChange::Rename;
        QTest::newRow("folder") << FileChange::SyncFolder;
    }
    void aFailedSyncTakesTheOutboxOutOfService() {
        QFETCH(const FileChange, change);
        auto outbox = opened();
        const auto reservation = outbox->reserve().value();
        fault_ = [&](const FileEvent& event) {
            return event.change == change ? SQLITE_IOERR : SQLITE_OK;
        };
        QCOMPARE(shelve(*outbox, large).error().code, ErrorCode::CommitFailed);
        QCOMPARE(*outbox->closed(), ErrorCode::CommitFailed);
        QCOMPARE(putFor(*outbox, reservation, viewOf("sealed")).error().code,
                 ErrorCode::CommitFailed);
        fault_ = {};
        outbox.reset();
        outbox = opened();
        QVERIFY(onDisk().empty());
        QVERIFY(!outbox->closed());
    }

    void whatIsTooLargeIsRefusedBeforeItIsAllThere() {
        const auto outbox = opened();
        QVERIFY(outbox->reserve().ok());
        const auto draft = outbox->newBlob().value();
        const Bytes piece(8UL * 1024 * 1024, 1);
        for (std::size_t i = 0; i < protocol::maxBlobBytes / piece.size(); ++i)
            QVERIFY(draft->write(piece).ok());
        QCOMPARE(draft->write(small).error().code, ErrorCode::BlobTooLarge);
    }
};

QTEST_GUILESS_MAIN(OutboxBlobsTest)
#include "tst_outbox_blobs.moc"
