#include "platform/seal/ask_seal.h"
#include "platform/seal/envelope.h"
#include "platform/seal/jws.h"
#include "platform/seal/one_time_key.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::seal;
using namespace std::chrono_literals;

namespace {

class TestClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return SteadyTime(1h); }
};

// Each bit of what stands around the ciphertext, and a bit of each byte of the ciphertext, which
// one tag covers.
std::vector<Bytes> flipped(const Bytes& sealed) {
    constexpr std::size_t before = 320, after = 24;
    std::vector<Bytes> all;
    for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
        const std::size_t at = bit / 8;
        if (at >= before && at + after < sealed.size() && bit % 8 != at % 8)
            continue;
        all.push_back(sealed);
        all.back()[at] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
    return all;
}

template <typename T>
ErrorCode codeOf(const Result<T>& result) {
    return result.ok() ? ErrorCode::NotFound : result.error().code;
}

} // namespace

class TestAskSeal : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const TestClock clock{};
    const Question question{
        protocol::AskKind::CaseState, {}, "330105-A017-0000042-K", Secret("0123456789ABCDEF")};
    const PreparedAsk ask = samples::must(prepareAsk(question, pki.active.certificate, clock, 20s));
    const protocol::AskRequest request =
        samples::must(openAsk(ask.head, ask.sealed, pki.active.certificate, pki.active.key));
    const protocol::AskAnswer answer{ask.head.askId, ask.nonce, samples::noon(), "JJ-2409", {}};
    const SteadyTime inTime{1h + 1s};

    protocol::AskReply replyOf(const protocol::AskAnswer& told) const {
        return {ask.head.askId, samples::must(sealAnswer(told, request, pki.acknowledge.certificate,
                                                         pki.acknowledge.key))};
    }
    ErrorCode verdictOn(const protocol::AskReply& reply) const {
        return codeOf(openAnswer(ask, reply, pki.acknowledge.certificate, inTime));
    }

