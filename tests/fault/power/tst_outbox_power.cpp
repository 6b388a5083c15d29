// Power loss under the terminal's outbox: what a visit was told is there when the terminal starts
// again.
#include "tests/support/powerloss/crash_points.h"
#include "tests/support/powerloss/watched_files.h"
#include "tests/unit/terminal/outbox/test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::outbox;
using powerloss::Plan, powerloss::Recording, powerloss::Tally;

namespace {

constexpr int filings = 60;
constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

void must(const Result<void>& done) {
    if (!done.ok())
        qFatal("%s", done.error().text().c_str());
}

// What the outbox said, and how many changes of files there were when it had said so.
struct Given {
    std::size_t at;
    Reservation reservation;
};
struct Taken {
    std::size_t at;
    std::string packetId, header;
    Bytes sealed;
    StoredReceipt receipt;
    std::vector<protocol::BlobReference> blobs;
    std::size_t deliveredAt = never;
};
struct Said {
    std::vector<Given> given;
    std::vector<Taken> taken;
};

// What becomes of the steps of a blob.
enum class BlobSteps { Kept, Unsynced };

// The course of some days: numbers given, packets stored, some delivered, some put back.
class Course {
public:
    Course(Recording& recording, const std::filesystem::path& folder, std::uint32_t seed,
           BlobSteps steps)
        : recording_(recording),
          random_(seed),
          folder_(folder),
          files_([this, steps](powerloss::FileEvent event) {
              const bool sync = event.change == powerloss::FileChange::Sync ||
                                event.change == powerloss::FileChange::SyncFolder;
              return sync && steps == BlobSteps::Unsynced ? SQLITE_OK
                                                          : recording_.add(std::move(event));
          }) {}

    Said run() {
        outbox_ = Outbox::open(settingsFor(folder_), notary_, clock_, &files_).value();
        for (int i = 0; i < filings; ++i) {
            file();
            if (random_() % 3 == 0)
                deliver();
            if (random_() % 5 == 0)
                startAgain();
        }
        outbox_.reset();
        return std::move(said_);
    }

private:
    void file() {
        const Reservation reservation = outbox_->reserve().value();
        said_.given.push_back({recording_.size(), reservation});
        // Some visits end without a filing.
        if (random_() % 6 == 0)
            return;
        protocol::CoreHeader header = headerFor(reservation);
        for (auto blobs = random_() % 3; blobs > 0; --blobs)
            header.blobs.push_back(
                shelve(*outbox_, Bytes(1 + random_() % 9000, static_cast<std::uint8_t>(blobs + 10)))
                    .value());
        // Scanned, and then not handed in.
        if (random_() % 4 == 0)
            static_cast<void>(shelve(*outbox_, Bytes(500, 3)).value());
        Taken taken{0,
                    reservation.packetId,
                    encode(header),
                    Bytes(100 + random_() % 9000, static_cast<std::uint8_t>(random_())),
                    {},
                    header.blobs};
        taken.receipt = outbox_->put(viewOf(taken.header), taken.sealed).value();
        taken.at = recording_.size();
        said_.taken.push_back(std::move(taken));
    }

    void deliver() {
        std::vector<std::string> ids;
        for (const QueuedPacket& packet : outbox_->next(3, 1000000))
            ids.push_back(packet.packetId);
        if (!ids.empty() && random_() % 4 == 0) {
            must(outbox_->retryLater({ids.front()}, ErrorCode::PlatformBusy));
            return;
        }
        must(outbox_->done(ids));
        for (Taken& taken : said_.taken)
            if (std::find(ids.begin(), ids.end(), taken.packetId) != ids.end())
                taken.deliveredAt = recording_.size();
    }

    void startAgain() {
        outbox_.reset();
        outbox_ = Outbox::open(settingsFor(folder_), notary_, clock_, &files_).value();
    }

    Recording& recording_;
    std::mt19937 random_;
    std::filesystem::path folder_;
    const powerloss::WatchedFiles files_;
    TestNotary notary_;
    SetClock clock_;
    std::unique_ptr<Outbox> outbox_;
    Said said_;
};

// The terminal starts again on what is left of its disk.
class Restart {
public:
    Restart(const Said& said, std::size_t moment) : said_(said), moment_(moment) {}

