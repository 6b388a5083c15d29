// The inner zone at a door of the test's making: what it signs, what it sets aside, what comes
// again.
#include "platform/base/uuid.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/inner/curl_door.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <algorithm>
#include <atomic>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Letter;
using protocol::Reply;
using protocol::Verdict;

namespace {

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

// Hands out the letters that have no answer yet, and may lose answers on their way.
class TestDoor : public MailDoor {
public:
    void put(std::string kind, Bytes content, std::string_view terminal = samples::terminalId) {
        const std::lock_guard lock(mutex_);
        letters_.push_back(
            {++last_, std::move(kind), std::string(terminal), samples::noon(), std::move(content)});
    }
    Result<std::vector<Letter>> fetch(std::size_t limit) override {
        std::unique_lock lock(mutex_);
        ++fetches;
        changed_.wait(lock, [this] { return cancelled_ || !letters_.empty() || !waits; });
        if (cancelled_)
            return std::vector<Letter>();
        return std::vector<Letter>(
            letters_.begin(),
            letters_.begin() + static_cast<std::ptrdiff_t>(std::min(limit, letters_.size())));
    }
    Result<void> answer(const std::vector<Reply>& replies) override {
        const std::lock_guard lock(mutex_);
        if (losesAnswers)
            return Error(ErrorCode::NetworkDown);
        for (const Reply& reply : replies) {
            answers.push_back(reply);
            std::erase_if(letters_, [&](const Letter& letter) {
                return std::ranges::count(reply.letters, letter.number) > 0;
            });
        }
        return {};
    }
    void cancel() override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        changed_.notify_all();
    }
    std::size_t open() {
        const std::lock_guard lock(mutex_);
        return letters_.size();
    }

    std::vector<Reply> answers;
    std::atomic<bool> losesAnswers = false, waits = false;
    std::atomic<int> fetches = 0;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Letter> letters_;
    std::int64_t last_ = 0;
    bool cancelled_ = false;
};

} // namespace

