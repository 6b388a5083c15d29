// The chain of a terminal's receipts, as packets bring it in: in any order, with gaps, by copies.
#include "platform/base/uuid.h"
#include "platform/server/store/sqlite_store.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;
using Standing = ReceiptStanding;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017";
const std::string suspendedCode(codeOf(ErrorCode::TerminalSuspended));

std::string receiptOf(std::uint64_t counter, const std::string& machine = "") {
    return counter == 0 ? std::string() : "receipt " + std::to_string(counter) + machine;
}

// As filed by one of two machines that were one.
TakenPacket filed(std::uint64_t counter, std::uint64_t before, const std::string& machine = "",
                  const std::string& machineBefore = "") {
    const std::string name = std::to_string(counter) + machine;
    TakenPacket packet{newUuid7(noon),           terminal, "number " + std::to_string(counter),
                       "header " + name,         counter,  noon,
                       bytesOf("sealed " + name)};
    packet.link = ReceiptLink{receiptOf(counter, machine),
                              {receiptOf(before, machineBefore),
                               {noon + std::chrono::minutes(counter), ClockGrade::Network}}};
    return packet;
}

} // namespace

class TestReceipts : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;

    void reopen() {
        store.reset();
        auto opened =
            SqliteStore::open(folder->filePath(QStringLiteral("platform.db")).toStdString());
        QVERIFY(opened.ok());
        store = std::move(opened).value();
    }
    Decision decide(const TakenPacket& packet) const {
        return store
            ->decide(packet,
                     {{Verdict::Stored, ""}, "", {{noon, "received", "terminal:" + terminal, {}}}})
            .value();
    }
    Standing standing(std::uint64_t counter) const {
        return store->trail("number " + std::to_string(counter))->receipt;
    }
    std::uint64_t head() const { return store->terminal(terminal)->headCounter; }
    bool suspended() const { return store->terminal(terminal)->suspended.has_value(); }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void eachExtendsTheOneBefore() {
        QCOMPARE(head(), std::uint64_t(0));
        QVERIFY(decide(filed(1, 0)).verdict == Verdict::Stored);
        QVERIFY(decide(filed(2, 1)).verdict == Verdict::Stored);
        // Numbers that were never used leave gaps in the counter, none in the chain.
        QVERIFY(decide(filed(7, 2)).verdict == Verdict::Stored);
        reopen();
        QCOMPARE(head(), std::uint64_t(7));
        QCOMPARE(store->terminal(terminal)->headReceipt, receiptOf(7));
        for (const std::uint64_t counter : {1U, 2U, 7U})
            QVERIFY(standing(counter) == Standing::Confirmed);
    }

    void whatComesInAnotherOrderWaitsForTheGapToClose() {
        decide(filed(3, 2));
        decide(filed(1, 0));
        decide(filed(4, 3));
        QCOMPARE(head(), std::uint64_t(1));
        QVERIFY(standing(3) == Standing::Waiting && standing(4) == Standing::Waiting);
        QVERIFY(decide(filed(2, 1)).verdict == Verdict::Stored);
        QCOMPARE(head(), std::uint64_t(4));
        QVERIFY(standing(3) == Standing::Confirmed && standing(4) == Standing::Confirmed);
        QVERIFY(!suspended());
    }

    void aReceiptTakenBeforeTheOneBeforeItIsBackdated() {
        decide(filed(1, 0));
        decide(filed(2, 1));
        auto early = filed(3, 2);
        early.link->place.taken.time = noon - std::chrono::days(7);
        QVERIFY(decide(early).verdict == Verdict::Stored); // the case is none the worse for it
        QVERIFY(standing(3) == Standing::Backdated);
        // Nor does the next one pass by standing behind it.
        auto next = filed(4, 3);
        next.link->place.taken.time = noon - std::chrono::days(6);
        decide(next);
        QVERIFY(standing(4) == Standing::Backdated);
        decide(filed(5, 4));
        QVERIFY(standing(5) == Standing::Confirmed);
    }

    void aClockThatKnewNothingProvesNothing() {
        decide(filed(1, 0));
        auto lost = filed(2, 1);
        lost.link->place.taken = {WallTime(), ClockGrade::Unknown};
        decide(lost);
        QVERIFY(standing(2) == Standing::Confirmed);
    }

    void theSameCounterTwiceSuspendsAndNothingStoredIsLost() {
        const auto first = filed(1, 0), original = filed(2, 1), copy = filed(2, 1, "'");
        decide(first);
        QVERIFY(!decide(original).stops);
        const Decision clash = decide(copy);
        QVERIFY(clash.verdict == Verdict::Refused && clash.stops);
        QVERIFY(suspended());
        QCOMPARE(store->terminal(terminal)->clash, std::uint64_t(2));
        // Both machines, whatever they have next.
        for (const auto& next : {filed(3, 2), filed(3, 2, "'", "'")})
            QVERIFY((decide(next) == Decision{Verdict::Refused, suspendedCode}));
        QVERIFY(decide(original).verdict == Verdict::DuplicateSame);
        QVERIFY(store->trail("number 2")->packet.packet == original.packet);
        QVERIFY(standing(2) == Standing::Confirmed);
        QVERIFY(!store->trail("number 3").ok()); // not decided: it may come again
        QVERIFY(!store->terminal("330105-A018")->suspended);
    }

    void twoReceiptsBehindTheSameOneSuspendToo() {
        decide(filed(1, 0));
        decide(filed(2, 1));
        const auto beside = filed(3, 1, "'");
        QVERIFY(decide(beside).stops);
        QVERIFY(suspended());
        QVERIFY(standing(3) == Standing::Beside);
        QCOMPARE(head(), std::uint64_t(2));
    }

    void anotherHeaderUnderTheSameIdSuspendsToo() {
        const auto original = filed(1, 0);
        decide(original);
        auto copy = filed(1, 0, "'");
        copy.packetId = original.packetId;
        const Decision clash = decide(copy);
        QVERIFY(clash.verdict == Verdict::Conflict && clash.stops);
        QVERIFY(suspended());
    }

    void aPacketIdIsItsTerminalsOwn() {
        const auto own = filed(1, 0);
        auto foreign = filed(1, 0, " of another");
        foreign.packetId = own.packetId;
        foreign.terminalId = "330105-A018";
        foreign.caseNumber = "another";
        for (const auto& packet : {foreign, own}) // whichever comes first
            QVERIFY((decide(packet) == Decision{Verdict::Stored, ""}));
        for (const auto& packet : {foreign, own}) {
            QVERIFY(decide(packet).verdict == Verdict::DuplicateSame);
            QVERIFY(store->trail(packet.caseNumber)->packet.packet == packet.packet);
            QVERIFY(store->trail(packet.caseNumber)->receipt == Standing::Confirmed);
            QVERIFY(!store->terminal(packet.terminalId)->suspended);
        }
        QCOMPARE(store->cases()->size(), std::size_t(2));
    }

    void ofConflictsAMeasureIsKept() {
        const auto original = filed(1, 0);
        decide(original);
        for (int i = 0; i < 40; ++i) {
            auto other = filed(1, 0, "'" + std::to_string(i));
            other.packetId = original.packetId;
            QVERIFY(decide(other).verdict == Verdict::Conflict);
        }
        const auto database =
            Database::open(folder->filePath(QStringLiteral("platform.db")).toStdString());
        Statement kept(*database, "SELECT count(*) FROM set_aside");
        QVERIFY(*kept.next());
        QCOMPARE(kept.number(0), std::int64_t(32));
    }

    void staffResumeItWithEitherMachine() {
        for (const bool copyStays : {false, true}) {
            init();
            decide(filed(1, 0));
            decide(filed(2, 1));
            const auto copy = filed(2, 1, "'");
            decide(copy);
            const std::string machine = copyStays ? "'" : "";
            QVERIFY(store->resume(terminal, copyStays ? copy.packetId : "").ok());
            reopen();
            QVERIFY(!suspended());
            QVERIFY(decide(filed(3, 2, machine, machine)).verdict == Verdict::Stored);
            QVERIFY(standing(3) == Standing::Confirmed);
            QCOMPARE(head(), std::uint64_t(3));
            // The other one shows itself again as soon as it goes on.
            const std::string other = copyStays ? "" : "'";
            QVERIFY(decide(filed(3, 2, other, other)).stops);
            QVERIFY(suspended());
        }
    }

    void onlyWhatIsKnownIsResumed() {
        QCOMPARE(store->resume(terminal, "").error().code, ErrorCode::NotFound);
        decide(filed(1, 0));
        QVERIFY(store->resume(terminal, "").ok());
        QCOMPARE(store->resume(terminal, newUuid7(noon)).error().code, ErrorCode::NotFound);
        QCOMPARE(store->terminals()->size(), std::size_t(1));
    }

    void aDamagedTerminalIsNamedAmongTheOthers() {
        decide(filed(1, 0));
        const auto file = folder->filePath(QStringLiteral("platform.db")).toStdString();
        QVERIFY(Database::open(file)
                    ->run("INSERT INTO terminals VALUES('330105-A018', 0, '', 0, 'one day', 0)")
                    .ok());
        const auto lines = store->terminals();
        QCOMPARE(lines->size(), std::size_t(2));
        QVERIFY(!lines->front().damaged && lines->front().headCounter == 1);
        QVERIFY(lines->back().damaged && lines->back().terminalId == "330105-A018");
        QCOMPARE(store->terminal("330105-A018").error().code, ErrorCode::StoreDamaged);
    }

    void aPacketThatDidNotTellStandsNowhere() {
        auto old = filed(1, 0);
        old.link.reset();
        QVERIFY(decide(old).verdict == Verdict::Stored);
        QVERIFY(standing(1) == Standing::Unknown);
        QCOMPARE(head(), std::uint64_t(0));
        auto again = filed(1, 0, "'");
        again.link.reset();
        QVERIFY(decide(again).stops); // its counter is enough
    }

    void whatIsStoredIsToldByCounter() {
        for (const std::uint64_t counter : {9U, 3U, 5U, 1U})
            decide(filed(counter, counter - 1));
        auto foreign = filed(4, 3);
        foreign.terminalId = "330105-A018";
        foreign.caseNumber = "another";
        decide(foreign);
        auto refused = filed(6, 5);
        QVERIFY(store->decide(refused, {{Verdict::Refused, "JJ-2105"}, "", {}}).ok());
        const auto some = store->stored(terminal, 2, 8);
        QVERIFY((*some == std::vector<protocol::CheckpointLeaf>{{3, "header 3"}, {5, "header 5"}}));
        QCOMPARE(store->stored(terminal, 1, 1000)->size(), std::size_t(4));
        QVERIFY(store->stored("330105-A019", 1, 1000)->empty());
    }
};

QTEST_GUILESS_MAIN(TestReceipts)
#include "tst_receipts.moc"
