// What the outbox promises when the disk is full, when a commit fails, and when the process is
// killed.
#include "test_desk.h"
#include "tests/support/powerloss/watched_vfs.h"

#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sys/mount.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::outbox;
using powerloss::FileEvent, powerloss::WatchedVfs;

namespace {

// A file system of two megabytes for as long as the object lives.
class SmallDisk {
public:
    SmallDisk() : mounted_(::mount("tmpfs", path().c_str(), "tmpfs", 0, "size=2m") == 0) {}
    ~SmallDisk() {
        if (mounted_)
            ::umount2(path().c_str(), MNT_DETACH);
    }
    bool mounted() const { return mounted_; }
    std::string path() const { return folder_.path().toStdString(); }

private:
    QTemporaryDir folder_;
    bool mounted_;
};

// Takes all room that is left.
void fill(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("cannot fill the disk");
    for (const qsizetype size : {65536, 4096})
        while (file.write(QByteArray(size, 'x')) == size) {
        }
}

// A line for every number and every receipt that was given out, until it is killed.
int write(const char* folder) {
    TestNotary notary;
    const SystemClock clock;
    auto outbox = Outbox::open(settingsFor(folder), notary, clock);
    const Bytes sealed(3000, 5);
    while (outbox) {
        const auto reservation = (*outbox)->reserve();
        if (!reservation)
            return 1;
        std::string line = "R " + std::to_string(reservation->counter) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 1;
        if (!putFor(**outbox, *reservation, sealed))
            return 1;
        line = "P " + std::to_string(reservation->counter) + " " + reservation->packetId + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 1;
    }
    return 1;
}

} // namespace

class OutboxFaultsTest : public QObject {
    Q_OBJECT

    TestNotary notary_;
    SetClock clock_;

private slots:
    // Another program's file takes what is left, between a reservation and its filing.
    void aFullDiskTakesNothingAndStillDrains() {
        const SmallDisk disk;
        if (!disk.mounted())
            QSKIP("mounting a small tmpfs is not permitted here: run as root for this one");
        OutboxSettings settings = settingsFor(disk.path() + "/outbox");
        settings.ballastBytes = 512 * 1024;
        auto outbox = Outbox::open(settings, notary_, clock_).value();
        const Bytes sealed(20 * 1024, 9);
        constexpr int receipts = 35;
        for (int i = 0; i < receipts; ++i)
            QVERIFY(file(*outbox, sealed).ok());
        const auto reservation = outbox->reserve();
        QVERIFY(reservation.ok());
        fill(disk.path() + "/other");
        QCOMPARE(putFor(*outbox, *reservation, sealed).error().code, ErrorCode::DiskFull);
        QCOMPARE(*outbox->closed(), ErrorCode::DiskFull);
        QCOMPARE(outbox->reserve().error().code, ErrorCode::DiskFull);
        outbox->tend();
        QCOMPARE(*outbox->closed(), ErrorCode::DiskFull);

        outbox.reset();
        outbox = Outbox::open(settings, notary_, clock_).value();
        QCOMPARE(outbox->count().queued, receipts);
        TestPlatform platform;
        QVERIFY(platform.drain(*outbox));
        QCOMPARE(outbox->count().delivered, receipts);
        outbox->tend();
        QCOMPARE(*outbox->closed(), ErrorCode::DiskFull);
        QCOMPARE(platform.reconcile(*outbox, false).agreed, receipts);
        outbox->tend();
        QVERIFY(!outbox->closed());
        QVERIFY(file(*outbox, sealed).ok());
    }

    void itClosesBeforeTheDiskIsFullAndOpensByItself() {
        const SmallDisk disk;
        if (!disk.mounted())
            QSKIP("mounting a small tmpfs is not permitted here: run as root for this one");
        OutboxSettings settings = settingsFor(disk.path() + "/outbox");
        settings.ballastBytes = 512 * 1024;
        const auto outbox = Outbox::open(settings, notary_, clock_).value();
        const Bytes sealed(20 * 1024, 9);
        for (int i = 0; i < 500 && !outbox->closed(); ++i)
            QVERIFY(file(*outbox, sealed).ok());
        QCOMPARE(*outbox->closed(), ErrorCode::DiskFull);
        // Who had begun is still taken, and nothing has failed by then.
        QVERIFY(file(*outbox, sealed).ok());
        QVERIFY(std::filesystem::exists(settings.folder / "ballast"));
        TestPlatform platform;
        QVERIFY(platform.drain(*outbox));
        QVERIFY(platform.reconcile(*outbox, false).differences.empty());
        QVERIFY(outbox->closed());
        outbox->tend();
        QVERIFY(!outbox->closed());
    }

