// What the inner zone counts: for a terminal that asks, and every night for itself.
#include "platform/formats/case_number.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/inner/checkpoint_work.h"
#include "platform/server/inner/day_clerk.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>

using namespace jiujin;
using namespace jiujin::server;

namespace {

class SetClock : public Clock {
public:
    GradedTime now{samples::noon(), ClockGrade::Network};
    GradedTime wall() const override { return now; }
    SteadyTime steady() const override { return {}; }
};

const std::string terminalId(samples::terminalId);
const std::string nonce = "AAAAAAAAAAAAAAAAAAAAAA";

} // namespace

class TestCounting : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    SetClock clock;
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerZone zone{{{pki.active.certificate, pki.active.key},
                          {pki.acknowledge.certificate, pki.acknowledge.key},
                          pki.root},
                         {tests::catalogueOf({pension}), tests::legalCalendar()},
                         clock};
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Committer> committer;
    std::unique_ptr<PacketWork> packets;
    std::unique_ptr<CheckpointWork> checkpoints;
    std::unique_ptr<DayClerk> clerk;

    samples::Filing take(std::uint64_t counter, const std::string& before = {}) {
        const auto terminal = samples::terminalOf(pki);
        const auto filing = samples::file(terminal, body, samples::coreHeader(terminal, counter),
                                          {before, {samples::noon(), ClockGrade::Network}});
        samples::must(packets->work({{1, "packet", terminalId, samples::noon(), filing.packet}}));
        return filing;
    }
    static protocol::CheckpointLeaf leafOf(const samples::Filing& filing) {
        return {filing.header.core.counter, seal::digestOf(viewOf(encode(filing.header)))};
    }
    protocol::Checkpoint ask(std::uint64_t from, std::uint64_t upTo,
                             const std::vector<protocol::CheckpointLeaf>& own) {
        const protocol::CheckpointQuestion question{from, upTo, nonce, own.size(),
                                                    protocol::checkpointRoot(own)};
        const auto replies = samples::must(checkpoints->work(
            {{1, "checkpoint", terminalId, samples::noon(), bytesOf(encode(question))}}));
        return samples::must(protocol::decodeCheckpoint(
            samples::must(seal::verifyJws(replies.front().body, pki.acknowledge.certificate))));
    }
    template <typename T>
    T read(const std::function<Result<T>(Store&)>& question) {
        T answer{};
        const auto done = committer->runAndWait([&](Store& s) -> Result<void> {
            JIUJIN_TRY_ASSIGN(answer, question(s));
            return {};
        });
        if (!done.ok())
            qFatal("%s", done.error().text().c_str());
        return answer;
    }
    std::vector<CountDifference> differences() {
        return read<std::vector<CountDifference>>([](Store& s) {
            return s.differences(WallTime(), samples::noon() + std::chrono::days(100));
        });
    }
    std::vector<protocol::DayCount> day(const std::string& name) {
        std::vector<protocol::DayCount> counts;
        for (const DayLine& line :
             read<std::vector<DayLine>>([&](Store& s) { return s.day(name); }))
            counts.push_back(samples::must(zone.readDay(line.token)));
        return counts;
    }

