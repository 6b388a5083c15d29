#include "platform/seal/ask_seal.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/ask_desk.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;
using protocol::AskKind;

namespace {

class TestClock : public Clock {
public:
    GradedTime wall() const override { return {time, ClockGrade::Network}; }
    SteadyTime steady() const override { return SteadyTime(time.time_since_epoch()) + lost; }
    WallTime time = samples::noon();
    std::chrono::seconds lost{0};
};

class InlineCommitter : public Committer {
public:
    InlineCommitter(Store& store, TestClock& clock, std::chrono::seconds takes)
        : store_(store), clock_(clock), takes_(takes) {}
    void run(Work work, Done done) override { done(runAndWait(std::move(work))); }
    Result<void> runAndWait(Work work) override {
        clock_.lost += takes_;
        return work(store_);
    }

private:
    Store& store_;
    TestClock& clock_;
    const std::chrono::seconds takes_;
};

template <typename T>
ErrorCode codeOf(const Result<T>& result) {
    return result.ok() ? ErrorCode::Usage : result.error().code;
}

} // namespace

// Every test has a store, limits and a clock of its own.
class TestAskDesk : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const samples::Identity witness = pki.issue("witness", seal::Role::Witness);
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody right = tests::sampleBody(pension, tests::personCard("zhang"));
    const InnerKeys keys{{pki.active.certificate, pki.active.key},
                         {pki.acknowledge.certificate, pki.acknowledge.key},
                         pki.root};
    TestClock clock;
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<InnerZone> zone;
    std::unique_ptr<AskDesk> desk;
    std::chrono::seconds readTakes{0};
    std::string lastDigest; // that a witness was asked to sign for

    std::string record(const protocol::CaseBody& body, std::uint64_t counter) {
        const auto filing = samples::file(pki, body, counter);
        const auto examined = samples::must(zone->examine(filing.packet, samples::noon()));
        static_cast<void>(samples::must(store->decide(examined.packet, examined.conclusion)));
        return filing.header.core.caseNumber;
    }

    struct Asked {
        seal::PreparedAsk mine;
        protocol::Ask carried;
    };
    Asked asked(const seal::Question& question, std::string_view terminal = samples::terminalId,
                std::chrono::seconds patience = 20s) const {
        auto mine =
            samples::must(seal::prepareAsk(question, pki.active.certificate, clock, patience));
        protocol::Ask carried{mine.head, std::string(terminal), mine.sealed};
        return {std::move(mine), std::move(carried)};
    }
    static seal::Question about(const std::string& number,
                                std::string_view code = "0123456789ABCDEF") {
        return {AskKind::CaseState, {}, number, Secret(code)};
    }
    protocol::AskAnswer opened(const Asked& ask, const protocol::AskReply& reply) const {
        return samples::must(
            seal::openAnswer(ask.mine, reply, pki.acknowledge.certificate, clock.steady()));
    }
    protocol::AskAnswer answerTo(const seal::Question& question,
                                 std::string_view terminal = samples::terminalId) {
        const Asked ask = asked(question, terminal);
        return opened(ask, samples::must(answered(ask.carried)));
    }
    Result<protocol::AskReply> answered(const protocol::Ask& ask) {
        InlineCommitter committer(*store, clock, readTakes);
        const auto before = clock.lost;
        auto reply = desk->answer(ask, committer);
        clock.lost = before; // the asker's patience is not what is tried
        return reply;
    }
    static std::string spelt(ErrorCode code) { return std::string(jiujin::codeOf(code)); }

    // Evidence as a service would give it that saw card and PIN; `about` replaces the ask's digest.
    protocol::AskAnswer mine(const samples::Identity& signer, std::string_view person,
                             WallTime until, const std::string& about = {},
                             const std::string& level = "L2") {
        const seal::Question question{AskKind::MyCases, {"L2", {}}, {}, {}};
        auto ask = samples::must(seal::prepareAsk(
            question, pki.active.certificate, clock, 20s,
            [&](const std::string& digest) -> Result<Secret> {
                const protocol::IdentityEvidence claims{level, level == "L2" ? "card-pin" : "staff",
                                                        Secret(person),
                                                        about.empty() ? digest : about, until};
                lastDigest = digest;
                return Secret(
                    samples::must(seal::signJws(encode(claims).expose(), signer.key, {})));
            }));
        const protocol::Ask carried{ask.head, std::string(samples::terminalId), ask.sealed};
        const auto reply = samples::must(answered(carried));
        return opened({std::move(ask), carried}, reply);
    }

