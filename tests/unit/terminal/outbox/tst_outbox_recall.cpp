// Staff's hands on the queue, recall, and what is found when terminal and platform count together.
#include "platform/formats/case_number.h"
#include "test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::outbox;

class OutboxRecallTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestNotary notary_;
    SetClock clock_;
    std::unique_ptr<Outbox> outbox_;
    TestPlatform platform_;

    void reopen() {
        outbox_.reset();
        outbox_ =
            Outbox::open(settingsFor(temporary_->filePath(QStringLiteral("outbox")).toStdString()),
                         notary_, clock_)
                .value();
    }
    std::vector<Reservation> fileSome(int count) {
        std::vector<Reservation> reservations;
        for (int i = 0; i < count; ++i)
            reservations.push_back(file(*outbox_, viewOf("sealed"))->reservation);
        return reservations;
    }
    std::vector<std::int64_t> waiting() {
        std::vector<std::int64_t> counters;
        for (const QueueItem& item : outbox_->items(false, 100))
            counters.push_back(item.counter);
        return counters;
    }

    static std::string numberOf(std::uint32_t counter) {
        return formats::caseNumberOf("330105-A017", counter)->text();
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        clock_ = {};
        platform_ = {};
        reopen();
    }
    void cleanup() { outbox_.reset(); }

    void itemsTellStateTriesAndReason() {
        const auto filed = fileSome(4);
        QVERIFY(outbox_->retryLater({filed[0].packetId}, ErrorCode::PlatformBusy).ok());
        QVERIFY(outbox_->quarantine(filed[1].packetId, ErrorCode::PacketConflict).ok());
        QVERIFY(outbox_->done({filed[3].packetId}).ok());
        QVERIFY((waiting() == std::vector<std::int64_t>{3, 1, 2}));
        QCOMPARE(outbox_->items(false, 2).size(), 2u);
        const auto delivered = outbox_->items(true, 100);
        QCOMPARE(delivered.size(), 1u);
        QCOMPARE(delivered[0].packetId, filed[3].packetId);
        for (const std::string& name : {filed[1].packetId, filed[1].caseNumber}) {
            const auto item = outbox_->item(name);
            QVERIFY(item.ok());
            QCOMPARE(item->caseNumber, filed[1].caseNumber);
            QCOMPARE(item->counter, 2);
            QVERIFY(item->state == State::Quarantined);
            QCOMPARE(item->reason, std::string(codeOf(ErrorCode::PacketConflict)));
            QCOMPARE(item->taken.time, clock_.now.time);
            QVERIFY(item->bytes > 0);
        }
        QCOMPARE(outbox_->item(filed[0].packetId)->tries, 1);
        for (const char* name : {"", "x", "330105-A017-0000009-0", "' OR 1=1 --"})
            QCOMPARE(outbox_->item(name).error().code, ErrorCode::NotFound);
        QCOMPARE(outbox_->item(formats::caseNumberOf("330105-A018", 1)->text()).error().code,
                 ErrorCode::NotFound);
    }

    void staffRetryOneAndAll() {
        const auto filed = fileSome(4);
        QVERIFY(outbox_->quarantine(filed[0].packetId, ErrorCode::PacketRefused).ok());
        QVERIFY(outbox_->quarantine(filed[1].packetId, ErrorCode::PacketRefused).ok());
        QVERIFY(outbox_->retryLater({filed[2].packetId}, ErrorCode::PlatformBusy).ok());
        QCOMPARE(*outbox_->retry(filed[1].caseNumber), 1);
        QVERIFY((waiting() == std::vector<std::int64_t>{2, 4, 3, 1}));
        QCOMPARE(*outbox_->retryAll(), 2);
        QCOMPARE(*outbox_->retryAll(), 0);
        reopen();
        QVERIFY((waiting() == std::vector<std::int64_t>{1, 2, 3, 4}));
        QCOMPARE(outbox_->next(10, 1000000).size(), 4u);
        QVERIFY(outbox_->done({filed[0].packetId}).ok());
        QCOMPARE(*outbox_->retry(filed[0].packetId), 0);
        QCOMPARE(outbox_->retry("none").error().code, ErrorCode::NotFound);
    }

    void recallIsForWhatWasDeliveredAndCanBeRepeated() {
        const auto filed = fileSome(5);
        QVERIFY(platform_.drain(*outbox_));
        QCOMPARE(platform_.reconcile(*outbox_, false).agreed, 5);
        fileSome(1);
        QCOMPARE(*outbox_->recall({2, 3}), 2);
        QCOMPARE(*outbox_->recall({2, 3}), 0);
        QCOMPARE(*outbox_->recall({3, 900}), 2);
        reopen();
        QVERIFY((waiting() == std::vector<std::int64_t>{2, 3, 4, 5, 6}));
        QCOMPARE(outbox_->item(filed[1].packetId)->reason,
                 std::string(codeOf(ErrorCode::PacketRecalled)));
        // The very packet as it was, so that the platform knows it.
        QCOMPARE(outbox_->next(1, 1)[0].headerDigest, platform_.packets.at(2));
        QVERIFY(platform_.drain(*outbox_));
        QCOMPARE(platform_.packets.size(), 6u);
    }

    void aRestoredPlatformGetsEverythingAgain() {
        fileSome(3);
        QVERIFY(outbox_->reserve().ok()); // a visit that was given up: its counter is nobody's
        fileSome(4);
        QVERIFY(platform_.drain(*outbox_));
        const TestPlatform complete = platform_;
        QCOMPARE(platform_.reconcile(*outbox_, false).agreed, 7);
        QVERIFY(outbox_->reconcilable(false).empty());
        // An older backup: without the last four, and one before is gone too.
        for (const std::int64_t counter : {2, 5, 6, 7, 8})
            platform_.packets.erase(counter);
        reopen();
        const auto found = platform_.reconcile(*outbox_, true);
        QCOMPARE(found.differences.size(), 5u);
        for (const Difference& difference : found.differences) {
            QVERIFY(difference.finding == Finding::MissingThere);
            QVERIFY(!platform_.packets.contains(difference.counter));
            QCOMPARE(outbox_->item(difference.packetId)->counter, difference.counter);
        }
        QVERIFY((waiting() == std::vector<std::int64_t>{2, 5, 6, 7, 8}));
        QVERIFY(platform_.drain(*outbox_));
        QVERIFY(platform_.packets == complete.packets);
        QVERIFY(platform_.reconcile(*outbox_, true).differences.empty());
    }

    void eachDifferenceIsNamedAndNothingOfItIsDeleted() {
        const auto filed = fileSome(40);
        QVERIFY(outbox_->quarantine(filed[9].packetId, ErrorCode::PacketRefused).ok());
        QVERIFY(platform_.drain(*outbox_));
        platform_.packets[20] = std::string(43, 'A'); // a copy of this terminal was quicker
        platform_.packets[41] = std::string(43, 'A'); // and went on
        auto range = outbox_->reconcilable(false);
        QVERIFY((range == std::vector<CounterRange>{{1, 9}, {11, 40}}));
        auto found = platform_.reconcile(*outbox_, false);
        QCOMPARE(found.agreed, 38);
        QVERIFY((found.differences ==
                 std::vector<Difference>{
                     {20, Finding::OtherThere, filed[19].packetId, filed[19].caseNumber}}));
        const auto beyond = outbox_->applyCheckpoint(platform_.checkpoint({41, 41}));
        QVERIFY((beyond->differences ==
                 std::vector<Difference>{{41, Finding::NotHere, {}, numberOf(41)}}));
        clock_.now.time += std::chrono::hours(24 * 60);
        outbox_->tend();
        QCOMPARE(outbox_->count().delivered, 1);
        QVERIFY(outbox_->item(filed[19].packetId)->state == State::Delivered);
        QCOMPARE(outbox_->count().quarantined, 1);
    }

    void aLostWordIsNoDifference() {
        const auto filed = fileSome(3);
        for (const QueuedPacket& packet : outbox_->next(10, 1000000))
            platform_.packets[outbox_->item(packet.packetId)->counter] = packet.headerDigest;
        QVERIFY(outbox_->done({filed[0].packetId, filed[2].packetId}).ok());
        const auto whole = outbox_->applyCheckpoint(platform_.checkpoint({1, 3}));
        QVERIFY(!whole->narrower.empty());
        const auto one = outbox_->applyCheckpoint(platform_.checkpoint({2, 2}));
        QVERIFY(one->differences.empty() && one->narrower.empty());
        QCOMPARE(outbox_->count().queued, 1);
    }

    void aHeadBeyondEveryNumberGivenHereIsNamed() {
        fileSome(3);
        QVERIFY(platform_.drain(*outbox_));
        auto checkpoint = platform_.checkpoint({1, 3});
        checkpoint.headCounter = 3;
        QVERIFY(outbox_->applyCheckpoint(checkpoint)->differences.empty());
        checkpoint.headCounter = 9;
        const auto found = outbox_->applyCheckpoint(checkpoint);
        QVERIFY((found->differences ==
                 std::vector<Difference>{{9, Finding::NotHere, {}, numberOf(9)}}));
        QCOMPARE(found->agreed, 3); // what agrees is confirmed all the same
        QVERIFY((outbox_->unused() == CounterRange{4, 4}));
        QVERIFY(outbox_->reserve().ok());
        QVERIFY((outbox_->unused() == CounterRange{5, 5}));
    }

    void aSuspendedTerminalTakesNothingNewUntilItHearsOtherwise() {
        const auto time = [](int minute) {
            return WallTime(std::chrono::minutes(29'000'000 + minute));
        };
        using enum Outbox::Word;
        const auto underWay = outbox_->reserve();
        outbox_->hear({true, time(2)}, Any);
        for (int i = 0; i < 2; ++i) { // a restart forgets nothing
            QVERIFY(outbox_->suspended());
            QVERIFY(outbox_->closed() == ErrorCode::TerminalSuspended);
            QCOMPARE(outbox_->reserve().error().code, ErrorCode::TerminalSuspended);
            reopen();
        }
        // Who had begun still files, and what is queued goes on waiting.
        QVERIFY(putFor(*outbox_, *underWay, viewOf("sealed")).ok());
        QCOMPARE(outbox_->next(10, 1000000).size(), 1u);
        // Words from before do not count, in either direction.
        outbox_->hear({false, time(1)}, Any);
        outbox_->hear({false, time(2)}, Any);
        QVERIFY(outbox_->suspended());
        outbox_->hear({false, time(3)}, Any);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(!outbox_->suspended() && !outbox_->closed());
            outbox_->hear({true, time(2)}, Any);
            reopen();
        }
        // An answer does, although the platform's clock was set back.
        outbox_->hear({true, time(1)}, Answer);
        QVERIFY(outbox_->suspended());
        outbox_->hear({false, time(0)}, Answer);
        QVERIFY(outbox_->reserve().ok());
    }

    void aCheckpointForAnotherTerminalCountsForNothing() {
        fileSome(2);
        QVERIFY(platform_.drain(*outbox_));
        for (const bool empty : {false, true}) {
            protocol::Checkpoint foreign = platform_.checkpoint({1, 2});
            foreign.terminalId = "330105-A018";
            foreign.count = empty ? 0 : foreign.count;
            QCOMPARE(outbox_->applyCheckpoint(foreign).error().code, ErrorCode::AckMismatch);
        }
        QVERIFY((outbox_->reconcilable(false) == std::vector<CounterRange>{{1, 2}}));
        QCOMPARE(outbox_->count().queued, 0);
    }
};

QTEST_GUILESS_MAIN(OutboxRecallTest)
#include "tst_outbox_recall.moc"
