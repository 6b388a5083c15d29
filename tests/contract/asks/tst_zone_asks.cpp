#include "platform/base/uuid.h"
#include "platform/seal/ask_seal.h"
#include "platform/seal/jws.h"
#include "tests/contract/zones/zones_rig.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>
#include <future>

using namespace jiujin;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class TestZoneAsks : public QObject {
    Q_OBJECT
    tests::ZonesRig rig;
    const SystemClock clock;
    const samples::Terminal terminal = samples::terminalIn(rig.terminal(""));
    const seal::Certificate acknowledge =
        samples::must(seal::Certificate::fromFile(rig.terminal("trust/acknowledge.pem")));
    protocol::CaseBody body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    std::string number;

    seal::PreparedAsk prepared(std::chrono::seconds patience = 20s) const {
        return samples::must(
            seal::prepareAsk({protocol::AskKind::CaseState, {}, number, Secret(body.lookupCode)},
                             terminal.active, clock, patience));
    }
    std::string carried(const seal::PreparedAsk& ask) const {
        return encode(protocol::Ask{ask.head, std::string(samples::terminalId), ask.sealed});
    }
    tests::Reply post(const std::string& ask, const std::string& target = "/v1/asks") const {
        const std::string file = rig.path("ask-" + newUuid7(clock.wall().time));
        std::ofstream(file, std::ios::binary) << ask;
        return rig.curl(
            target, {"--header", "Content-Type: application/json", "--data-binary", "@" + file});
    }
    Result<protocol::AskAnswer> opened(const seal::PreparedAsk& ask,
                                       const tests::Reply& reply) const {
        JIUJIN_TRY_ASSIGN(const auto told, protocol::decodeAskReply(reply.body.toStdString()));
        return seal::openAnswer(ask, told, acknowledge, clock.steady());
    }
    // `signer` names a certificate of the centre's folder without its ending; empty: nobody
    // vouches.
    seal::PreparedAsk prepared(const std::string& signer, std::string_view person) const {
        const auto word = [&](const std::string& askDigest) -> Result<Secret> {
            JIUJIN_TRY_ASSIGN(const auto key,
                              seal::PrivateKey::fromFile(rig.path("center/" + signer + ".key")));
            const protocol::IdentityEvidence evidence{"L2", "card-pin", Secret(person), askDigest,
                                                      clock.wall().time + 30s};
            JIUJIN_TRY_ASSIGN(const auto jws, seal::signJws(encode(evidence).expose(), key, {}));
            return Secret(jws);
        };
        const bool vouched = !signer.empty();
        return samples::must(seal::prepareAsk(
            {protocol::AskKind::MyCases, {vouched ? "L2" : "L1", {}}, {}, {}}, terminal.active,
            clock, 20s, vouched ? seal::Witness(word) : seal::Witness()));
    }
    protocol::AskAnswer told(const seal::PreparedAsk& ask) const {
        return samples::must(opened(ask, post(carried(ask))));
    }
    // The findings in the open zone's memory, or nothing when it may not be read.
    std::optional<int> inMemory(std::string_view text) const {
        QProcess memscan;
        memscan.start(qEnvironmentVariable("JIUJIN_MEMSCAN"), {QString::number(rig.openPid())});
        memscan.write(QByteArray::fromStdString("ask " + toHex(viewOf(text)) + '\n'));
        memscan.closeWriteChannel();
        if (!memscan.waitForFinished(60'000))
            return -1;
        if (memscan.exitCode() == 2)
            return std::nullopt;
        return static_cast<int>(memscan.readAllStandardOutput().count("LEAK"));
    }
    bool isAnswered() const {
        const auto ask = prepared();
        const auto answer = opened(ask, post(carried(ask)));
        return answer.ok() && answer->cases.size() == 1 && answer->cases.front().number == number;
    }

private slots:
    void initTestCase() {
        QVERIFY(rig.startOpen());
        rig.startInner();
        const auto filing = samples::file(terminal, body, 1);
        number = filing.header.core.caseNumber;
        QTRY_VERIFY_WITH_TIMEOUT(
            rig.post({filing.packet}).status == 202 && rig.casesOf(number) == 1, 30'000);
    }

    void anAskPassesBothZones() {
        const auto ask = prepared();
        const auto reply = post(carried(ask));
        QCOMPARE(reply.status, 200);
        const auto answer = opened(ask, reply);
        QVERIFY(answer.ok());
        QCOMPARE(answer->code, std::string());
        QCOMPARE(answer->cases.front().state, std::string("checking"));
        // The same ask again, from whoever kept it.
        QCOMPARE(post(carried(ask)).status, 409);
    }

    void anInnerZoneThatIsAwayDelaysAndNoMore() {
        rig.killInner();
        const auto ask = prepared(2s);
        const auto reply = post(carried(ask));
        QCOMPARE(reply.status, 504);
        QVERIFY(reply.body.contains("JJ-2408"));
        rig.startInner();
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(), 30'000);
    }

    void theOpenZoneKeepsNothingOfAnAsk() {
        const auto ask = prepared();
        QCOMPARE(post(carried(ask)).status, 200);
        for (const auto& entry : fs::recursive_directory_iterator(rig.path("center/open"))) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string content((std::istreambuf_iterator<char>(in)), {});
            QVERIFY(content.find(ask.head.askId) == std::string::npos);
            QVERIFY(content.find(textOf(ask.sealed)) == std::string::npos);
        }
    }

    // Neither while it waits, nor when it was answered.
    void theOpenZonesMemoryHoldsNothingThatWasAsked() {
        if (!inMemory("x"))
            QSKIP("another process's memory may not be read here");
        const auto answered = prepared("offline/witness/witness", body.applicant.number.expose());
        QCOMPARE(post(carried(answered)).status, 200);
        rig.killInner();
        const auto ask = prepared(20s);
        auto waiting = std::async(std::launch::async, [&] { return post(carried(ask)); });
        // What it does hold is found.
        QTRY_VERIFY_WITH_TIMEOUT(inMemory(ask.head.askId).value_or(0) > 0, 15'000);
        for (const std::string_view text :
             {std::string_view(body.lookupCode), body.applicant.number.expose(),
              std::string_view(ask.nonce), std::string_view(answered.nonce)})
            QCOMPARE(inMemory(text).value_or(-1), 0);
        rig.startInner();
        QCOMPARE(waiting.get().status, 200);
    }

    // The list of a person's cases, for whom the witness of the inner zone's settings vouches.
    void whoIsKnownByMoreThanACardSeesTheirCases() {
        const auto number18 = body.applicant.number.expose();
        const auto answer = told(prepared("offline/witness/witness", number18));
        QCOMPARE(answer.code, std::string());
        QCOMPARE(answer.cases.size(), std::size_t(1));
        QCOMPARE(answer.cases.front().number, number);
        QVERIFY(told(prepared("offline/witness/witness", "110101199001011237")).cases.empty());
    }

    void whoIsNotSeesNothing() {
        const auto number18 = body.applicant.number.expose();
        for (const char* signer : {"", "offline/credential/credential",
                                   "inner/acknowledge/acknowledge", "open/server/server"}) {
            const auto answer = told(prepared(signer, number18));
            QCOMPARE(answer.code, std::string(codeOf(ErrorCode::AssuranceNeeded)));
            QVERIFY(answer.cases.empty());
        }
    }

    // A receipt's code opens its own case and no other.
    void neighboursOfAKnownNumberGiveNothing() {
        auto other = body;
        other.lookupCode = "ZZZZZZZZZZZZZZZ2";
        const auto next = samples::file(terminal, other, 2);
        const std::string neighbour = next.header.core.caseNumber;
        QTRY_VERIFY_WITH_TIMEOUT(
            rig.post({next.packet}).status == 202 && rig.casesOf(neighbour) == 1, 30'000);
        const auto answerAbout = [&](const std::string& about) {
            const auto ask = samples::must(
                seal::prepareAsk({protocol::AskKind::CaseState, {}, about, Secret(body.lookupCode)},
                                 terminal.active, clock, 20s));
            return told(ask).code;
        };
        const std::string nothing(codeOf(ErrorCode::CaseNotShown));
        const auto never = samples::coreHeader(terminal, 3).caseNumber;
        for (const std::string& about : {neighbour, never})
            for (int i = 0; i < 5; ++i)
                QCOMPARE(answerAbout(about), nothing);
        for (const std::string& about : {neighbour, never})
            QCOMPARE(answerAbout(about), std::string(codeOf(ErrorCode::AskLimited)));
        QVERIFY(isAnswered());
    }

    void onlyTheInnerZoneFetchesAsks() {
        QCOMPARE(rig.curl("/v1/inner/asks?limit=1").status, 403);
        QCOMPARE(post("{\"answers\":[]}", "/v1/inner/replies").status, 403);
        const auto own = rig.curl("/v1/inner/asks?limit=1", {}, rig.open("server/server"));
        QVERIFY(own.status == 403 || own.status == 0);
        QCOMPARE(post("{}").status, 400);
        const auto ask = prepared();
        QCOMPARE(post(encode(protocol::Ask{ask.head, "330105-B001", ask.sealed})).status, 403);
    }

    void bothEndInOrder() { QVERIFY(rig.stop()); }
};

QTEST_GUILESS_MAIN(TestZoneAsks)
#include "tst_zone_asks.moc"