private slots:
    void init() {
        clock.now = {samples::noon(), ClockGrade::Network};
        folder = std::make_unique<QTemporaryDir>();
        store = samples::must(
            SqliteStore::open(folder->filePath(QStringLiteral("platform.db")).toStdString()));
        committer = std::make_unique<CommitterThread>(*store);
        packets = std::make_unique<PacketWork>(zone, *committer, clock);
        checkpoints = std::make_unique<CheckpointWork>(
            [this](const auto& asked) { return zone.signCheckpoint(asked); }, *committer, clock);
        clerk = std::make_unique<DayClerk>(
            [this](const auto& count) { return zone.signDay(count); }, *committer, clock);
    }
    void cleanup() { committer.reset(); }

    void aCheckpointSignsCountRootAndHead() {
        const auto one = take(1);
        const auto two = take(2, one.header.receiptDigest);
        const auto checkpoint = ask(1, 1000, {leafOf(one), leafOf(two)});
        QCOMPARE(checkpoint.count, std::uint64_t(2));
        QCOMPARE(checkpoint.root, protocol::checkpointRoot({leafOf(one), leafOf(two)}));
        QCOMPARE(checkpoint.headCounter, std::uint64_t(2));
        QCOMPARE(checkpoint.headReceipt, two.header.receiptDigest);
        QCOMPARE(checkpoint.nonce, nonce);
        QCOMPARE(checkpoint.issued, samples::noon());
        QVERIFY(!checkpoint.suspended);
        QVERIFY(differences().empty());
    }

    void aReceiptThatIsNotThePacketsStandsNowhere() {
        const auto one = take(1);
        QCOMPARE(ask(1, 1, {leafOf(one)}).headCounter, std::uint64_t(1));
        // Its header names the receipt of another lookup code.
        const auto terminal = samples::terminalOf(pki);
        auto wrong =
            samples::file(terminal, body, samples::coreHeader(terminal, 2),
                          {one.header.receiptDigest, {samples::noon(), ClockGrade::Network}});
        wrong.header.receiptDigest = seal::digestOf(viewOf("another receipt"));
        wrong.packet = samples::must(seal::signPacket(wrong.header, wrong.sealed,
                                                      pki.terminal.certificate, pki.terminal.key));
        samples::must(packets->work({{1, "packet", terminalId, samples::noon(), wrong.packet}}));
        const auto checkpoint = ask(1, 1000, {leafOf(one), leafOf(wrong)});
        QCOMPARE(checkpoint.count, std::uint64_t(2)); // the case is none the worse for it
        QCOMPARE(checkpoint.headCounter, std::uint64_t(1));
    }

    void aCopySuspendsAndTheCheckpointSaysSo() {
        take(1);
        take(1);
        QVERIFY(ask(1, 1, {}).suspended);
        const auto third = take(3);
        const auto words = samples::must(
            packets->work({{1, "packet", terminalId, samples::noon(), third.packet}}));
        const auto batch = samples::must(protocol::decodeAcknowledgements(
            samples::must(seal::verifyJws(words.front().body, pki.acknowledge.certificate))));
        QVERIFY(batch.entries.front().verdict == protocol::Verdict::Refused);
        QCOMPARE(batch.entries.front().code, std::string(codeOf(ErrorCode::TerminalSuspended)));
    }

    void differencesAreNamedCaseByCase() {
        const auto one = take(1), two = take(2, one.header.receiptDigest);
        const protocol::CheckpointLeaf other{2, std::string(43, 'A')};
        // The terminal will ask more narrowly.
        ask(1, 4, {leafOf(one), other});
        QVERIFY(differences().empty());
        ask(1, 1, {leafOf(one)});
        QVERIFY(differences().empty());
        ask(2, 2, {other});
        ask(2, 2, {other}); // told once
        ask(7, 7, {{7, std::string(43, 'A')}});
        ask(8, 9, {{8, std::string(43, 'A')}, {9, std::string(43, 'A')}});
        const auto number = [](std::uint32_t counter) {
            return formats::caseNumberOf(terminalId, counter)->text();
        };
        const WallTime noon = samples::noon();
        QVERIFY((differences() ==
                 std::vector<CountDifference>{{noon, terminalId, 2, 2, number(2), 1, 1},
                                              {noon, terminalId, 7, 7, number(7), 0, 1},
                                              {noon, terminalId, 8, 9, "", 0, 2}}));
        QCOMPARE(two.header.core.caseNumber, number(2));
    }

    void aLetterThatIsNoQuestionIsUnusable() {
        const auto replies = samples::must(
            checkpoints->work({{1, "checkpoint", terminalId, samples::noon(), bytesOf("from=1")},
                               {2, "checkpoint", terminalId, samples::noon(),
                                bytesOf(encode(protocol::CheckpointQuestion{
                                    1, 1, nonce, 0, protocol::checkpointRoot({})}))}}));
        QVERIFY(replies[0].body.empty());
        QVERIFY(!replies[1].body.empty());
    }

    void eachNightTheDayIsCountedOnce() {
        const auto one = take(1);
        const auto three = take(3, one.header.receiptDigest);
        QVERIFY(*clerk->tend()); // of the day before the first one: all that there is by now
        QVERIFY(!*clerk->tend());
        const auto first = day("2026-11-21");
        QCOMPARE(first.size(), std::size_t(1));
        QVERIFY((first.front() ==
                 protocol::DayCount{"2026-11-21", terminalId, 2,
                                    protocol::checkpointRoot({leafOf(one), leafOf(three)}), 3,
                                    three.header.receiptDigest, samples::noon()}));
        const auto four = take(4, three.header.receiptDigest);
        clock.now.time += std::chrono::hours(11); // 23:00 in China
        QVERIFY(!*clerk->tend());
        clock.now.time += std::chrono::hours(2);
        clock.now.grade = ClockGrade::Unknown;
        QVERIFY(!*clerk->tend());
        clock.now.grade = ClockGrade::Drift;
        QVERIFY(*clerk->tend());
        const auto second = day("2026-11-22");
        QCOMPARE(second.front().count, std::uint64_t(1));
        QCOMPARE(second.front().root, protocol::checkpointRoot({leafOf(four)}));
        // Days on which the platform was down belong to the next count, and an empty one is
        // counted.
        clock.now.time += std::chrono::days(9);
        QVERIFY(*clerk->tend());
        QVERIFY(day("2026-12-01").empty());
        const auto missing = store->day("2026-11-25");
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }

    void aDayCountedTooEarlyStopsNoOther() {
        clock.now.time += std::chrono::days(4 * 365); // for a minute
        QVERIFY(*clerk->tend());
        clock.now.time = samples::noon();
        const auto one = take(1);
        QVERIFY(*clerk->tend());
        QVERIFY(!*clerk->tend());
        QCOMPARE(day("2026-11-21").front().root, protocol::checkpointRoot({leafOf(one)}));
    }

    void theThreadTendsAtOnceAndEnds() {
        take(1);
        {
            const DayThread thread(*clerk);
            QTRY_VERIFY(read<bool>([](Store& s) { return s.day("2026-11-21").ok(); }));
        }
        QCOMPARE(day("2026-11-21").size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestCounting)
#include "tst_counting.moc"