    std::string judge(const std::filesystem::path& folder) {
        auto opened = Outbox::open(settingsFor(folder), notary_, clock_);
        if (!opened.ok())
            return "it does not open: " + opened.error().text();
        outbox_ = std::move(opened).value();
        for (const auto& question : {&Restart::receipts, &Restart::amounts, &Restart::numbers})
            if (const std::string wrong = (this->*question)(); !wrong.empty())
                return wrong;
        return {};
    }

private:
    std::string receipts() {
        for (const Taken& taken : said_.taken) {
            if (taken.at > moment_)
                break;
            const auto again = outbox_->put(viewOf(taken.header), taken.sealed);
            if (!again.ok() || *again != taken.receipt)
                return "case " + taken.receipt.caseNumber + " was lost";
            for (const protocol::BlobReference& blob : taken.blobs)
                if (!outbox_->checkBlob(blob).ok())
                    return "a material of case " + taken.receipt.caseNumber + " was lost";
            ++stored_;
            delivered_ += taken.deliveredAt <= moment_ ? 1 : 0;
        }
        return {};
    }

    // One call may have been under way: its effect may be there or not.
    std::string amounts() {
        std::set<std::string> queued;
        for (const QueuedPacket& packet : outbox_->next(1000, 1000000000))
            queued.insert(packet.packetId);
        for (const Taken& taken : said_.taken)
            if (taken.deliveredAt <= moment_ && queued.contains(taken.packetId))
                return "case " + taken.receipt.caseNumber + " would be sent again";
        const QueueCount count = outbox_->count();
        const std::int64_t there = count.queued + count.delivered;
        if (count.damaged != 0 || count.quarantined != 0)
            return "a row is damaged";
        if (there < stored_ || there > stored_ + 1 || count.delivered < delivered_ ||
            static_cast<std::int64_t>(queued.size()) != count.queued)
            return "there are " + std::to_string(there) + " packets, not " +
                   std::to_string(stored_);
        return {};
    }

    std::string numbers() {
        const auto next = outbox_->reserve();
        if (!next.ok())
            return "no number is given any more";
        for (const Given& given : said_.given) {
            if (given.at > moment_)
                break;
            const Reservation& before = given.reservation;
            if (next->counter <= before.counter || next->caseNumber == before.caseNumber ||
                next->packetId == before.packetId)
                return "number " + before.caseNumber + " is given twice";
        }
        return {};
    }

    const Said& said_;
    const std::size_t moment_;
    TestNotary notary_;
    SetClock clock_;
    const powerloss::UnsyncedVfs vfs_;
    std::unique_ptr<Outbox> outbox_;
    std::int64_t stored_ = 0, delivered_ = 0;
};

Tally wreck(const Plan& plan, bool weak, BlobSteps steps = BlobSteps::Kept) {
    const QTemporaryDir folder;
    Recording recording(weak);
    const Said said = Course(recording, folder.path().toStdString(), plan.seed, steps).run();
    recording.stop();
    return powerloss::breakAt(recording, plan,
                              [&](const std::filesystem::path& disk, std::size_t moment) {
                                  return Restart(said, moment).judge(disk);
                              });
}

} // namespace

class OutboxPowerTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasSaidIsThereAfterThePowerWent_data() {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1u, 2u, 3u})
            QTest::addRow("seed %u", seed) << seed;
    }

    void whatWasSaidIsThereAfterThePowerWent() {
        QFETCH(unsigned, seed);
        const Tally tally = wreck(Plan::fromEnvironment(seed, 500), false);
        qInfo("%d points, %d broken", tally.points, tally.broken);
        QVERIFY(tally.points > 0);
        QVERIFY2(tally.broken == 0, tally.first.c_str());
    }

    // A row may not name what the disk does not have yet.
    void aBlobThatIsNotSyncedBeforeItsRowIsSeen() {
        const Tally tally = wreck({5, 200, std::nullopt}, false, BlobSteps::Unsynced);
        qInfo("blob row before blob: %d points, %d broken; %s", tally.points, tally.broken,
              tally.first.c_str());
        QVERIFY(tally.first.starts_with("a material of case"));
    }

    // Otherwise the test above would prove nothing.
    void withWeakerSyncsTheHarnessSeesWhatIsLost() {
        const Tally tally = wreck({4, 200, std::nullopt}, true);
        qInfo("synchronous=NORMAL: %d points, %d broken; %s", tally.points, tally.broken,
              tally.first.c_str());
        QVERIFY(tally.broken > 0);
    }
};

QTEST_GUILESS_MAIN(OutboxPowerTest)
#include "tst_outbox_power.moc"
