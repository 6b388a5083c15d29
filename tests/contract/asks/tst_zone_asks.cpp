#include "platform/base/uuid.h"
#include "platform/seal/ask_seal.h"
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
