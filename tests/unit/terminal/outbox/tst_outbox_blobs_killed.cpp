// A terminal that is killed at every step of a filing with a material: a receipt has its packet and
// its material, and nothing else is left.
#include "test_desk.h"
#include "tests/support/powerloss/watched_files.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>
#include <iostream>

using namespace jiujin;
using namespace jiujin::outbox;
using powerloss::FileEvent;

namespace {

// Two filings with a material each, from the first start on; the program kills itself before its
// N-th change of a file, whoever makes it. Says each receipt, and at the end how many changes there
// were.
int fileUntil(const char* folder, int killedAt) {
    int changes = 0;
    const auto watch = [&](const FileEvent&) {
        if (++changes == killedAt)
            std::raise(SIGKILL);
        return SQLITE_OK;
    };
    const powerloss::WatchedVfs vfs(watch);
    const powerloss::WatchedFiles files(watch);
    const TestNotary notary;
    const SetClock clock;
    const auto outbox = Outbox::open(settingsFor(folder), notary, clock, &files).value();
    for (const std::uint8_t sealing : {1, 2}) {
        const auto reservation = outbox->reserve().value();
        const auto blob = shelve(*outbox, Bytes(100'000, sealing)).value();
        if (!putWith(*outbox, reservation, {blob}, viewOf("sealed")))
            return 1;
        std::cout << "P " << reservation.packetId << ' ' << blob.digest << std::endl;
    }
    std::cout << "K " << changes << std::endl;
    return 0;
}

// Blobs, and drafts of them.
std::size_t blobsIn(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        count += name.starts_with("blob-") || name.starts_with("draft-") ? 1 : 0;
    }
    return count;
}

} // namespace

class OutboxBlobsKilledTest : public QObject {
    Q_OBJECT

    const QTemporaryDir temporary_;
    const TestNotary notary_;
    const SetClock clock_;

private slots:
    void killedAtEveryStepNoReceiptIsWithoutItsMaterial() {
        const auto runUntil = [this](int killedAt) {
            QProcess filer;
            filer.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--filer"), temporary_.filePath(QString::number(killedAt)),
                         QString::number(killedAt)});
            if (!filer.waitForFinished(20'000))
                qFatal("a filer that does not end");
            return filer.readAllStandardOutput().trimmed().split('\n');
        };
        const QByteArray last = runUntil(0).last();
        const int steps = last.startsWith("K ") ? last.mid(2).toInt() : 0;
        QVERIFY(steps > 20);
        int receipts = 0;
        for (int killedAt = 1; killedAt <= steps; ++killedAt) {
            const QByteArrayList said = runUntil(killedAt);
            const auto folder = temporary_.filePath(QString::number(killedAt)).toStdString();
            const auto outbox = Outbox::open(settingsFor(folder), notary_, clock_).value();
            const auto queued = outbox->next(9, 1'000'000);
            for (const QByteArray& line : said) {
                if (!line.startsWith("P "))
                    continue;
                const std::string id = line.split(' ').at(1).toStdString();
                const auto there = std::ranges::find(queued, id, &QueuedPacket::packetId);
                QVERIFY2(there != queued.end(), QByteArray::number(killedAt).constData());
                QVERIFY(outbox->checkBlob(there->blobs.at(0)).ok());
                ++receipts;
            }
            // Nothing is left of what no packet names, and nothing was set aside.
            QCOMPARE(blobsIn(folder), queued.size());
            QCOMPARE(outbox->count().quarantined, 0);
            QVERIFY(outbox->reserve().ok());
            QVERIFY(shelve(*outbox, viewOf("the next")).ok());
        }
        qInfo("K = %d", steps);
        QVERIFY(receipts > 0);
    }
};

int main(int count, char** words) {
    if (count == 4 && std::string_view(words[1]) == "--filer")
        return fileUntil(words[2], std::atoi(words[3]));
    const QCoreApplication application(count, words);
    OutboxBlobsKilledTest test;
    return QTest::qExec(&test, count, words);
}
#include "tst_outbox_blobs_killed.moc"
