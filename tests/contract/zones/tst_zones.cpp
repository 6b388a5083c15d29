// Two zones: what the open one holds, what it can do when it is taken over, and that nothing is
// lost or doubled whichever of them dies. A terminal's own code judges the words.
#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/judge.h"
#include "app/terminal/sync/signed_words.h"
#include "app/terminal/sync/wire.h"
#include "platform/protocol/checkpoint_question.h"
#include "platform/server/store/sqlite.h"
#include "tests/contract/zones/zones_rig.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QRandomGenerator>
#include <QtTest/QtTest>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <sstream>
#include <thread>

using namespace jiujin;
namespace fs = std::filesystem;
using protocol::Verdict;

namespace {

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    return files;
}

// The secret number of a key as OpenSSL keeps it in memory on this machine: lowest byte first.
std::string inMemory(const fs::path& keyFile) {
    const auto key = samples::must(seal::PrivateKey::fromFile(keyFile));
    BIGNUM* number = nullptr;
    std::array<std::uint8_t, 32> bytes{};
    if (EVP_PKEY_get_bn_param(key.handle(), OSSL_PKEY_PARAM_PRIV_KEY, &number) != 1 ||
        BN_bn2lebinpad(number, bytes.data(), bytes.size()) < 0)
        qFatal("no number in %s", keyFile.c_str());
    BN_clear_free(number);
    return toHex(bytes);
}

} // namespace

class TestZones : public QObject {
    Q_OBJECT
    tests::ZonesRig rig;
    const SystemClock clock;
    const keys::Enrolment enrolment = samples::must(
        keys::loadEnrolment(rig.terminal(""), {clock.wall().time, ClockGrade::Network}));
    const sync::SignedWords words{enrolment, clock};
    const samples::Terminal terminal = samples::terminalIn(rig.terminal(""));
    const protocol::CardFacts card = tests::personCard("zhang");
    const protocol::CaseBody body = tests::sampleBody(tests::pensionMatter(), card);
    std::uint64_t counter = 0;

    samples::Filing filing() { return samples::file(terminal, body, ++counter); }
    static std::string digestOf(const samples::Filing& filing) {
        return seal::digestOf(viewOf(encode(filing.header)));
    }

