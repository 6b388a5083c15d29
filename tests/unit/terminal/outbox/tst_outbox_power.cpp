// Power loss: every change of the outbox's files is recorded; the disk is then rebuilt as it may
// look after the power went at random points, and opened. What was synced is there; of what was
// not, each sector of 512 bytes is kept, dropped or torn.
#include "test_desk.h"
#include "watched_vfs.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

using namespace jiujin;
using namespace jiujin::outbox;

namespace {

constexpr std::size_t sector = 512;

// What had been promised when so many changes were recorded.
struct Promise {
    std::size_t changes = 0;
    std::uint64_t counter = 0;
    std::vector<std::string> stored, delivered;
};

struct Recording {
    std::vector<FileEvent> changes;
    std::vector<Promise> promises;
};

Recording recordVisits(const std::filesystem::path& folder, int visits, std::mt19937& random) {
    Recording recording;
    TestNotary notary;
    SetClock clock;
    const WatchedVfs vfs([&](FileEvent event) {
        event.file = std::filesystem::path(event.file).filename();
        recording.changes.push_back(std::move(event));
        return SQLITE_OK;
    });
    auto outbox = Outbox::open(settingsFor(folder), notary, clock).value();
    Promise promise;
    const auto promised = [&] {
        promise.changes = recording.changes.size();
        recording.promises.push_back(promise);
    };
    promised();
    for (int i = 0; i < visits; ++i) {
        const auto reservation = outbox->reserve();
        promise.counter = reservation->counter;
        promised();
        const Bytes sealed(100 + random() % 9000, static_cast<std::uint8_t>(i));
        if (putFor(*outbox, *reservation, sealed)) {
            promise.stored.push_back(reservation->packetId);
            promised();
        }
        if (random() % 3 == 0) {
            std::vector<std::string> ids;
            for (const QueuedPacket& packet : outbox->next(3, 1000000))
                ids.push_back(packet.packetId);
            if (outbox->done(ids))
                promise.delivered.insert(promise.delivered.end(), ids.begin(), ids.end());
            promised();
        }
    }
    return recording;
}

class Disk {
public:
    void apply(const FileEvent& event) {
        switch (event.change) {
        case FileChange::Write:
        case FileChange::Truncate:
            files_[event.file].unsynced.push_back(&event);
            return;
        case FileChange::Sync:
            for (const FileEvent* change : files_[event.file].unsynced)
                settle(files_[event.file].synced, *change);
            files_[event.file].unsynced.clear();
            return;
        case FileChange::Delete:
        case FileChange::DeleteSynced:
            files_.erase(event.file);
            return;
        }
    }

    // mode 0: what was not synced is gone; 1: some sectors are there; 2: some are torn as well.
    void rebuild(const std::filesystem::path& folder, unsigned mode, std::mt19937& random) const {
        for (const auto& [name, file] : files_) {
            Bytes content = file.synced;
            if (mode > 0)
                for (const FileEvent* change : file.unsynced)
                    scatter(content, *change, mode, random);
            std::ofstream(folder / name, std::ios::binary)
                .write(reinterpret_cast<const char*>(content.data()),
                       static_cast<std::streamsize>(content.size()));
        }
    }

private:
    struct File {
        Bytes synced;
        std::vector<const FileEvent*> unsynced;
    };

    static void place(Bytes& content, std::size_t at, ByteView data) {
        content.resize(std::max(content.size(), at + data.size()));
        std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
    }
    static void settle(Bytes& content, const FileEvent& change) {
        if (change.change == FileChange::Truncate)
            content.resize(static_cast<std::size_t>(change.offset));
        else
            place(content, static_cast<std::size_t>(change.offset), change.data);
    }
    static void scatter(Bytes& content, const FileEvent& change, unsigned mode,
                        std::mt19937& random) {
        if (change.change == FileChange::Truncate) {
            if (random() % 2)
                settle(content, change);
            return;
        }
        for (std::size_t at = 0; at < change.data.size();) {
            const std::size_t start = static_cast<std::size_t>(change.offset) + at;
            const std::size_t size = std::min(sector - start % sector, change.data.size() - at);
            const unsigned fate = static_cast<unsigned>(random()) % 16;
            if (fate % 2) {
                Bytes part(change.data.begin() + static_cast<std::ptrdiff_t>(at),
                           change.data.begin() + static_cast<std::ptrdiff_t>(at + size));
                if (mode == 2 && fate == 15)
                    std::generate(part.begin() + static_cast<std::ptrdiff_t>(size / 2), part.end(),
                                  [&] { return static_cast<std::uint8_t>(random()); });
                place(content, start, part);
            }
            at += size;
        }
    }

    std::map<std::string, File> files_;
};

} // namespace

class OutboxPowerTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasPromisedIsThereAfterThePowerWent_data() {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1u, 2u, 3u})
            QTest::addRow("seed %u", seed) << seed;
    }

    void whatWasPromisedIsThereAfterThePowerWent() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const QTemporaryDir recorded;
        const Recording recording = recordVisits(recorded.path().toStdString(), 40, random);
        QVERIFY(recording.promises.back().stored.size() == 40);
        const std::size_t first = recording.promises.front().changes;
        std::vector<std::size_t> points(200);
        std::generate(points.begin(), points.end(),
                      [&] { return first + random() % (recording.changes.size() + 1 - first); });
        std::sort(points.begin(), points.end());

        Disk disk;
        std::size_t applied = 0;
        auto promise = recording.promises.begin();
        for (const std::size_t point : points) {
            for (; applied < point; ++applied)
                disk.apply(recording.changes[applied]);
            while (promise + 1 != recording.promises.end() && (promise + 1)->changes <= point)
                ++promise;
            check(disk, *promise, random);
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    static void check(const Disk& disk, const Promise& promise, std::mt19937& random) {
        const QTemporaryDir folder;
        disk.rebuild(folder.path().toStdString(), static_cast<unsigned>(random()) % 3, random);
        TestNotary notary;
        SetClock clock;
        // Syncing the rebuilt disk again is not the question here.
        const WatchedVfs vfs([](const FileEvent&) { return SQLITE_OK; });
        const auto opened = Outbox::open(settingsFor(folder.path().toStdString()), notary, clock);
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().text().c_str());
        Outbox& outbox = **opened;
        std::set<std::string> queued;
        for (const QueuedPacket& packet : outbox.next(1000, 1000000000))
            queued.insert(packet.packetId);
        const QueueCount count = outbox.count();
        QCOMPARE(count.damaged, 0);
        // One call may have been under way: its effect may be there or not.
        const auto stored = static_cast<std::int64_t>(promise.stored.size());
        QVERIFY(count.queued + count.delivered >= stored);
        QVERIFY(count.queued + count.delivered <= stored + 1);
        QVERIFY(count.delivered >= static_cast<std::int64_t>(promise.delivered.size()));
        for (const std::string& id : promise.delivered)
            QVERIFY(!queued.contains(id));
        const auto next = outbox.reserve();
        QVERIFY(next.ok());
        QVERIFY(next->counter > promise.counter);
    }
};

QTEST_GUILESS_MAIN(OutboxPowerTest)
#include "tst_outbox_power.moc"