class TestInner : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const FixedClock clock{};
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
    std::unique_ptr<PacketWork> work;
    std::unique_ptr<TestDoor> door;
    std::unique_ptr<Puller> puller;

    std::vector<protocol::Acknowledgement> wordsIn(const Reply& reply) const {
        const auto text = samples::must(seal::verifyJws(reply.body, pki.acknowledge.certificate));
        return samples::must(protocol::decodeAcknowledgements(text)).entries;
    }
    std::size_t cases() {
        std::size_t count = 0;
        static_cast<void>(committer->runAndWait([&](Store& s) -> Result<void> {
            JIUJIN_TRY_ASSIGN(const auto lines, s.cases());
            count = lines.size();
            return {};
        }));
        return count;
    }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        const auto file = folder->filePath(QStringLiteral("platform.db")).toStdString();
        store = samples::must(SqliteStore::open(file));
        committer = std::make_unique<CommitterThread>(*store);
        work = std::make_unique<PacketWork>(zone, *committer, clock);
        door = std::make_unique<TestDoor>();
        puller = std::make_unique<Puller>(*door, std::vector<LetterWork*>{work.get()});
    }
    void cleanup() { committer.reset(); }

    void aPacketIsCommittedAndSignedFor() {
        const auto filing = samples::file(pki, body);
        door->put("packet", filing.packet);
        QCOMPARE(*puller->round(), std::size_t(1));
        QCOMPARE(door->open(), std::size_t(0));
        const auto words = wordsIn(door->answers.front());
        QCOMPARE(words.size(), std::size_t(1));
        QVERIFY(words.front().verdict == Verdict::Stored);
        QCOMPARE(words.front().packetId, filing.header.core.packetId);
        QCOMPARE(words.front().headerDigest, seal::digestOf(viewOf(encode(filing.header))));
        QCOMPARE(cases(), std::size_t(1));
        QCOMPARE(*puller->round(), std::size_t(0)); // and no mail is no mistake
    }

    void anAnswerThatWasLostIsGivenAgain() {
        door->put("packet", samples::file(pki, body).packet);
        door->losesAnswers = true;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(puller->round().error().code, ErrorCode::NetworkDown);
        door->losesAnswers = false;
        QVERIFY(puller->round().ok());
        QVERIFY(wordsIn(door->answers.front()).front().verdict == Verdict::DuplicateSame);
        QCOMPARE(cases(), std::size_t(1));
    }

    void whatTheOpenZoneAlteredIsNeverSignedFor() {
        const auto genuine = samples::file(pki, body);
        Bytes altered = genuine.packet;
        altered[altered.size() / 2] ^= 1U;
        door->put("packet", altered);
        door->put("packet", samples::file(samples::Pki("Test Root"), body, 9).packet);
        door->put("packet", Bytes(10, 1));
        door->put("packet", genuine.packet, "330105-A018");
        QVERIFY(puller->round().ok());
        QCOMPARE(door->answers.size(), std::size_t(4));
        for (const Reply& reply : door->answers)
            QVERIFY(reply.body.empty() == (reply.letters.front() != 4));
        // The word goes to the terminal that signed, whatever the letter says.
        QCOMPARE(door->answers.back().terminalId, std::string(samples::terminalId));
        QCOMPARE(cases(), std::size_t(1));
    }

    void manyHandsDecideAsOne() {
        std::vector<Letter> letters;
        const auto put = [&](Bytes packet) {
            letters.push_back({static_cast<std::int64_t>(letters.size()) + 1, "packet",
                               std::string(samples::terminalId), samples::noon(),
                               std::move(packet)});
        };
        for (std::uint64_t counter = 1; counter <= 24; ++counter)
            put(samples::file(pki, body, counter).packet);
        put(letters[4].content);
        put(Bytes(10, 1));
        put(samples::file(pki, body, 7).packet); // the same counter, another packet
        put(samples::file(pki, body, 25).packet);
        PacketWork byMany(zone, *committer, clock, {}, nullptr, 3);
        const auto replies = byMany.work(letters);
        QCOMPARE(replies->size(), std::size_t(2));
        QCOMPARE(replies->front().letters, std::vector<std::int64_t>{26});
        QVERIFY(replies->front().body.empty());
        const auto words = wordsIn(replies->back());
        QCOMPARE(words.size(), letters.size() - 1);
        for (std::size_t i = 0; i < 24; ++i) {
            QCOMPARE(replies->back().letters[i], static_cast<std::int64_t>(i) + 1);
            QVERIFY(words[i].verdict == Verdict::Stored);
        }
        QVERIFY(words[24].verdict == Verdict::DuplicateSame);
        QVERIFY(words[25].verdict == Verdict::Refused);
        QCOMPARE(words[26].code, std::string(codeOf(ErrorCode::TerminalSuspended)));
        QCOMPARE(cases(), std::size_t(24));
    }

    void noHandDoesAPieceTwice() {
        Crew crew(3);
        for (const std::size_t count : {0U, 1U, 2U, 500U}) {
            std::vector<std::atomic<int>> done(count);
            crew.each(count, [&](std::size_t i) { ++done[i]; });
            QVERIFY(std::ranges::all_of(done, [](const auto& times) { return times == 1; }));
        }
    }

    void noTimeThatIsToldSavesACertificate() {
        const std::chrono::days day(1);
        auto terminal = samples::terminalOf(pki);
        // It ended long before what a letter could be late, and before any grace.
        terminal.identity = pki.issue(samples::terminalId, seal::Role::Terminal,
                                      {samples::noon() - 2000 * day, samples::noon() - 1000 * day});
        const auto filing = samples::file(terminal, body);
        for (const int daysAgo : {0, 500, 1001, 1500, -4000}) {
            const auto replies = work->work({{1, "packet", std::string(samples::terminalId),
                                              samples::noon() - daysAgo * day, filing.packet}});
            QVERIFY2(replies->front().body.empty(), std::to_string(daysAgo).c_str());
        }
        QCOMPARE(cases(), std::size_t(0));
    }

    void eachTerminalIsToldOfItsOwn() {
        auto other = samples::terminalOf(pki);
        other.identity = pki.issue("330105-A018", seal::Role::Terminal);
        door->put("packet", samples::file(pki, body, 1).packet);
        door->put("packet", samples::file(pki, body, 2).packet);
        auto core = samples::coreHeader(other, 1);
        core.terminalId = "330105-A018";
        door->put("packet", samples::file(other, body, core).packet);
        QCOMPARE(*puller->round(), std::size_t(3));
        QCOMPARE(door->answers.size(), std::size_t(2));
        for (const Reply& reply : door->answers)
            for (const auto& word : wordsIn(reply))
                QCOMPARE(word.terminalId, reply.terminalId);
    }

    void noTerminalTakesAnothersCaseNumber() {
        auto other = samples::terminalOf(pki);
        other.identity = pki.issue("330105-A018", seal::Role::Terminal);
        const auto claim = [&](const seal::Certificate& recipient) {
            auto core = samples::coreHeader(samples::terminalOf(pki), 1);
            core.packetId = newUuid7(samples::noon());
            core.terminalId = "330105-A018";
            auto sealedTo = other;
            sealedTo.active = recipient;
            return samples::file(sealedTo, body, core).packet;
        };
        const samples::Pki elsewhere;
        door->put("packet", claim(pki.active.certificate));
        door->put("packet",
                  claim(elsewhere.active.certificate)); // what does not open claims as well
        QCOMPARE(*puller->round(), std::size_t(2));
        for (const auto& word : wordsIn(door->answers.front()))
            QVERIFY(word.verdict == Verdict::Refused);
        QCOMPARE(cases(), std::size_t(0));
        door->put("packet", samples::file(pki, body, 1).packet);
        QCOMPARE(*puller->round(), std::size_t(1));
        QVERIFY(wordsIn(door->answers.back()).front().verdict == Verdict::Stored);
        QCOMPARE(cases(), std::size_t(1));
    }

    void whatNobodyKnowsHoldsUpNobody() {
        door->put("riddle", Bytes(3, 1));
        door->put("packet", samples::file(pki, body).packet);
        QCOMPARE(*puller->round(), std::size_t(2));
        QCOMPARE(door->open(), std::size_t(0));
        QCOMPARE(cases(), std::size_t(1));
    }

    void aStoreThatFailsAnswersNothing() {
        QVERIFY(Database::open(folder->filePath(QStringLiteral("platform.db")).toStdString())
                    ->run("DROP TABLE packets")
                    .ok());
        door->put("packet", samples::file(pki, body).packet);
        QVERIFY(!puller->round().ok());
        QCOMPARE(door->open(), std::size_t(1));
        QVERIFY(door->answers.empty());
    }

    void damageOfOneTerminalHoldsUpNoOther() {
        const auto file = folder->filePath(QStringLiteral("platform.db")).toStdString();
        const auto known = samples::file(pki, body, 1).packet;
        door->put("packet", known);
        QCOMPARE(*puller->round(), std::size_t(1));
        const auto damaged = Database::open(file);
        QVERIFY(damaged->run("UPDATE packets SET verdict='stoped'").ok());
        door->answers.clear();
        door->put("packet", known);
        door->put("packet", samples::file(pki, body, 2).packet);
        QCOMPARE(*puller->round(), std::size_t(2));
        QCOMPARE(door->answers.size(), std::size_t(2));
        QVERIFY(door->answers.front().body.empty()); // set aside, not signed for
        QVERIFY(wordsIn(door->answers.back()).front().verdict == Verdict::Stored);
        QVERIFY(
            damaged
                ->run("INSERT OR REPLACE INTO terminals VALUES('330105-A017',0,'',0,'one day',0)")
                .ok());
        auto other = samples::terminalOf(pki);
        other.identity = pki.issue("330105-A018", seal::Role::Terminal);
        auto core = samples::coreHeader(other, 1);
        core.terminalId = "330105-A018";
        door->answers.clear();
        door->put("packet", samples::file(pki, body, 3).packet);
        door->put("packet", samples::file(other, body, core).packet);
        QCOMPARE(*puller->round(), std::size_t(2));
        QVERIFY(door->answers.front().body.empty());
        QCOMPARE(wordsIn(door->answers.back()).front().terminalId, std::string("330105-A018"));
    }

    void theThreadWorksPausesAndEnds() {
        door->put("packet", samples::file(pki, body).packet);
        door->waits = true;
        door->losesAnswers = true;
        {
            const PullThread thread(*puller, *door);
            QTRY_VERIFY(door->fetches >= 3); // it tries again by itself
            door->losesAnswers = false;
            QTRY_COMPARE(door->open(), std::size_t(0));
        } // also when it waits for mail
        QCOMPARE(cases(), std::size_t(1));
    }

    void aDoorThatIsNotThereIsSaid() {
        const auto own = pki.issue("inner", seal::Role::Inner);
        CurlDoor curl({"https://127.0.0.1:1", pki.root, own.certificate, own.key}, clock);
        QCOMPARE(curl.fetch(1).error().code, ErrorCode::NetworkDown);
        QCOMPARE(curl.answer({}).error().code, ErrorCode::NetworkDown);
    }
};

QTEST_GUILESS_MAIN(TestInner)
#include "tst_inner.moc"
