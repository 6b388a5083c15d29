// Power loss under the platform's store: what was committed, and may have been acknowledged to a
// terminal, is there when the platform starts again.
#include "platform/base/uuid.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/powerloss/crash_points.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>
#include <set>

using namespace jiujin;
using namespace jiujin::server;
using powerloss::Plan, powerloss::Recording, powerloss::Tally;
using protocol::Verdict;

namespace {

constexpr int commits = 70;
const std::string terminal = "330105-A017";
const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");

void must(const Result<void>& done) {
    if (!done.ok())
        qFatal("%s", done.error().text().c_str());
}

struct Kept {
    std::size_t batch;
    TakenPacket packet;
    std::optional<Decision> decision;
};
struct Said {
    std::vector<std::size_t> committed; // a batch -> the changes of files when it had returned
    std::vector<Kept> kept;
};

std::filesystem::path storeIn(const std::filesystem::path& folder) {
    return folder / "platform.db";
}

Conclusion concluded(const TakenPacket& packet, bool refused) {
    const Decision decision =
        refused ? Decision{Verdict::Refused, "JJ-2105"} : Decision{Verdict::Stored, ""};
    return {decision,
            refused ? "place" : "",
            {{noon, "received", "terminal:" + terminal, {{"packet", packet.packetId}}},
             {noon, refused ? "refused" : "accepted-for-checking", "platform:inner", {}}}};
}

// Batches of packets as the committer makes them: kept as letters, and most of them decided and
// answered.
class Course {
public:
    Course(const Recording& recording, const std::filesystem::path& folder, std::uint32_t seed)
        : recording_(recording), random_(seed), file_(storeIn(folder)) {}

    Said run() {
        store_ = SqliteStore::open(file_).value();
        for (std::size_t batch = 0; batch < commits; ++batch) {
            must(store_->transaction([&] { return fill(batch); }));
            said_.committed.push_back(recording_.size());
            if (random_() % 8 == 0) {
                store_.reset();
                store_ = SqliteStore::open(file_).value();
            }
        }
        store_.reset();
        return std::move(said_);
    }

private:
    Result<void> fill(std::size_t batch) {
        for (auto left = 1 + random_() % 4; left > 0; --left) {
            const auto number = said_.kept.size() + 1;
            TakenPacket packet{newUuid7(noon),
                               terminal,
                               "330105-A017-" + std::to_string(number),
                               "digest of header " + std::to_string(number),
                               number,
                               noon,
                               Bytes(100 + random_() % 6000, static_cast<std::uint8_t>(random_()))};
            JIUJIN_TRY_ASSIGN(
                const std::int64_t letter,
                store_->post({"packet", packet.packetId, terminal, noon, packet.packet}));
            said_.kept.push_back({batch, packet, std::nullopt});
            if (random_() % 4 == 0)
                continue;
            JIUJIN_TRY_ASSIGN(said_.kept.back().decision,
                              store_->decide(packet, concluded(packet, random_() % 5 == 0)));
            JIUJIN_TRY(store_->answer({{letter}, terminal, "packet", packet.packetId}));
        }
        return {};
    }

    const Recording& recording_;
    std::mt19937 random_;
    std::filesystem::path file_;
    std::unique_ptr<SqliteStore> store_;
    Said said_;
};

// The platform starts again on what is left of its disk.
class Restart {
public:
    Restart(const Said& said, std::size_t moment) : said_(said), moment_(moment) {}

    std::string judge(const std::filesystem::path& folder) {
        auto opened = SqliteStore::open(storeIn(folder));
        if (!opened.ok())
            return "it does not open: " + opened.error().text();
        store_ = std::move(opened).value();
        if (!whole(storeIn(folder)))
            return "the file is corrupt";
        std::string wrong;
        // One transaction, undone at the end: what asks whether a packet is known would record it.
        static_cast<void>(store_->transaction([&]() -> Result<void> {
            wrong = judgeAll();
            return Error{ErrorCode::NotFound, "enough was seen"};
        }));
        return wrong;
    }

private:
    bool committed(const Kept& kept) const { return said_.committed[kept.batch] <= moment_; }
    // Every batch before it had returned.
    bool underWay(const Kept& kept) const {
        return kept.batch == 0 || said_.committed[kept.batch - 1] <= moment_;
    }