private slots:
    void init() {
        clock.time = samples::noon();
        clock.lost = readTakes = 0s;
        folder = std::make_unique<QTemporaryDir>();
        store = samples::must(
            SqliteStore::open(folder->filePath(QStringLiteral("store.db")).toStdString()));
        zone = std::make_unique<InnerZone>(
            keys, Rulebook{tests::catalogueOf({pension}), tests::legalCalendar()}, clock);
        desk = std::make_unique<AskDesk>(*zone, std::vector{witness.certificate}, clock);
    }

    void theRightCodeGivesTheState() {
        const std::string number = record(right, 1);
        const auto answer = answerTo(about(number));
        QCOMPARE(answer.code, std::string());
        QCOMPARE(answer.cases.size(), std::size_t(1));
        const auto& state = answer.cases.front();
        QCOMPARE(state.number, number);
        QCOMPARE(state.state, std::string("checking"));
        QCOMPARE(toRfc3339(state.taken), toRfc3339(right.filed.time));
        QCOMPARE(state.due, right.materials.front().dueDate);
        QVERIFY(state.nextZh.find(state.due) != std::string::npos);
        QVERIFY(state.nextEn.find(state.due) != std::string::npos);
    }

    void withNothingOwedTheDueDateIsThePromise() {
        auto body = right;
        body.materials.front() = {"householdRegister", "bring", "", ""};
        tests::signAgain(pension, body);
        const auto answer = answerTo(about(record(body, 1)));
        QCOMPARE(answer.cases.front().state, std::string("checking"));
        QCOMPARE(answer.cases.front().due, std::string("2026-12-04"));
    }

    void aRefusedCaseSaysSoWithItsCode() {
        auto body = right;
        body.answers["mobile"] = Secret("12345");
        tests::signAgain(pension, body);
        const auto state = answerTo(about(record(body, 1))).cases.front();
        QCOMPARE(state.state, std::string("refused"));
        QCOMPARE(state.code, spelt(ErrorCode::PhoneFormat));
        QVERIFY(!state.nextZh.empty() && !state.nextEn.empty());
    }

    void nothingPersonalIsInAnAnswer() {
        const auto answer = answerTo(about(record(right, 1)));
        const Secret text = encode(answer);
        for (const auto& [id, value] : right.answers)
            if (value.expose().size() > 3)
                QVERIFY2(text.expose().find(value.expose()) == std::string_view::npos, id.c_str());
        QVERIFY(text.expose().find(right.lookupCode) == std::string_view::npos);
        QVERIFY(text.expose().find(pension.title.zh) == std::string_view::npos);
    }

    void wrongCodeAndUnknownNumberLookTheSame() {
        const std::string number = record(right, 1);
        const auto unknown = samples::coreHeader(samples::terminalOf(pki), 2).caseNumber;
        const Asked wrong = asked(about(number, "0123456789ABCDEG"));
        const Asked none = asked(about(unknown));
        const Asked found = asked(about(number));
        const auto wrongReply = samples::must(answered(wrong.carried));
        const auto noneReply = samples::must(answered(none.carried));
        const auto foundReply = samples::must(answered(found.carried));
        auto one = opened(wrong, wrongReply), other = opened(none, noneReply);
        QCOMPARE(one.code, spelt(ErrorCode::CaseNotShown));
        one.askId = other.askId;
        one.nonce = other.nonce;
        QVERIFY(one == other);
        QCOMPARE(wrongReply.sealed.size(), noneReply.sealed.size());
        QCOMPARE(wrongReply.sealed.size(), foundReply.sealed.size());
    }

    void guessingAtANumberIsLimited() {
        const std::string number = record(right, 1);
        const auto unknown = samples::coreHeader(samples::terminalOf(pki), 2).caseNumber;
        for (const std::string& guessed : {number, unknown}) {
            for (int i = 0; i < 5; ++i)
                QCOMPARE(
                    answerTo(about(guessed, "ZZZZZZZZZZZZZZZZ"), "330105-B00" + std::to_string(i))
                        .code,
                    spelt(ErrorCode::CaseNotShown));
            QCOMPARE(answerTo(about(guessed, "ZZZZZZZZZZZZZZZZ"), "330105-B009").code,
                     spelt(ErrorCode::AskLimited));
        }
        QCOMPARE(answerTo(about(number)).code, spelt(ErrorCode::AskLimited));
        clock.time += 1h;
        QCOMPARE(answerTo(about(number)).code, std::string());
    }

    void guessingAtATerminalIsLimited() {
        const std::string number = record(right, 1);
        for (std::uint64_t i = 2; i < 22; ++i)
            QCOMPARE(
                answerTo(about(samples::coreHeader(samples::terminalOf(pki), i).caseNumber)).code,
                spelt(ErrorCode::CaseNotShown));
        QCOMPARE(answerTo(about(number)).code, spelt(ErrorCode::AskLimited));
        QCOMPARE(answerTo(about(number), "330105-B001").code, std::string());
        clock.time += 1h;
        QCOMPARE(answerTo(about(number)).code, std::string());
    }

    void aTerminalAsksOnlySoOften() {
        for (int i = 0; i < 120; ++i)
            QVERIFY(answered(asked(about("330105-A017-0000001-K")).carried).ok());
        QVERIFY(codeOf(answered(asked(about("330105-A017-0000001-K")).carried)) ==
                ErrorCode::AskLimited);
        QVERIFY(answered(asked(about("330105-A017-0000001-K"), "330105-B001").carried).ok());
        clock.time += 1min;
        QVERIFY(answered(asked(about("330105-A017-0000001-K")).carried).ok());
    }

    void anAskCountsOnce() {
        const Asked ask = asked(about(record(right, 1)));
        QVERIFY(answered(ask.carried).ok());
        QVERIFY(codeOf(answered(ask.carried)) == ErrorCode::AskReplayed);
        auto other = ask.carried;
        other.terminalId = "330105-B001";
        QVERIFY(codeOf(answered(other)) == ErrorCode::AskReplayed);
        // As long as its time would still be taken.
        clock.time = ask.carried.head.deadline + 5min;
        QVERIFY(codeOf(answered(ask.carried)) == ErrorCode::AskReplayed);
        clock.time += 1ms;
        QVERIFY(codeOf(answered(ask.carried)) == ErrorCode::AskLate);
    }

    void clocksMayDifferALittle() {
        const Asked ask = asked(about(record(right, 1)));
        clock.time = samples::noon() + 20s + 5min + 1ms;
        QVERIFY(codeOf(answered(ask.carried)) == ErrorCode::AskLate);
        clock.time = samples::noon() - 10min + 20s - 1ms;
        QVERIFY(codeOf(answered(ask.carried)) == ErrorCode::AskLate);
        clock.time = samples::noon() - 4min;
        QVERIFY(answered(ask.carried).ok());
    }

    void whatWasTurnedOrDamagedIsRefused() {
        const Asked ask = asked(about(record(right, 1)));
        auto turned = ask.carried;
        turned.head.deadline += 1s;
        QVERIFY(codeOf(answered(turned)) == ErrorCode::AskMismatch);
        auto damaged = ask.carried;
        damaged.sealed.back() ^= 1U;
        QVERIFY(codeOf(answered(damaged)) == ErrorCode::EnvelopeDamaged);
        const samples::Pki other;
        auto foreign = samples::must(
            seal::prepareAsk(about("330105-A017-0000001-K"), other.active.certificate, clock, 20s));
        QVERIFY(codeOf(answered({foreign.head, "330105-A017", foreign.sealed})) ==
                ErrorCode::EnvelopeDamaged);
        // None of it used the ask up.
        QVERIFY(answered(ask.carried).ok());
    }

    void aCardAloneOpensNoList() {
        record(right, 1);
        const seal::Question question{AskKind::MyCases, {}, {}, {}};
        const auto answer = answerTo(question);
        QCOMPARE(answer.code, spelt(ErrorCode::AssuranceNeeded));
        QVERIFY(answer.cases.empty());
    }

    void evidenceIsJudged() {
        record(right, 1);
        const std::string_view zhang = right.applicant.number.expose();
        const auto until = clock.time + 1min;
        const std::string needed = spelt(ErrorCode::AssuranceNeeded);
        QCOMPARE(mine(witness, zhang, until).code, std::string());
        QCOMPARE(mine(witness, zhang, clock.time - 1ms).code, needed);
        // For another ask, or for another level than is claimed.
        const std::string other = lastDigest;
        QCOMPARE(mine(witness, zhang, until, other).code, needed);
        QCOMPARE(mine(witness, zhang, until, {}, "L3").code, needed);
        QCOMPARE(mine(pki.terminal, zhang, until).code, needed);
        QCOMPARE(mine(pki.acknowledge, zhang, until).code, needed);
        // A witness by name, but of another authority or role.
        const samples::Pki elsewhere;
        const auto stranger = elsewhere.issue("witness", seal::Role::Witness);
        const auto clerk = pki.issue("witness", seal::Role::Credential);
        desk = std::make_unique<AskDesk>(
            *zone, std::vector{stranger.certificate, clerk.certificate}, clock);
        QCOMPARE(mine(stranger, zhang, until).code, needed);
        QCOMPARE(mine(clerk, zhang, until).code, needed);
        // The root has taken it back.
        InnerKeys wary = keys;
        wary.revoked = samples::must(seal::RevocationList::issue(
            {}, {witness.certificate}, pki.root, pki.rootKey, samples::noon()));
        zone = std::make_unique<InnerZone>(
            std::move(wary), Rulebook{tests::catalogueOf({pension}), tests::legalCalendar()},
            clock);
        desk = std::make_unique<AskDesk>(*zone, std::vector{witness.certificate}, clock);
        QCOMPARE(mine(witness, zhang, until).code, needed);
    }

    void withEvidenceEachCaseOfThePersonIsShown() {
        auto other = tests::sampleBody(pension, tests::personCard("longterm"));
        const auto first = record(right, 1), foreign = record(other, 2), last = record(right, 3);
        const auto answer = mine(witness, right.applicant.number.expose(), clock.time + 1min);
        QCOMPARE(answer.cases.size(), std::size_t(2));
        QCOMPARE(answer.cases[0].number, last);
        QCOMPARE(answer.cases[1].number, first);
        QVERIFY(mine(witness, "110101199001011237", clock.time + 1min).cases.empty());
    }

    // What was looked at once is not looked at again: it goes on where it ended.
    void aLongSearchGivesUpAndGoesOnTheNextTime() {
        const auto own = record(right, 1);
        const auto foreign = tests::sampleBody(pension, tests::personCard("longterm"));
        for (std::uint64_t counter = 2; counter < 36; ++counter)
            record(foreign, counter);
        readTakes = 21s;
        const auto ask = [&] {
            return mine(witness, right.applicant.number.expose(), clock.time + 1min);
        };
        for (int page = 0; page < 2; ++page) {
            const auto answer = ask();
            QCOMPARE(answer.code, spelt(ErrorCode::AskUnanswered));
            QVERIFY(answer.cases.empty());
        }
        const auto answer = ask();
        QCOMPARE(answer.cases.size(), std::size_t(1));
        QCOMPARE(answer.cases.front().number, own);
    }
};

QTEST_GUILESS_MAIN(TestAskDesk)
#include "tst_ask_desk.moc"
