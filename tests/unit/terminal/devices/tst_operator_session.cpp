// One visit at the operator's desk: a challenge is good for one proof, and a proof for a while.
#include "app/terminal/devices/operator_session.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace std::chrono_literals;
using devices::OperatorGate;
using devices::OperatorSession;

namespace {

const Bytes card{1, 2, 3}, good{7}, bad{8};
const OperatorSession::Moment now{1h};

struct Behind {
    int challenges = 0, proofs = 0;
    std::vector<std::string> lines;
    OperatorGate gate{[this] { return "challenge " + std::to_string(++challenges); },
                      [this](std::string_view challenge, ByteView, ByteView signature) {
                          ++proofs;
                          return !challenge.empty() && signature[0] == good[0]
                                     ? Result<void>()
                                     : Error{ErrorCode::CertificateRole, ""};
                      },
                      [this](std::string_view line) {
                          lines.emplace_back(line);
                          return std::string("{}");
                      }};
};

ErrorCode codeOfAsk(const OperatorSession& session, std::string_view line,
                    OperatorSession::Moment at = now) {
    const auto answer = session.ask(line, at);
    return answer ? ErrorCode::AlreadyExists : answer.error().code;
}

} // namespace

class Session : public QObject {
    Q_OBJECT
private slots:
    void nothingWithoutAProof() {
        Behind behind;
        OperatorSession session(behind.gate);
        QCOMPARE(codeOfAsk(session, "status"), ErrorCode::OperatorUnknown);
        QVERIFY(!session.prove(card, good, now).ok()); // to no challenge
        QCOMPARE(behind.proofs, 0);
        QCOMPARE(session.begin().value(), std::string("challenge 1"));
        QCOMPARE(session.prove(card, bad, now).error().code, ErrorCode::OperatorUnknown);
        QCOMPARE(codeOfAsk(session, "status"), ErrorCode::OperatorUnknown);
        QVERIFY(!session.prove(card, good, now).ok()); // it was used up
        QCOMPARE(behind.proofs, 1);
    }
    void whoIsAdmittedAsksAFewThings() {
        Behind behind;
        OperatorSession session(behind.gate);
        QVERIFY(session.begin().ok());
        QVERIFY(session.prove(card, good, now).ok());
        QCOMPARE(session.ask("status", now).value(), std::string("{}"));
        for (const char* line :
             {"device confirm idcard", "device paper printer", "device toner printer 3000",
              "device ledger", "device settle 3 spoilt"})
            QVERIFY2(session.ask(line, now).ok(), line);
        for (const char* line :
             {"queue list", "queue retry all", "device confirm ", "status ", "",
              "device hold printer", "device ledger printer", "device confirm a\nqueue retry all"})
            QCOMPARE(codeOfAsk(session, line), ErrorCode::Usage);
        QCOMPARE(codeOfAsk(session, "device confirm " + std::string(60, 'a')), ErrorCode::Usage);
        QCOMPARE(behind.lines.size(), 6U);
    }
    void untilTimeIsOverOrItLeaves() {
        Behind behind;
        OperatorSession session(behind.gate);
        QVERIFY(session.begin().ok());
        QVERIFY(session.prove(card, good, now).ok());
        QVERIFY(session.ask("status", now + 14min).ok());
        QCOMPARE(codeOfAsk(session, "status", now + 15min), ErrorCode::OperatorUnknown);
        QVERIFY(session.ask("status", now).ok());
        session.leave();
        QCOMPARE(codeOfAsk(session, "status"), ErrorCode::OperatorUnknown);
    }
    void aNewChallengeEndsWhatWas() {
        Behind behind;
        OperatorSession session(behind.gate);
        QVERIFY(session.begin().ok());
        QVERIFY(session.prove(card, good, now).ok());
        QVERIFY(session.begin().ok());
        QCOMPARE(codeOfAsk(session, "status"), ErrorCode::OperatorUnknown);
    }
    void oneVisitTriesOnlySoOften() {
        Behind behind;
        OperatorSession session(behind.gate);
        for (int i = 0; i < 20; ++i) {
            QVERIFY(session.begin().ok());
            QVERIFY(!session.prove(card, bad, now).ok());
        }
        QVERIFY(!session.begin().ok());
        QVERIFY(!session.prove(card, good, now).ok());
        QCOMPARE(behind.proofs, 20);
    }
    void whatIsFarTooLongIsNotLookedAt() {
        Behind behind;
        OperatorSession session(behind.gate);
        QVERIFY(session.begin().ok());
        QVERIFY(!session.prove(Bytes(5000, 1), good, now).ok());
        QVERIFY(session.begin().ok());
        QVERIFY(!session.prove(card, Bytes(200, good[0]), now).ok());
        QCOMPARE(behind.proofs, 0);
    }
    void whereNobodyIsAdmitted() {
        const OperatorGate none;
        OperatorSession session(none);
        QCOMPARE(session.begin().error().code, ErrorCode::OperatorUnknown);
    }
};

QTEST_GUILESS_MAIN(Session)
#include "tst_operator_session.moc"