    static bool whole(const std::filesystem::path& file) {
        const auto database = Database::open(file).value();
        Statement check(database, "PRAGMA integrity_check");
        const auto row = check.next();
        return row.ok() && *row && check.text(0) == "ok";
    }

    std::string judgeAll() {
        const auto waiting = store_->waiting(100000, 1UL << 40U);
        const auto replies = store_->repliesTo(terminal, "packet", 0, 1UL << 40U);
        if (!waiting.ok() || !replies.ok())
            return "it tells nothing";
        for (const protocol::Letter& letter : *waiting)
            waiting_.insert(letter.content);
        words_ = replies->bodies;
        for (const Kept& kept : said_.kept)
            if (const std::string wrong = judgeOne(kept); !wrong.empty())
                return wrong;
        return words();
    }

    std::string judgeOne(const Kept& kept) {
        const bool waits = waiting_.contains(kept.packet.packet);
        const bool answered = std::ranges::count(words_, kept.packet.packetId) == 1;
        const bool there = waits || answered;
        if (there != batches_.try_emplace(kept.batch, there).first->second)
            return "half a batch is there";
        if (!there)
            return committed(kept) ? "packet " + kept.packet.caseNumber + " was lost" : "";
        if (!underWay(kept))
            return "packet " + kept.packet.caseNumber + " is there too early";
        if (waits == answered || answered != kept.decision.has_value())
            return "the answer to " + kept.packet.caseNumber + " is another";
        if (kept.decision)
            decided_.push_back(kept.packet.packetId);
        return kept.decision ? trail(kept) : "";
    }

    std::string trail(const Kept& kept) {
        const auto trail = store_->trail(kept.packet.caseNumber);
        if (!trail.ok() || trail->packet.packet != kept.packet.packet ||
            !verifyChain(kept.packet.caseNumber, trail->events, trail->head).ok())
            return "the trail of " + kept.packet.caseNumber + " does not hold";
        // What was refused stays refused, what was stored is known again.
        const auto again = store_->decide(kept.packet, concluded(kept.packet, false));
        const bool refused = kept.decision->verdict == Verdict::Refused;
        if (!again.ok() || again->verdict != (refused ? Verdict::Refused : Verdict::DuplicateSame))
            return "the decision on " + kept.packet.caseNumber + " is another";
        return {};
    }

    // What terminals are told, in the order in which it was decided, each once.
    std::string words() const {
        return words_ == decided_ ? "" : "terminals would be told something else";
    }

    const Said& said_;
    const std::size_t moment_;
    const powerloss::UnsyncedVfs vfs_;
    std::unique_ptr<SqliteStore> store_;
    std::map<std::size_t, bool> batches_; // whether it is there
    std::set<Bytes> waiting_;
    std::vector<std::string> words_, decided_;
};

Tally wreck(const Plan& plan, bool weak) {
    const QTemporaryDir folder;
    Recording recording(weak);
    const Said said = Course(recording, folder.path().toStdString(), plan.seed).run();
    recording.stop();
    return powerloss::breakAt(recording, plan,
                              [&](const std::filesystem::path& disk, std::size_t moment) {
                                  return Restart(said, moment).judge(disk);
                              });
}

} // namespace

class StorePowerTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasCommittedIsThereAfterThePowerWent_data() {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1u, 2u, 3u})
            QTest::addRow("seed %u", seed) << seed;
    }

    void whatWasCommittedIsThereAfterThePowerWent() {
        QFETCH(unsigned, seed);
        const Tally tally = wreck(Plan::fromEnvironment(seed, 300), false);
        qInfo("%d points, %d broken", tally.points, tally.broken);
        QVERIFY(tally.points > 0);
        QVERIFY2(tally.broken == 0, tally.first.c_str());
    }

    // Otherwise the test above would prove nothing.
    void withWeakerSyncsTheHarnessSeesWhatIsLost() {
        const Tally tally = wreck({4, 150, std::nullopt}, true);
        qInfo("synchronous=NORMAL: %d points, %d broken; %s", tally.points, tally.broken,
              tally.first.c_str());
        QVERIFY(tally.broken > 0);
    }
};

QTEST_GUILESS_MAIN(StorePowerTest)
#include "tst_store_power.moc"