    void aFailedCommitGivesNoReceiptAndCloses_data() {
        QTest::addColumn<int>("sqlite");
        QTest::addColumn<bool>("lasting");
        QTest::newRow("sync fails once") << int(SQLITE_IOERR_FSYNC) << false;
        QTest::newRow("the disk is gone") << int(SQLITE_IOERR_WRITE) << true;
    }

    void aFailedCommitGivesNoReceiptAndCloses() {
        QFETCH(int, sqlite);
        QFETCH(bool, lasting);
        int failures = 0;
        // The fault strikes at the first change of a file, at the second, and so on.
        for (int at = 0;; ++at) {
            const QTemporaryDir folder;
            const OutboxSettings settings = settingsFor(folder.path().toStdString());
            int left = -1;
            const WatchedVfs vfs([&](const FileEvent&) {
                if (left < 0)
                    return SQLITE_OK;
                if (left > 0)
                    return --left, SQLITE_OK;
                left = lasting ? 0 : -1;
                return sqlite;
            });
            auto outbox = Outbox::open(settings, notary_, clock_).value();
            const auto reservation = outbox->reserve();
            QVERIFY(reservation.ok());
            left = at;
            const auto receipt = putFor(*outbox, *reservation, Bytes(6000, 3));
            if (receipt.ok())
                break;
            ++failures;
            QCOMPARE(receipt.error().code, ErrorCode::CommitFailed);
            QCOMPARE(*outbox->closed(), ErrorCode::CommitFailed);
            left = -1;
            // Not even while it is still running.
            QVERIFY(outbox->next(1, 1).empty());
            QCOMPARE(outbox->reserve().error().code, ErrorCode::CommitFailed);
            outbox.reset();
            outbox = Outbox::open(settings, notary_, clock_).value();
            QCOMPARE(outbox->count().queued, 0);
            QVERIFY(outbox->reserve()->counter > reservation->counter);
            const auto after = file(*outbox, viewOf("after"));
            QVERIFY(after.ok());
            QCOMPARE(protocol::decodeReceiptClaims(after->receipt.code.substr(8))->previous,
                     std::string());
        }
        QVERIFY(failures >= 4);
    }

    void killedAtAnyMomentNothingGivenOutIsLost() {
        const QTemporaryDir folder;
        qint64 lastReserved = 0, receipts = 0;
        for (int round = 0; round < 25; ++round) {
            QProcess writer;
            writer.start(QCoreApplication::applicationFilePath(),
                         {QStringLiteral("--writer"), folder.path()});
            // After some lines, at whatever it is doing by then.
            const int lines = QRandomGenerator::global()->bounded(2, 14);
            QByteArray said;
            while (said.count('\n') < lines) {
                QVERIFY(writer.waitForReadyRead(20000));
                said += writer.readAllStandardOutput();
            }
            writer.kill();
            QVERIFY(writer.waitForFinished());
            said += writer.readAllStandardOutput();

            auto outbox =
                Outbox::open(settingsFor(folder.path().toStdString()), notary_, clock_).value();
            std::set<std::string> held;
            for (const QueuedPacket& packet : outbox->next(100000, 1000000000))
                held.insert(packet.packetId);
            for (const QByteArray& line : said.split('\n')) {
                const QList<QByteArray> words = line.split(' ');
                if (words.size() == 2) {
                    QVERIFY(words[1].toLongLong() > lastReserved);
                    lastReserved = words[1].toLongLong();
                }
                if (words.size() == 3) {
                    QVERIFY(held.contains(words[2].toStdString()));
                    ++receipts;
                }
            }
            QCOMPARE(outbox->count().damaged, 0);
            const auto next = outbox->reserve();
            QVERIFY(static_cast<qint64>(next->counter) > lastReserved);
            lastReserved = static_cast<qint64>(next->counter);
            QVERIFY(outbox->done(std::vector<std::string>(held.begin(), held.end())).ok());
        }
        QVERIFY(receipts > 25);
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--writer")
        return write(argv[2]);
    const QCoreApplication application(argc, argv);
    OutboxFaultsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_outbox_faults.moc"
