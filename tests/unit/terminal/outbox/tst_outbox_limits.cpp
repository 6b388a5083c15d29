// The outbox closes honestly before there is no room, and opens again by itself.
#include "test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

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
