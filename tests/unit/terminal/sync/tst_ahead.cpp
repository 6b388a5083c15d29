// The next batch leaves while the answer to the last one comes in, and only while all goes well.
#include "scripted.h"

#include "platform/protocol/packet_batch.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace jiujin;
using namespace jiujin::sync;
using protocol::Verdict;

namespace {

// Answers when it is asked to, with what is on its list; then honestly.
class PatientPlatform : public Transport {
public:
    explicit PatientPlatform(const FiledTerminal& terminal) : terminal_(terminal) {}

    std::deque<Result<Answer>> instead;         // of the next answers
    std::vector<std::vector<std::size_t>> sent; // sizes of the packets, batch by batch
    std::size_t most = 0;                       // under way at once
    std::size_t chokesAbove = 1UL << 30U;       // bytes of a packet

    Result<Answer> post(std::string_view path, std::string_view type, const Bytes& body) override {
        begin(path, type, body);
        return finish();
    }
    void begin(std::string_view, std::string_view, Bytes body) override {
        std::vector<std::size_t> sizes;
        protocol::AcknowledgementBatch batch{terminal_.pki.validity.from, {}};
        const auto packets = enrolment::must(protocol::splitBatch(body));
        for (const ByteView packet : packets) {
            sizes.push_back(packet.size());
            for (const auto& each : terminal_.outbox->next(100, 1UL << 30U))
                if (std::ranges::equal(each.packet, packet))
                    batch.entries.push_back({each.packetId, each.headerDigest,
                                             std::string(enrolment::terminalId), Verdict::Stored,
                                             ""});
        }
        const bool chokes = std::ranges::max(sizes) > chokesAbove;
        sent.push_back(std::move(sizes));
        underWay_.push_back({chokes ? 500 : 202, "application/json",
                             FiledTerminal::bodyOf(batch, terminal_.pki.acknowledge)});
        most = std::max(most, underWay_.size());
    }
    Result<Answer> finish() override {
        Result<Answer> answer = std::move(underWay_.front());
        underWay_.pop_front();
        if (instead.empty())
            return answer;
        answer = std::move(instead.front());
        instead.pop_front();
        return answer;
    }
    Result<Answer> get(std::string_view) override { return Error{ErrorCode::NetworkDown}; }
    void cancel() override {}

    std::size_t packetsSent() const {
        std::size_t count = 0;
        for (const auto& batch : sent)
            count += batch.size();
        return count;
    }
    std::size_t waiting() const { return underWay_.size(); }

private:
    const FiledTerminal& terminal_;
    std::deque<Answer> underWay_;
};

struct Desk {
    HandClock clock;
    FiledTerminal terminal{clock};
    PatientPlatform platform{terminal};
    SignedWords words{terminal.keys->enrolment(), clock};
    Courier courier{*terminal.outbox, platform, words, clock, Pace(1), {}, nullptr, {2, 4}};

    void file(int count, std::size_t bytes = 100) {
        for (int i = 0; i < count; ++i)
            terminal.file(bytes);
    }
    std::int64_t delivered() { return terminal.outbox->count().delivered; }
};

} // namespace

class AheadTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstGoesAloneAndThenTwoAtOnce() {
        Desk desk;
        desk.file(20);
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.platform.sent.size(), 1u);
        QCOMPARE(desk.delivered(), 2);
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.platform.sent.size(), 3u);
        QCOMPARE(desk.delivered(), 6);
        while (desk.courier.attempt())
            QVERIFY(desk.platform.sent.size() < 20);
        QCOMPARE(desk.delivered(), 20);
        QCOMPARE(desk.platform.packetsSent(), 20u); // none of them twice
        QCOMPARE(desk.platform.most, 2u);
        QCOMPARE(desk.platform.waiting(), 0u);
    }

    void whatIsUnderWayIsHeardBeforeAnyWait_data() {
        QTest::addColumn<int>("code");
        QTest::newRow("stop all") << int(ErrorCode::TerminalUnknown);
        QTest::newRow("no network") << int(ErrorCode::NetworkDown);
        QTest::newRow("busy") << int(ErrorCode::PlatformBusy);
    }
    void whatIsUnderWayIsHeardBeforeAnyWait() {
        QFETCH(int, code);
        Desk desk;
        desk.file(20);
        QVERIFY(desk.courier.attempt());
        desk.platform.instead.push_back(Error{ErrorCode(code)});
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.platform.waiting(), 1u);
        QCOMPARE(desk.platform.sent.size(), 3u);
        QVERIFY(desk.courier.attempt());
        QCOMPARE(desk.platform.waiting(), 0u);
        QCOMPARE(desk.platform.sent.size(), 3u);
        QCOMPARE(desk.delivered(), 6); // the batch that failed waits
        const bool holds = ErrorCode(code) != ErrorCode::NetworkDown;
        const auto wait = desk.courier.attempt();
        QCOMPARE(wait->count() > 0, holds);
        QCOMPARE(desk.platform.sent.size() > 3u, !holds);
        desk.clock.pass(std::chrono::hours(1));
        while (desk.courier.attempt())
            QVERIFY(desk.platform.sent.size() < 30);
        QCOMPARE(desk.delivered(), 20);
    }

    void theLongerWaitStands() {
        Desk desk;
        desk.file(20);
        QVERIFY(desk.courier.attempt());
        desk.platform.instead.push_back(Error{ErrorCode::TerminalUnknown});
        desk.platform.instead.push_back(Error{ErrorCode::PlatformBusy});
        QVERIFY(desk.courier.attempt());
        QVERIFY(desk.courier.attempt());
        QCOMPARE(desk.platform.waiting(), 0u);
        desk.clock.pass(std::chrono::seconds(20));
        QVERIFY(desk.courier.attempt()->count() > 0);
        QCOMPARE(desk.platform.sent.size(), 3u);
    }

    void afterAFailureTheyGoOneByOneUntilOneIsTaken() {
        Desk desk;
        desk.file(20);
        QVERIFY(desk.courier.attempt());
        for (int i = 0; i < 3; ++i)
            desk.platform.instead.push_back(Error{ErrorCode::NetworkBroken});
        QVERIFY(desk.courier.attempt());
        QVERIFY(desk.courier.attempt());
        desk.clock.pass(std::chrono::minutes(5));
        const std::size_t before = desk.platform.sent.size();
        QVERIFY(desk.courier.attempt()); // fails too
        QCOMPARE(desk.platform.sent.size(), before + 1);
        desk.clock.pass(std::chrono::minutes(5));
        QVERIFY(desk.courier.attempt()); // is taken
        QCOMPARE(desk.platform.sent.size(), before + 2);
        QVERIFY(desk.courier.attempt());
        QCOMPARE(desk.platform.sent.size(), before + 4);
    }

    // The platform fails on every batch that holds the first packet.
    void oneThatIsNeverTakenStopsNoOther() {
        Desk desk;
        desk.platform.chokesAbove = 5000;
        desk.file(1, 5000);
        desk.file(9);
        for (int i = 0; i < 30 && desk.delivered() < 9; ++i)
            desk.clock.pass(desk.courier.attempt().value_or(std::chrono::hours(1)));
        QCOMPARE(desk.delivered(), 9);
        QCOMPARE(desk.terminal.outbox->count().queued, 1);
    }

    void nothingGoesBesideWhatIsLarge() {
        Desk desk;
        desk.file(2);
        desk.terminal.file(3UL * 1024 * 1024);
        desk.terminal.file(3UL * 1024 * 1024);
        while (desk.courier.attempt())
            QVERIFY(desk.platform.sent.size() < 10);
        QCOMPARE(desk.delivered(), 4);
        QCOMPARE(desk.platform.most, 1u);
    }
};

QTEST_GUILESS_MAIN(AheadTest)
#include "tst_ahead.moc"
