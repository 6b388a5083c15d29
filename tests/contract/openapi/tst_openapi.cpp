// What the platform answers, held by Prism against the document that others would build from.
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/reconciler.h"
#include "app/terminal/sync/signed_words.h"
#include "platform/seal/ask_seal.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QJsonDocument>
#include <QJsonObject>
#include <fstream>

using namespace jiujin;
using samples::must;

namespace {

// tests/judges/gateway.mjs, until the object ends.
class Gateway {
public:
    Gateway(const tests::PlatformProcess& platform, const char* mode) {
        const auto q = [](const std::string& text) {
            return QString::fromStdString(text);
        };
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(QStringLiteral("node"),
                       {q(tests::sourceFile("tests/judges/gateway.mjs")),
                        q(tests::sourceFile("platform/protocol/openapi.yaml")),
                        q("https://localhost:" + std::to_string(platform.port())),
                        q(platform.center("server")), q(platform.terminal("")),
                        q(platform.path("plant.json")), QString::fromLatin1(mode)});
        if (QTest::qWaitFor([this] { return process_.canReadLine(); }, 20'000))
            port_ = process_.readLine().trimmed().toStdString();
    }
    ~Gateway() {
        process_.kill();
        process_.waitForFinished();
    }
    std::string url() const { return "https://localhost:" + port_; }
    bool up() const { return !port_.empty(); }

private:
    QProcess process_;
    std::string port_;
};

} // namespace

class TestOpenApi : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform_;
    const SystemClock clock_;
    std::unique_ptr<Gateway> strict_, lenient_;
    std::unique_ptr<keys::DeviceKeys> keys_;
    std::string caseNumber_; // the last that was filed
    Secret lookupCode_;

