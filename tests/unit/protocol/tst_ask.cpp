#include "platform/base/uuid.h"
#include "platform/protocol/ask.h"
#include "platform/seal/envelope.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <functional>

using namespace jiujin;
using namespace jiujin::protocol;

namespace {

std::string replaced(std::string_view whole, std::string_view from, std::string_view to) {
    std::string text(whole);
    const auto at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

AskHead head() {
    return {"019ab5c0-0000-7000-8000-000000000001", samples::noon()};
}

AskRequest request(AskKind kind) {
    AskRequest request{head(), kind, {}, toBase64Url(Bytes(16, 7)), toBase64Url(Bytes(91, 8)),
                       {},     {}};
    if (kind == AskKind::CaseState) {
        request.caseNumber = "330105-A017-0000042-K";
        request.lookupCode = Secret("0123456789ABCDEF");
    }
    return request;
}

CaseState state(int number) {
    std::string counter = std::to_string(number);
    counter.insert(0, 7 - counter.size(), '0');
    return {"330105-A017-" + counter + "-K",
            "checking",
            "",
            samples::noon(),
            "2026-12-04",
            "正在审核",
            "being checked",
            "请等待",
            "please wait"};
}

AskAnswer answer(int cases) {
    AskAnswer answer{head().askId, toBase64Url(Bytes(16, 7)), samples::noon(), "", {}};
    for (int i = 1; i <= cases; ++i)
        answer.cases.push_back(state(i));
    return answer;
}

bool refused(const auto& result) {
    return !result.ok() && result.error().code == ErrorCode::AskMalformed;
}

} // namespace

class TestAsk : public QObject {
    Q_OBJECT
private slots:
    void messagesRoundTrip() {
        const Ask ask{head(), "330105-A017", Bytes(1000, 9)};
        QVERIFY(samples::must(decodeAsk(encode(ask))) == ask);
        QVERIFY(samples::must(decodeAskHead(encode(head()))) == head());
        const AskReply reply{head().askId, Bytes(5000, 9)};
        QVERIFY(samples::must(decodeAskReply(encode(reply))) == reply);
        for (const int cases : {0, 1, 50})
            QVERIFY(samples::must(decodeAskAnswer(encode(answer(cases)).expose())) ==
                    answer(cases));
    }

    void requestsRoundTrip() {
        const auto one =
            samples::must(decodeAskRequest(encode(request(AskKind::CaseState)).expose()));
        QCOMPARE(one.caseNumber, std::string("330105-A017-0000042-K"));
        QVERIFY(one.lookupCode == Secret("0123456789ABCDEF"));
        QVERIFY(one.head == head());
        auto mine = request(AskKind::MyCases);
        mine.assurance = {"L2", Secret("a.b.c")};
        const auto all = samples::must(decodeAskRequest(encode(mine).expose()));
        QVERIFY(all.kind == AskKind::MyCases);
        QCOMPARE(all.assurance.level, std::string("L2"));
        QVERIFY(all.assurance.evidence == Secret("a.b.c"));
    }

    void evidenceRoundTrips() {
        const IdentityEvidence evidence{"L2", "card-pin", Secret("11010519491231002X"),
                                        seal::digestOf(viewOf("key")), samples::noon()};
        const Secret json = encode(evidence);
        const auto back = samples::must(decodeIdentityEvidence(json.expose()));
        QVERIFY(back.person == evidence.person);
        QCOMPARE(back.askDigest, evidence.askDigest);
        QCOMPARE(back.means, evidence.means);
        // Each of the means gives one level.
        for (const char* level : {"L1", "L3"})
            QVERIFY(refused(decodeIdentityEvidence(replaced(json.expose(), "L2", level))));
        QVERIFY(decodeIdentityEvidence(replaced(json.expose(), "card-pin", "phone")).ok());
        for (const char* means : {"staff", "card", ""})
            QVERIFY(refused(decodeIdentityEvidence(replaced(json.expose(), "card-pin", means))));
        QVERIFY(refused(decodeIdentityEvidence(replaced(json.expose(), "11010519491231002X", ""))));
    }

    void evidenceIsBoundToAllOfARequestButItself() {
        auto mine = request(AskKind::MyCases);
        mine.assurance.level = "L2";
        const std::string digest = digestOf(mine);
        mine.assurance.evidence = Secret("a.b.c");
        QCOMPARE(digestOf(mine), digest);
        const std::function<void(AskRequest&)> changes[] = {
            [](AskRequest& r) { r.head.askId.back() = r.head.askId.back() == '0' ? '1' : '0'; },
            [](AskRequest& r) { r.head.deadline += std::chrono::milliseconds(1); },
            [](AskRequest& r) { r.kind = AskKind::CaseState; },
            [](AskRequest& r) { r.assurance.level = "L3"; },
            [](AskRequest& r) { r.nonce[0] = r.nonce[0] == 'A' ? 'B' : 'A'; },
            [](AskRequest& r) {
                r.replyKey[50] = r.replyKey[50] == 'A' ? 'B' : 'A';
            }};
        for (const auto& change : changes) {
            auto changed = mine;
            change(changed);
            QVERIFY(digestOf(changed) != digest);
        }
    }

