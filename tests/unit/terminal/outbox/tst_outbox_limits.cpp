// The outbox closes honestly before there is no room, and opens again by itself.
#include "test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::outbox;

class OutboxLimitsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestNotary notary_;
    SetClock clock_;
    OutboxSettings settings_;
    TestPlatform platform_;

    std::unique_ptr<Outbox> opened() { return Outbox::open(settings_, notary_, clock_).value(); }

    // One of what desk, platform and staff do to a packet; which, and to which, is drawn.
    void doSomething(Outbox& outbox, std::mt19937& random) {
        const auto held = outbox.items(random() % 2 == 0, 1000);
        const std::string id = held.empty() ? "none" : held[random() % held.size()].packetId;
        switch (random() % 10) {
        case 0:
        case 1:
        case 2:
            QVERIFY(file(outbox, Bytes(1000 + random() % 1000, 1)).ok());
            break;
        case 3:
            fileWithMaterial(outbox, random());
            break;
        case 4:
            static_cast<void>(outbox.done({id, id}));
            break;
        case 5:
            static_cast<void>(outbox.retryLater({id}, ErrorCode::PlatformBusy));
            break;
        case 6:
            static_cast<void>(outbox.quarantine(id, ErrorCode::PacketRefused));
            break;
        case 7:
            static_cast<void>(outbox.retry(id));
            break;
        case 8:
            static_cast<void>(outbox.recall({std::int64_t(random() % 40), 40}));
            break;
        case 9:
            QVERIFY(platform_.drain(outbox));
            platform_.reconcile(outbox, false);
            outbox.tend();
            break;
        }
    }
    static void fileWithMaterial(Outbox& outbox, unsigned number) {
        const auto reservation = outbox.reserve();
        QVERIFY(reservation.ok());
        const auto blob = shelve(outbox, bytesOf("scan " + std::to_string(number)));
        QVERIFY(blob.ok());
        QVERIFY(putWith(outbox, *reservation, {*blob}, viewOf("sealed")).ok());
    }
    // What an outbox says of itself: its counts, and the bytes that it names when it is full.
    static std::string accountOf(Outbox& outbox) {
        const QueueCount count = outbox.count();
        const auto refused = outbox.reserve();
        return std::to_string(count.queued) + ' ' + std::to_string(count.delivered) + ' ' +
               std::to_string(count.quarantined) + ' ' + std::to_string(count.oldest.count()) +
               (refused ? " not full" : ' ' + refused.error().where);
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        clock_ = {};
        platform_ = {};
        settings_ = settingsFor(temporary_->filePath(QStringLiteral("outbox")).toStdString());
    }

    void rows() {
        settings_.limits.rows = 3;
        const auto outbox = opened();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!outbox->closed());
            QVERIFY(file(*outbox, viewOf("sealed")).ok());
        }
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        // One visit may have begun before: it still files. Another one may not.
        const auto reservation = outbox->reserve();
        QVERIFY(reservation.ok());
        QVERIFY(putFor(*outbox, *reservation, viewOf("sealed")).ok());
        const auto refused = outbox->reserve();
        QCOMPARE(refused.error().code, ErrorCode::QueueFull);
        QVERIFY(refused.error().where.find("4 packets wait, the limit is 3") != std::string::npos);

        QVERIFY(platform_.drain(*outbox));
        QVERIFY(!outbox->closed());
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
    }

    // What is kept in memory never parts from what is on the disk.
    void anOutboxThatWasKilledCountsTheSame_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 3; ++seed)
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void anOutboxThatWasKilledCountsTheSame() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        settings_.limits.bytes = protocol::maxPacketBytes + 200'000;
        settings_.retainedBytes = 8000;
        auto outbox = opened();
        for (int step = 0; step < 40; ++step) {
            clock_.now.time += std::chrono::minutes(1);
            doSomething(*outbox, random);
        }
        while (file(*outbox, Bytes(50'000, 1)).ok())
            continue;
        const std::string before = accountOf(*outbox);
        QVERIFY(before.find("bytes are held") != std::string::npos);
        outbox.reset();
        outbox = opened();
        QCOMPARE(accountOf(*outbox), before);
    }

    void aWordThatComesTwiceIsCountedOnce() {
        const auto outbox = opened();
        const auto first = file(*outbox, viewOf("sealed"));
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
        const std::string id = first->reservation.packetId;
        QVERIFY(outbox->done({id, id}).ok());
        QVERIFY(outbox->done({id}).ok());
        QCOMPARE(outbox->count().queued, 1);
        QCOMPARE(outbox->count().delivered, 1);
    }

    void theOldestIsKnownAfterARecallToo() {
        const auto outbox = opened();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(file(*outbox, viewOf("sealed")).ok());
            clock_.now.time += std::chrono::hours(1);
        }
        QCOMPARE(outbox->count().oldest, std::chrono::seconds(3 * 3600));
        QVERIFY(platform_.drain(*outbox));
        QCOMPARE(outbox->count().oldest, std::chrono::seconds(0));
        QCOMPARE(*outbox->recall({2, 3}), 2);
        QCOMPARE(outbox->count().oldest, std::chrono::seconds(2 * 3600));
        clock_.now.time += settings_.limits.oldest - std::chrono::hours(1);
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QVERIFY(platform_.drain(*outbox));
        QVERIFY(!outbox->closed());
        QCOMPARE(*outbox->recall({1, 1}), 1);
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
    }

    void bytesOfWhatMustNotBeDeleted() {
        const Bytes sealed(20'000, 7);
        settings_.limits.bytes = 2 * protocol::maxPacketBytes + 30'000;
        const auto outbox = opened();
        QVERIFY(file(*outbox, sealed).ok());
        QVERIFY(!outbox->closed());
        QVERIFY(file(*outbox, sealed).ok());
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        // Delivered is not enough: it may have to be sent once more.
        QVERIFY(platform_.drain(*outbox));
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QCOMPARE(platform_.reconcile(*outbox, false).agreed, 2);
        QVERIFY(!outbox->closed());
    }

    void whatIsReservedIsTakenWhateverLimitIsReached() {
        settings_.limits.bytes = 2 * protocol::maxPacketBytes;
        const auto outbox = opened();
        const auto reservation = outbox->reserve();
        QVERIFY(reservation.ok());
        QVERIFY(putFor(*outbox, *reservation, Bytes(1'000'000, 1)).ok());
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QVERIFY(file(*outbox, Bytes(20'000'000, 1)).ok());
        QVERIFY(file(*outbox, Bytes(20'000'000, 1)).ok());
        QCOMPARE(outbox->reserve().error().code, ErrorCode::QueueFull);
        QCOMPARE(outbox->count().queued, 3);
    }

    void ageOfTheOldest() {
        settings_.limits.oldest = std::chrono::hours(24 * 90);
        const auto outbox = opened();
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
        clock_.now.time += settings_.limits.oldest;
        QVERIFY(!outbox->closed());
        clock_.now.time += std::chrono::seconds(1);
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
        QVERIFY(outbox->reserve().ok());
        clock_.now.time += std::chrono::hours(3);
        QCOMPARE(outbox->reserve().error().code, ErrorCode::QueueFull);
        // A clock that cannot be trusted closes nothing.
        clock_.now.grade = ClockGrade::Unknown;
        QVERIFY(!outbox->closed());
        clock_.now.grade = ClockGrade::Network;
        QVERIFY(platform_.drain(*outbox));
        QVERIFY(!outbox->closed());
    }

    void aPacketOfAnUnknownTimeProvesNoAge() {
        clock_.now = {WallTime(std::chrono::milliseconds(1000)), ClockGrade::Unknown};
        const auto outbox = opened();
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
        clock_ = {};
        QVERIFY(!outbox->closed());
        QVERIFY(file(*outbox, viewOf("sealed")).ok());
        clock_.now.time += settings_.limits.oldest + std::chrono::hours(1);
        QCOMPARE(*outbox->closed(), ErrorCode::QueueFull);
    }
};

QTEST_GUILESS_MAIN(OutboxLimitsTest)
#include "tst_outbox_limits.moc"