    tests::Reply through(const Gateway& gateway, const std::string& target,
                         std::vector<std::string> arguments = {}) const {
        std::vector<std::string> all{"--silent",
                                     "--max-time",
                                     "20",
                                     "--write-out",
                                     "\n%{http_code}",
                                     "--cacert",
                                     platform_.terminal("root.pem"),
                                     "--cert",
                                     platform_.terminal("device.pem"),
                                     "--key",
                                     platform_.terminal("device.key")};
        all.insert(all.end(), arguments.begin(), arguments.end());
        all.push_back(gateway.url() + target);
        const auto ended = tests::runProgram(QStringLiteral("curl"), all);
        const auto line = ended.out.lastIndexOf('\n');
        return {ended.out.mid(line + 1).toInt(), ended.code, ended.out.left(line)};
    }
    // As a visit files: reserved, sealed to both recipients, committed.
    void file(outbox::Outbox& outbox, const samples::Terminal& terminal) {
        const auto reservation = must(outbox.reserve());
        auto core = samples::coreHeader(terminal, reservation.counter);
        core.packetId = reservation.packetId;
        core.caseNumber = reservation.caseNumber;
        auto body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
        body.lookupCode = reservation.lookupCode;
        const auto filing = samples::file(terminal, body, core);
        must(outbox.put(viewOf(encode(filing.header.core)), filing.sealed));
        caseNumber_ = reservation.caseNumber;
        lookupCode_ = Secret(reservation.lookupCode);
    }
    tests::Reply ask(const Gateway& gateway, const std::string& json) const {
        const std::string file = platform_.path("ask.json");
        std::ofstream(file, std::ios::binary) << json;
        return through(gateway, "/v1/asks",
                       {"--header", "Content-Type: application/json", "--data-binary", "@" + file});
    }
    protocol::Ask newAsk() const {
        const seal::Question question{protocol::AskKind::CaseState, {}, caseNumber_, lookupCode_};
        const auto seal = must(seal::Certificate::fromFile(platform_.terminal("trust/seal.pem")));
        const auto prepared =
            must(seal::prepareAsk(question, seal, clock_, std::chrono::seconds(20)));
        return {prepared.head, std::string(samples::terminalId), prepared.sealed};
    }
    void plant(const QByteArray& answer) const {
        QFile file(QString::fromStdString(platform_.path("plant.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(answer), answer.size());
    }

private slots:
    void initTestCase() {
        QVERIFY(platform_.start());
        strict_ = std::make_unique<Gateway>(platform_, "strict");
        lenient_ = std::make_unique<Gateway>(platform_, "lenient");
        QVERIFY2(strict_->up() && lenient_->up(), "npm --prefix tests/judges ci was not run");
        keys_ = std::make_unique<keys::DeviceKeys>(
            must(keys::loadEnrolment(platform_.terminal(""), clock_.wall())));
    }
    void cleanup() { QFile::remove(QString::fromStdString(platform_.path("plant.json"))); }

    void theTerminalsCourierDelivers() {
        const QTemporaryDir folder;
        outbox::OutboxSettings settings;
        settings.folder = folder.filePath(QStringLiteral("outbox")).toStdString();
        settings.ballastBytes = 64UL * 1024;
        const auto outbox = must(outbox::Outbox::open(settings, *keys_, clock_));
        const auto terminal = samples::terminalIn(platform_.terminal(""));
        for (int i = 0; i < 3; ++i)
            file(*outbox, terminal);
        keys::Enrolment enrolment = keys_->enrolment();
        enrolment.platformUrl = strict_->url();
        sync::CurlTransport transport(enrolment, clock_);
        const sync::SignedWords words(enrolment, clock_);
        sync::Courier courier(*outbox, transport, words, clock_, sync::Pace(1));
        QVERIFY(courier.attempt());
        QCOMPARE(outbox->count().delivered, 3);
        sync::Reconciler reconciler(*outbox, transport, words, clock_);
        reconciler.step();
        QCOMPARE(outbox->items(true, 10).front().state, outbox::State::Confirmed);
        const auto told = platform_.wordsIn(through(*strict_, "/v1/acks?since=0").body);
        QCOMPARE(told.size(), std::size_t(3));
    }

    void anAskAndItsReplyPass() {
        const auto asked = newAsk();
        const auto reply = ask(*strict_, encode(asked));
        QCOMPARE(reply.status, 200);
        QCOMPARE(must(protocol::decodeAskReply(reply.body.toStdString())).askId, asked.head.askId);
        QCOMPARE(ask(*strict_, encode(asked)).status, 409);
    }

    void wrongAsksGetTheirAnswers() {
        QCOMPARE(ask(*lenient_, "{}").status, 400);
        QCOMPARE(ask(*strict_, "{}").status, 422);
        auto damaged = newAsk();
        damaged.sealed.back() ^= 1U;
        QCOMPARE(ask(*strict_, encode(damaged)).status, 400);
        auto foreign = newAsk();
        foreign.terminalId = "330105-B001";
        QCOMPARE(ask(*strict_, encode(foreign)).status, 403);
        auto late = newAsk();
        late.head.deadline -= std::chrono::hours(1);
        QCOMPARE(ask(*strict_, encode(late)).status, 408);
    }

    void rightRequestsPass_data() {
        QTest::addColumn<QString>("target");
        for (const char* target : {"/v1/health", "/v1/acks", "/v1/acks?since=7"})
            QTest::newRow(target) << QString::fromLatin1(target);
    }
    void rightRequestsPass() {
        QFETCH(QString, target);
        QCOMPARE(through(*strict_, target.toStdString()).status, 200);
    }

    // The words that wrong requests get are in the document too.
    void wrongRequestsGetTheirAnswers_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("status");
        const auto packets = QStringLiteral("/v1/packets");
        const auto type = QStringLiteral("application/vnd.jiujin.packets");
        QTest::newRow("no batch") << packets << type << 3 << 400;
        QTest::newRow("a batch of nothing good") << packets << type << 0 << 202;
        QTest::newRow("another type") << packets << QStringLiteral("text/plain") << 3 << 415;
        QTest::newRow("too large") << packets << type << 35'000'000 << 413;
        QTest::newRow("no number") << QStringLiteral("/v1/acks?since=x") << QString() << -1 << 400;
        QTest::newRow("a question without its nonce")
            << QStringLiteral("/v1/checkpoint?from=1&upTo=9") << QString() << -1 << 400;
        QTest::newRow("long header")
            << QStringLiteral("/v1/health") << QString(9'000, QLatin1Char('x')) << -1 << 431;
    }
    void wrongRequestsGetTheirAnswers() {
        QFETCH(QString, target);
        QFETCH(QString, type);
        QFETCH(int, bytes);
        QFETCH(int, status);
        std::vector<std::string> arguments{"--header", "Content-Type: " + type.toStdString()};
        if (bytes >= 0) {
            const std::string file = platform_.path("sent");
            // Of 0 bytes: one packet of one byte, which nobody signed.
            std::ofstream(file, std::ios::binary)
                << (bytes > 0 ? std::string(static_cast<std::size_t>(bytes), 'x')
                              : std::string("\0\0\0\1x", 5));
            arguments.insert(arguments.end(), {"--data-binary", "@" + file});
        }
        const auto reply = through(*lenient_, target.toStdString(), arguments);
        QCOMPARE(reply.status, status);
        QVERIFY(reply.body.contains("\"code\":\"JJ-"));
    }

    void theRevocationListPasses() {
        QCOMPARE(through(*strict_, "/v1/revoked").status, 200);
        QCOMPARE(through(*strict_, "/v1/revoked?since=1").status, 404);
        QCOMPARE(through(*lenient_, "/v1/revoked?since=x").status, 400);
        const auto key = must(seal::PrivateKey::generate());
        const auto now = clock_.wall().time;
        const auto lost = must(seal::issueLeaf(
            must(seal::Certificate::fromFile(platform_.center("root/root.pem"))),
            must(seal::PrivateKey::fromFile(platform_.center("root/root.key"))), key, "330105-A018",
            seal::Role::Terminal, {now - std::chrono::hours(1), now + std::chrono::hours(1)}));
        std::ofstream(platform_.path("lost.pem")) << lost.pem();
        QCOMPARE(
            platform_
                .command({"revoke", platform_.path("lost.pem"), "--root", platform_.center("root"),
                          "--list", platform_.center("root/revoked.pem")})
                .code,
            0);
        QTRY_COMPARE(through(*strict_, "/v1/revoked?since=1").status, 200);
        QCOMPARE(through(*strict_, "/v1/revoked?since=2").status, 404);
    }

    void theCataloguePasses() {
        QCOMPARE(through(*strict_, "/v1/mirror/roots/1.jws").status, 200);
        QCOMPARE(through(*strict_, "/v1/mirror/roots/1.jws", {"--range", "0-9"}).status, 206);
        QCOMPARE(through(*strict_, "/v1/mirror/roots/2.jws").status, 404);
        QCOMPARE(through(*strict_, "/v1/mirror/timestamp.jws").status, 404); // nothing is published
    }

    void aWrongRequestIsFound() { QCOMPARE(through(*strict_, "/v1/acks?since=x").status, 422); }

    void aPlantedWrongAnswerIsFound_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("right");
        const auto row = [](const char* name, int status, const char* type, const char* body,
                            bool right = false) {
            QTest::newRow(name) << status << QString::fromLatin1(type) << QString::fromLatin1(body)
                                << right;
        };
        const char* const json = "application/json";
        row("right", 200, json, "{'status':'ok'}", true);
        row("other words", 200, json, "{'status':'fine'}");
        row("a member too many", 200, json, "{'status':'ok','more':1}");
        row("a member too few", 200, json, "{}");
        row("a captive portal", 200, "text/html", "<html>log in</html>");
        row("a status of another call", 202, json, "{}");
        row("a status of no call", 418, json, "{}");
        row("no code of ours", 400, json, "{'code':'E1','words_zh':'x','words_en':'x'}");
        const char* const busy = "{'code':'JJ-2307','words_zh':'x','words_en':'x'}";
        row("busy", 503, json, busy, true);
        row("busy, for how long?", 503, "application/json; no Retry-After", busy);
    }
    void aPlantedWrongAnswerIsFound() {
        QFETCH(int, status);
        QFETCH(QString, type);
        QFETCH(QString, body);
        QFETCH(bool, right);
        QJsonObject headers{{QStringLiteral("content-type"), type.section(QLatin1Char(';'), 0, 0)}};
        if (!type.contains(QLatin1Char(';')))
            headers.insert(QStringLiteral("retry-after"), QStringLiteral("5"));
        body.replace(QLatin1Char('\''), QLatin1Char('"'));
        plant(QJsonDocument(QJsonObject{{QStringLiteral("status"), status},
                                        {QStringLiteral("headers"), headers},
                                        {QStringLiteral("body"), body}})
                  .toJson());
        const auto reply = through(*strict_, "/v1/health");
        QCOMPARE(reply.body.contains("#VIOLATIONS"), !right);
        QCOMPARE(reply.status == 500, !right);
    }
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