    // What was asked does not show in the length, nor whether something was found.
    void lengthsTellNothing() {
        QCOMPARE(encode(request(AskKind::MyCases)).expose().size(), std::size_t(2048));
        QCOMPARE(encode(request(AskKind::CaseState)).expose().size(), std::size_t(2048));
        auto refusal = answer(0);
        refusal.code = "JJ-2409";
        QCOMPARE(encode(refusal).expose().size(), std::size_t(2048));
        QCOMPARE(encode(answer(1)).expose().size(), std::size_t(2048));
        QCOMPARE(encode(answer(2)).expose().size(), std::size_t(2048));
        QCOMPARE(encode(answer(20)).expose().size(), std::size_t(16384));
        auto evident = request(AskKind::MyCases);
        evident.assurance = {"L2", Secret(std::string(2000, 'e'))};
        QCOMPARE(encode(evident).expose().size(), std::size_t(8192));
        evident.assurance.evidence = Secret(std::string(9000, 'e'));
        QVERIFY(refused(decodeAskRequest(encode(evident).expose())));
    }

    void paddingHasOneSpelling() {
        const std::string json(encode(answer(1)).expose());
        QVERIFY(refused(decodeAskAnswer(replaced(json, "000\"}", "00\"}"))));
        QVERIFY(refused(decodeAskAnswer(replaced(json, "000\"}", "0000\"}"))));
        QVERIFY(refused(decodeAskAnswer(replaced(json, "000\"}", "001\"}"))));
        QVERIFY(refused(decodeAskAnswer(replaced(json, "\"padding\"", "\"stuffing\""))));
    }

    void requestsHaveOneShape_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("kind") << QByteArray("case-state") << QByteArray("case-trail");
        QTest::newRow("level") << QByteArray("\"L1\"") << QByteArray("\"L9\"");
        QTest::newRow("L2 without evidence") << QByteArray("\"L1\"") << QByteArray("\"L2\"");
        QTest::newRow("evidence with L1")
            << QByteArray("\"evidence\":\"\"") << QByteArray("\"evidence\":\"x\"");
        QTest::newRow("number") << QByteArray("330105-A017") << QByteArray("330105-a017");
        QTest::newRow("code") << QByteArray("0123456789ABCDEF") << QByteArray("0123456789ABCDEU");
        QTest::newRow("short code") << QByteArray("0123456789ABCDEF") << QByteArray("0123456789");
        QTest::newRow("nonce") << QByteArray("BwcHBwcHBwcHBwcHBwcHBw") << QByteArray("BwcHBwcH");
        QTest::newRow("key") << QByteArray("CAgICAgI") << QByteArray("CAgI");
        QTest::newRow("id") << QByteArray("-7000-") << QByteArray("-4000-");
        QTest::newRow("deadline") << QByteArray("T04:") << QByteArray("T24:");
        QTest::newRow("question of the other kind")
            << QByteArray("case-state") << QByteArray("my-cases");
        QTest::newRow("unknown member")
            << QByteArray("\"kind\"") << QByteArray("\"name\":\"x\",\"kind\"");
    }
    void requestsHaveOneShape() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const std::string text = replaced(encode(request(AskKind::CaseState)).expose(),
                                          from.toStdString(), to.toStdString());
        QVERIFY(!text.empty());
        QVERIFY(refused(decodeAskRequest(text)));
    }

    void asksAreCapped() {
        QVERIFY(decodeAsk(encode(Ask{head(), "330105-A017", Bytes(maxSealedRequest, 1)})).ok());
        QVERIFY(
            refused(decodeAsk(encode(Ask{head(), "330105-A017", Bytes(maxSealedRequest + 1, 1)}))));
        QVERIFY(refused(decodeAsk(encode(Ask{head(), "330105-A017", {}}))));
        QVERIFY(refused(decodeAsk(encode(Ask{head(), "A017", Bytes(10, 1)}))));
        QVERIFY(decodeAskReply(encode(AskReply{head().askId, Bytes(maxSealedAnswer, 1)})).ok());
        QVERIFY(
            refused(decodeAskReply(encode(AskReply{head().askId, Bytes(maxSealedAnswer + 1, 1)}))));
        QVERIFY(refused(decodeAskAnswer(encode(answer(51)).expose())));
    }

    void anAnswerEitherTellsOrSaysWhyNot() {
        auto both = answer(1);
        both.code = "JJ-2409";
        QVERIFY(refused(decodeAskAnswer(encode(both).expose())));
        for (const auto& [from, to] : {std::pair("2026-12-04", "2026-12-4"),
                                       {"\"code\":\"\"", "\"code\":\"2409\""},
                                       {"\"checking\"", "\"being checked\""}})
            QVERIFY(refused(decodeAskAnswer(replaced(encode(answer(1)).expose(), from, to))));
    }
};

QTEST_GUILESS_MAIN(TestAsk)
#include "tst_ask.moc"