    // What the terminal makes of an answer to its packets.
    std::vector<sync::Judgement> judged(const tests::Reply& reply,
                                        const std::vector<samples::Filing>& filings) const {
        std::vector<outbox::QueuedPacket> batch;
        for (const auto& each : filings)
            batch.push_back({each.header.core.packetId, digestOf(each), each.packet});
        const auto heard = sync::judgeTaken(
            {reply.status, "application/json", reply.body.toStdString()}, batch, words);
        return heard.ok() ? heard->judgements : std::vector<sync::Judgement>();
    }
    bool delivers(const tests::Reply& reply, const std::vector<samples::Filing>& filings) const {
        const auto judgements = judged(reply, filings);
        return judgements.size() == filings.size() &&
               std::ranges::all_of(judgements, [](const sync::Judgement& judgement) {
                   return judgement.fate == sync::Fate::Delivered;
               });
    }
    // By GET /v1/acks from the start; an error when the terminal refuses what it hears.
    Result<bool> hears(const samples::Filing& filing) const {
        const auto reply = rig.curl("/v1/acks?since=0");
        const std::string headerDigest = digestOf(filing);
        JIUJIN_TRY_ASSIGN(const auto heard,
                          sync::judgeWords(
                              {reply.status, "application/json", reply.body.toStdString()},
                              [&](const std::string& packetId) {
                                  const bool own = packetId == filing.header.core.packetId;
                                  return own ? &headerDigest : nullptr;
                              },
                              words));
        return !heard.judgements.empty() && heard.judgements.front().fate == sync::Fate::Delivered;
    }
    void deliverAll(const std::vector<samples::Filing>& filings) const {
        std::vector<Bytes> packets;
        for (const auto& each : filings)
            packets.push_back(each.packet);
        QTRY_VERIFY_WITH_TIMEOUT(delivers(rig.post(packets), filings), 30'000);
    }

    // The findings in the open zone's memory, or nothing when it may not be read.
    std::optional<int> findings(const std::string& patterns) const {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        return std::nullopt; // a sanitizer keeps what was freed, and terabytes of its own
#endif
        QProcess memscan;
        memscan.start(qEnvironmentVariable("JIUJIN_MEMSCAN"), {QString::number(rig.openPid())});
        memscan.write(QByteArray::fromStdString(patterns));
        memscan.closeWriteChannel();
        if (!memscan.waitForFinished(60'000))
            return -1;
        if (memscan.exitCode() == 2)
            return std::nullopt;
        return static_cast<int>(memscan.readAllStandardOutput().count("LEAK"));
    }
    std::vector<std::string> personal() const {
        return {std::string(card.name.expose()), std::string(card.number.expose()),
                std::string(card.address.expose()), "13800138000"};
    }
    // As who has the open zone's machine: straight in its database, while it is stopped.
    void asThief(const std::function<void(const server::Database&)>& work) {
        rig.killOpen();
        {
            const auto database = server::Database::open(rig.openDatabase());
            QVERIFY(database.ok());
            work(*database);
        }
        QVERIFY(rig.startOpen());
    }
    std::string forged(const samples::Filing& filing, const std::string& pair) const {
        const auto key = samples::must(seal::PrivateKey::fromFile(rig.open(pair + ".key")));
        const auto certificate =
            samples::must(seal::Certificate::fromFile(rig.open(pair + ".pem")));
        const protocol::AcknowledgementBatch batch{
            clock.wall().time,
            {{filing.header.core.packetId, digestOf(filing), std::string(samples::terminalId),
              Verdict::Stored, ""}}};
        return samples::must(seal::signJws(encode(batch), key, certificate.keyId().substr(0, 16)));
    }

private slots:
    void initTestCase() {
        QVERIFY(rig.startOpen());
        rig.startInner();
    }

    void aPacketPassesBothZones() {
        const auto packet = filing();
        deliverAll({packet});
        QCOMPARE(rig.casesOf(packet.header.core.caseNumber), 1);
        QVERIFY(*hears(packet));
        const auto asked = rig.command({"case", "list", "--settings", rig.open("platform.toml")});
        QCOMPARE(asked.code, 2);
        QVERIFY(asked.err.contains("inner zone"));
    }

    // The terminal sends the id that stands in its own log (contract-sync).
    void oneTraceIsFoundInTheLogsOfBothZones() {
        const std::string id = "7bf92f3577b34da6a3ce929d0e0e4736";
        const auto packet = filing();
        std::ofstream(rig.path("traced"), std::ios::binary) << textOf(
            sync::batchOf({{packet.header.core.packetId, digestOf(packet), packet.packet}}));
        const auto reply =
            rig.curl("/v1/packets", {"--header", "Content-Type: application/vnd.jiujin.packets",
                                     "--header", "traceparent: 00-" + id + "-00f067aa0ba902b7-01",
                                     "--data-binary", "@" + rig.path("traced")});
        QCOMPARE(reply.status, 202);
        const auto tells = [&](const char* zone, const char* event) {
            std::istringstream lines(contentOf(rig.logOf(zone)));
            for (std::string line; std::getline(lines, line);)
                if (line.find(event) != std::string::npos && line.find(id) != std::string::npos)
                    return true;
            return false;
        };
        QTRY_VERIFY(tells("open", "PacketTaken"));
        QTRY_VERIFY(tells("inner", "CaseRecorded"));
    }

    void aCheckpointComesFromTheInnerZone() {
        const auto packet = filing();
        deliverAll({packet});
        const protocol::CheckpointQuestion question{
            packet.header.core.counter, packet.header.core.counter, "AAAAAAAAAAAAAAAAAAAAAA", 1,
            protocol::checkpointRoot({{packet.header.core.counter, digestOf(packet)}})};
        const std::string target = std::string(protocol::checkpointPath) + '?' + encode(question);
        const auto reply = rig.curl(target);
        QCOMPARE(reply.status, 200);
        const auto token = sync::checkpointIn(reply.body.toStdString());
        const auto checkpoint = words.readCheckpoint(*token);
        QVERIFY(checkpoint.ok());
        QCOMPARE(checkpoint->count, std::uint64_t(1));
        QCOMPARE(checkpoint->root, question.root);
        QCOMPARE(checkpoint->nonce, question.nonce);
        // The open zone alone has nothing to say, and keeps no question.
        rig.killInner();
        QCOMPARE(rig.curl(target).status, 503);
        rig.startInner();
        deliverAll({filing()});
        const auto answered = [&] {
            return rig.curl(target).status == 200;
        };
        QTRY_VERIFY(answered());
    }

    void fromTheOpenZoneNoPortOfTheInnerOneAnswers() {
        if (!rig.apart())
            QSKIP("only root can put the zones on two machines");
        QVERIFY2(rig.innerSockets().isEmpty(), rig.innerSockets().constData());
        QVERIFY(rig.innerPortsFromOutside().empty());
        // The cable carries, and the search finds: the other way round there is one.
        QVERIFY((rig.openPortsFromInside() == std::vector<int>{rig.port()}));
    }

    void theZonesLetInWhomTheyKnow() {
        for (const char* call : {"/v1/inner/mail?limit=1", "/v1/inner/answers"})
            QCOMPARE(rig.curl(call).status, 403);
        const std::string inner = rig.inner("inner/inner");
        QCOMPARE(rig.curl("/v1/acks", {}, inner).status, 403);
        QCOMPARE(rig.curl("/v1/packets", {"--data-binary", "x"}, inner).status, 403);
        QCOMPARE(rig.curl("/v1/health", {}, inner).status, 200);
        // The open zone's own certificate opens no door.
        const auto own = rig.curl("/v1/inner/mail?limit=1", {}, rig.open("server/server"));
        QVERIFY(own.status == 403 || own.status == 0);
    }

    void theOpenZoneHoldsNoKeyAndNoCase() {
        rig.killInner();
        const std::vector<samples::Filing> waiting{filing(), filing(), filing()};
        QCOMPARE(rig.post({waiting[0].packet, waiting[1].packet, waiting[2].packet}).status, 202);
        std::vector<std::string> secrets = personal();
        std::string patterns;
        for (const std::string& text : secrets)
            patterns += "person " + toHex(viewOf(text)) + '\n';
        int keys = 0;
        for (const fs::path& file : filesIn(rig.path("center"))) {
            if (file.extension() != ".key" || file.parent_path() == rig.open("server"))
                continue;
            ++keys;
            const std::string pem = contentOf(file);
            secrets.push_back(pem.substr(pem.find('\n') + 1, 64));
            secrets.push_back(std::string(textOf(*fromHex(inMemory(file)))));
            patterns += "key " + inMemory(file) + '\n';
        }
        // root, escrow, credential, witness, seal, acknowledge, inner, the catalogue's three roles
        QCOMPARE(keys, 10);
        for (const fs::path& file : filesIn(rig.path("center/open"))) {
            const std::string content = contentOf(file);
            for (const std::string& secret : secrets)
                QVERIFY2(content.find(secret) == std::string::npos, file.c_str());
        }
        const auto own = findings("own " + inMemory(rig.open("server/server.key")) + '\n');
        if (own) { // who may read that memory finds what is there: the server's key
            QVERIFY(*own > 0);
            QCOMPARE(*findings(patterns), 0);
        }
        rig.startInner();
        deliverAll(waiting);
        if (own)
            QCOMPARE(*findings(patterns), 0);
    }

    void theOpenZoneCannotForgeADelivery() {
        rig.killInner();
        const auto packet = filing();
        QCOMPARE(rig.post({packet.packet}).status, 202);
        asThief([&](const server::Database& database) {
            server::Statement put(database,
                                  "INSERT INTO replies(terminal_id, kind, body) VALUES(?,?,?)");
            put.bind(samples::terminalId).bind("packet").bind(forged(packet, "server/server"));
            QVERIFY(put.finish().ok());
        });
        const auto heard = hears(packet);
        QVERIFY(!heard.ok());
        QCOMPARE(heard.error().code, ErrorCode::AckSignature);
        // Without the forgery all is as before: it was delayed.
        asThief([](const server::Database& database) {
            QVERIFY(
                database.run("DELETE FROM replies WHERE seq=(SELECT max(seq) FROM replies)").ok());
        });
        QVERIFY(!*hears(packet));
        rig.startInner();
        deliverAll({packet});
    }

    void theOpenZoneCannotTurnAWordToAnotherPacket() {
        const auto first = filing(), second = filing();
        deliverAll({first});
        rig.killInner();
        QCOMPARE(rig.post({second.packet}).status, 202);
        asThief([&](const server::Database& database) {
            QVERIFY(database
                        .run("INSERT INTO replies(terminal_id, kind, body) SELECT terminal_id, "
                             "kind, body FROM replies ORDER BY seq DESC LIMIT 1; DELETE FROM mail")
                        .ok());
        });
        QVERIFY(*hears(first));
        QVERIFY(!*hears(second));
        rig.startInner();
        deliverAll({second}); // the terminal kept it, and sends it again
    }

    void theOpenZoneCannotAlterOrReplay() {
        rig.killInner();
        const auto packet = filing(), altered = filing();
        QCOMPARE(rig.post({packet.packet, altered.packet}).status, 202);
        Bytes content = altered.packet;
        content[content.size() / 2] ^= 1U;
        asThief([&](const server::Database& database) {
            server::Statement alter(database, "UPDATE mail SET content=? WHERE name LIKE ?");
            alter.bind(ByteView(content)).bind(altered.header.core.packetId + ":%");
            QVERIFY(alter.finish().ok());
        });
        rig.startInner();
        QTRY_VERIFY_WITH_TIMEOUT(*hears(packet), 20'000);
        QVERIFY(!*hears(altered));
        QCOMPARE(rig.casesOf(altered.header.core.caseNumber), 0);
        for (int i = 0; i < 2; ++i) // what is delivered is put in again, under other names
            asThief([&](const server::Database& database) {
                server::Statement again(database, "INSERT INTO mail(kind, name, terminal_id, "
                                                  "received, content) VALUES(?,?,?,?,?)");
                again.bind("packet").bind("again" + std::to_string(i)).bind("330105-A018");
                again.bind(toRfc3339(clock.wall().time)).bind(ByteView(packet.packet));
                QVERIFY(again.finish().ok());
            });
        const auto last = filing();
        deliverAll({last});
        QCOMPARE(rig.casesOf(packet.header.core.caseNumber), 1);
        // The altered one was set aside; the same bytes as the terminal has them are taken.
        asThief([](const server::Database& database) {
            QVERIFY(database.run("DELETE FROM mail").ok());
        });
        deliverAll({altered});
        QCOMPARE(rig.casesOf(altered.header.core.caseNumber), 1);
    }

    // Six times: packets are under way when one of the two dies, or both.
    void nothingIsLostOrDoubledWhenEitherDies() {
        std::vector<samples::Filing> filings;
        std::vector<Bytes> packets;
        for (int i = 0; i < 24; ++i) {
            filings.push_back(filing());
            packets.push_back(filings.back().packet);
        }
        for (int round = 0; round < 6; ++round) {
            const int after = QRandomGenerator::global()->bounded(80);
            std::thread sender([&] { static_cast<void>(rig.post(packets)); });
            QTest::qWait(after); // the moment of death, not a wait for something to be true
            if (round % 3 != 0)
                rig.killInner();
            if (round % 3 != 1)
                rig.killOpen();
            sender.join();
            if (round % 3 != 1)
                QVERIFY(rig.startOpen());
            if (round % 3 != 0)
                rig.startInner();
        }
        deliverAll(filings);
        for (const auto& each : filings) {
            QCOMPARE(rig.casesOf(each.header.core.caseNumber), 1);
            QVERIFY(*hears(each));
        }
    }

    void bothEndInOrder() {
        QVERIFY(rig.stop());
    }
};

QTEST_GUILESS_MAIN(TestZones)
#include "tst_zones.moc"