private slots:
    void theInnerZoneReadsWhatWasAsked() {
        QVERIFY(request.head == ask.head);
        QCOMPARE(request.caseNumber, question.caseNumber);
        QVERIFY(request.lookupCode == question.lookupCode);
        QCOMPARE(request.nonce, ask.nonce);
        QCOMPARE(request.replyKey, toBase64Url(publicKeyOf(ask.key)));
        QCOMPARE(ask.head.deadline, samples::noon() + 20s);
    }

    void theAskerReadsTheAnswer() {
        QVERIFY(samples::must(openAnswer(ask, replyOf(answer), pki.acknowledge.certificate,
                                         inTime)) == answer);
    }

    void everyAskIsNew() {
        const auto other = samples::must(prepareAsk(question, pki.active.certificate, clock, 20s));
        QVERIFY(other.nonce != ask.nonce);
        QVERIFY(other.head.askId != ask.head.askId);
        QVERIFY(!other.key.matches(samples::must(recipientOf(publicKeyOf(ask.key)))));
        QCOMPARE(other.sealed.size(), ask.sealed.size());
    }

    void noFlippedBitOfARequestIsTaken() {
        for (const Bytes& damaged : flipped(ask.sealed))
            QVERIFY(!openAsk(ask.head, damaged, pki.active.certificate, pki.active.key).ok());
    }

    void noFlippedBitOfAnAnswerIsTaken() {
        for (const Bytes& damaged : flipped(replyOf(answer).sealed))
            QVERIFY(verdictOn({ask.head.askId, damaged}) == ErrorCode::AskForged);
    }

    void anotherHeadIsRefused() {
        auto head = ask.head;
        head.deadline += 1ms;
        QVERIFY(codeOf(openAsk(head, ask.sealed, pki.active.certificate, pki.active.key)) ==
                ErrorCode::AskMismatch);
        const auto other = samples::must(prepareAsk(question, pki.active.certificate, clock, 20s));
        QVERIFY(codeOf(openAsk(other.head, ask.sealed, pki.active.certificate, pki.active.key)) ==
                ErrorCode::AskMismatch);
    }

    void nobodyElseReadsRequestOrAnswer() {
        QVERIFY(codeOf(openAsk(ask.head, ask.sealed, pki.escrow.certificate, pki.escrow.key)) ==
                ErrorCode::EnvelopeDamaged);
        const auto reply = replyOf(answer);
        for (const samples::Identity& identity : {pki.terminal, pki.active, pki.acknowledge})
            QVERIFY(!openEnvelope(reply.sealed, identity.certificate, identity.key).ok());
        const auto stranger =
            samples::must(prepareAsk(question, pki.active.certificate, clock, 20s));
        auto turned = stranger;
        turned.head = ask.head;
        turned.nonce = ask.nonce;
        QVERIFY(codeOf(openAnswer(turned, reply, pki.acknowledge.certificate, inTime)) ==
                ErrorCode::AskForged);
    }

    // With every key that the open zone could hold, and what it carries.
    void anAnswerOfTheOpenZoneIsForged() {
        const samples::Identity server = pki.issue("localhost", Role::Server);
        for (const samples::Identity& signer : {server, pki.terminal, pki.credential}) {
            const auto forged =
                samples::must(sealAnswer(answer, request, signer.certificate, signer.key));
            QVERIFY(verdictOn({ask.head.askId, forged}) == ErrorCode::AskForged);
        }
        const auto recipient = samples::must(recipientOf(publicKeyOf(ask.key)));
        const Bytes unsigned_ = samples::must(sealTo({&recipient, 1}, encode(answer).expose()));
        QVERIFY(verdictOn({ask.head.askId, unsigned_}) == ErrorCode::AskForged);
        const std::string words = samples::must(signJws(
            R"({"issued":"2026-11-22T04:00:00.000Z","entries":[]})", pki.acknowledge.key, "kid"));
        const Bytes other = samples::must(sealTo({&recipient, 1}, words));
        QVERIFY(verdictOn({ask.head.askId, other}) == ErrorCode::AskForged);
        QVERIFY(verdictOn({ask.head.askId, Bytes(protocol::maxSealedAnswer + 1, 0)}) ==
                ErrorCode::AskForged);
    }

    void answersToOtherAsksAreRefused() {
        auto told = answer;
        told.nonce = toBase64Url(Bytes(16, 0));
        QVERIFY(verdictOn(replyOf(told)) == ErrorCode::AskMismatch);
        told = answer;
        told.askId.back() = told.askId.back() == '0' ? '1' : '0';
        QVERIFY(verdictOn(replyOf(told)) == ErrorCode::AskMismatch);
        auto reply = replyOf(answer);
        reply.askId = told.askId;
        QVERIFY(verdictOn(reply) == ErrorCode::AskMismatch);
    }

    void aLateAnswerIsRefused() {
        const auto reply = replyOf(answer);
        QVERIFY(openAnswer(ask, reply, pki.acknowledge.certificate, ask.until).ok());
        QVERIFY(codeOf(openAnswer(ask, reply, pki.acknowledge.certificate, ask.until + 1ms)) ==
                ErrorCode::AskLate);
    }

    void aOneTimeKeyHasOneSpelling() {
        const Bytes key = publicKeyOf(ask.key);
        QCOMPARE(key.size(), std::size_t(91));
        QVERIFY(recipientOf(key).ok());
        for (std::size_t bit = 0; bit < 8 * key.size(); ++bit) {
            Bytes damaged = key;
            damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            QVERIFY2(codeOf(recipientOf(damaged)) == ErrorCode::AskMalformed,
                     qPrintable(QString::number(bit)));
        }
        QVERIFY(!recipientOf(ByteView(key).first(90)).ok());
    }

    // Whatever the answer, what the open zone sees of it is as long.
    void lengthsTellNothing() {
        auto found = answer;
        found.code.clear();
        found.cases.push_back({"330105-A017-0000042-K", "checking", "", samples::noon(),
                               "2026-12-04", "正在审核", "being checked", "", ""});
        QCOMPARE(replyOf(found).sealed.size(), replyOf(answer).sealed.size());
    }
};

QTEST_GUILESS_MAIN(TestAskSeal)
#include "tst_ask_seal.moc"
