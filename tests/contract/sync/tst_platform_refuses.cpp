// The terminal's courier against the shipped platform: what is delivered, and who is turned away.
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/revocation_fetcher.h"
#include "app/terminal/sync/signed_words.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/contract/sync/refusal_table.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;
using samples::must;

namespace {

class LaterClock : public Clock {
public:
    std::chrono::hours later{0};
    GradedTime wall() const override {
        return {SystemClock().wall().time + later, ClockGrade::Drift};
    }
    SteadyTime steady() const override { return SystemClock().steady(); }
};

} // namespace

class PlatformRefusesTest : public QObject {
    Q_OBJECT

    tests::PlatformProcess platform_;
    LaterClock clock_;
    QTemporaryDir folder_;
    std::unique_ptr<keys::DeviceKeys> keys_;
    std::unique_ptr<outbox::Outbox> outbox_;

    // As the terminal's program starts.
    void startTerminal() {
        outbox_.reset();
        keys_ = std::make_unique<keys::DeviceKeys>(
            must(keys::loadEnrolment(platform_.terminal(""), clock_.wall())));
        outbox::OutboxSettings settings;
        settings.folder = folder_.filePath(QStringLiteral("outbox")).toStdString();
        settings.ballastBytes = 64UL * 1024;
        outbox_ = must(outbox::Outbox::open(settings, *keys_, clock_));
    }
    std::string file() {
        const auto terminal = samples::terminalIn(platform_.terminal(""));
        const auto reservation = must(outbox_->reserve());
        auto core = samples::coreHeader(terminal, reservation.counter);
        core.packetId = reservation.packetId;
        core.caseNumber = reservation.caseNumber;
        auto body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
        body.lookupCode = reservation.lookupCode;
        const auto filing = samples::file(terminal, body, core);
        must(outbox_->put(viewOf(encode(filing.header.core)), filing.sealed));
        return core.caseNumber;
    }
    keys::Enrolment enrolment() const {
        keys::Enrolment enrolment = keys_->enrolment();
        enrolment.platformUrl = "https://localhost:" + std::to_string(platform_.port());
        return enrolment;
    }
    std::optional<ErrorCode> problemOf(const keys::Enrolment& enrolment) {
        CurlTransport transport(enrolment, clock_);
        const SignedWords words(enrolment, clock_);
        Courier courier(*outbox_, transport, words, clock_, Pace(1));
        courier.attempt();
        return courier.state().problem;
    }
    // Until the queue is empty; false when an attempt brings a problem first.
    bool drain() {
        const keys::Enrolment own = enrolment();
        CurlTransport transport(own, clock_);
        const SignedWords words(own, clock_);
        Courier courier(*outbox_, transport, words, clock_, Pace(1));
        return QTest::qWaitFor(
                   [&] { return !courier.attempt() || courier.state().problem.has_value(); },
                   15'000) &&
               !courier.state().problem && outbox_->count().queued == 0;
    }
    seal::Certificate issuedHere(std::string_view name, seal::Role role, seal::Validity validity,
                                 const seal::PrivateKey& key) const {
        const auto root = must(seal::Certificate::fromFile(platform_.center("root/root.pem")));
        const auto rootKey = must(seal::PrivateKey::fromFile(platform_.center("root/root.key")));
        return must(seal::issueLeaf(root, rootKey, key, name, role, validity));
    }
    seal::Validity around(std::chrono::hours before, std::chrono::hours after) const {
        const auto now = clock_.wall().time;
        return {now - before, now + after};
    }
    int casesOf(const std::string& number) const {
        const auto list = platform_.command({"case", "list", "--settings", platform_.settings()});
        return static_cast<int>(list.out.count(QByteArray::fromStdString(number)));
    }

private slots:
    void initTestCase() { startTerminal(); }
    void init() {
        clock_.later = 0h;
        QVERIFY(platform_.start());
    }
    void cleanup() { platform_.kill(); }

    void whatIsQueuedIsDeliveredOnce() {
        const std::string first = file(), second = file();
        QVERIFY(drain());
        QCOMPARE(casesOf(first), 1);
        QCOMPARE(casesOf(second), 1);
    }

    void whoIsNotTheTerminalIsTurnedAway_data() {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("code");
        const auto row = [](const char* how, ErrorCode code) {
            QTest::newRow(how) << QString::fromLatin1(how) << int(code);
        };
        row("issued by another root", ErrorCode::TerminalUnknown);
        row("issued by a twin of the root", ErrorCode::TerminalUnknown);
        row("self-signed with its name", ErrorCode::TerminalUnknown);
        row("ended more than a year ago", ErrorCode::TerminalExpired);
        row("not begun yet", ErrorCode::TerminalUnknown);
        row("revoked", ErrorCode::TerminalRevoked);
        row("with the role of a server", ErrorCode::TerminalUnknown);
        row("with the role of the sealing key", ErrorCode::TerminalUnknown);
        row("with the packets of another terminal", ErrorCode::TerminalUnknown);
    }
    void whoIsNotTheTerminalIsTurnedAway() {
        QFETCH(QString, how);
        QFETCH(int, code);
        const std::string number = file();
        keys::Enrolment other = keys_->enrolment();
        other.deviceKey = must(seal::PrivateKey::generate());
        other.device = otherDevice(how, other.deviceKey);
        if (how == QLatin1String("revoked"))
            QVERIFY(startsWithout(other.device));
        other.platformUrl = enrolment().platformUrl;
        const auto before = outbox_->count().queued;
        QVERIFY(standsInTable(how, ErrorCode(code)));
        const auto problem = problemOf(other);
        QVERIFY(problem.has_value());
        QCOMPARE(QByteArray(codeOf(*problem).data()), QByteArray(codeOf(ErrorCode(code)).data()));
        QCOMPARE(outbox_->count().queued, before);
        QCOMPARE(casesOf(number), 0);
        // Nothing of it stood in the way of the terminal itself.
        QVERIFY(drain());
        QCOMPARE(casesOf(number), 1);
    }

    // Neither side is started again; no word of the platform's decides, only the root's list.
    void aListIsTakenUpWhileBothRun() {
        keys::Enrolment other = enrolment();
        other.deviceKey = must(seal::PrivateKey::generate());
        other.device =
            issuedHere(samples::terminalId, seal::Role::Terminal, around(1h, 24h), other.deviceKey);
        other.revoked = seal::Revocations();
        const auto bystander = must(seal::PrivateKey::generate());
        const auto lost =
            issuedHere("330105-A018", seal::Role::Terminal, around(1h, 24h), bystander);
        QVERIFY(startsWithout(lost));
        other.platformUrl = enrolment().platformUrl;
        CurlTransport transport(other, clock_);
        RevocationFetcher fetcher(other, transport, clock_, platform_.path("kept.pem"));
        fetcher.tend(false);
        QVERIFY(other.revoked.holds(lost));
        QVERIFY(keys::mayFile(other, clock_.wall()).ok());
        const auto acks = [&] {
            const auto answer = transport.get("/v1/acks?since=0");
            return answer ? answer->status : 0;
        };
        QCOMPARE(acks(), 200);
        QVERIFY(revokes(other.device));
        // Over the connection that is open, too.
        QTRY_COMPARE(acks(), 403);
        RevocationFetcher again(other, transport, clock_, platform_.path("kept.pem"));
        again.tend(true);
        QCOMPARE(keys::mayFile(other, clock_.wall()).error().code, ErrorCode::TerminalRevoked);
    }

    // A certificate of ninety days, filed on the first of them, silent for two hundred.
    void twoHundredDaysOfSilence() {
        QVERIFY(drain());
        const seal::PrivateKey key =
            must(seal::PrivateKey::fromFile(platform_.terminal("device.key")));
        const auto genuine = must(seal::Certificate::fromFile(platform_.terminal("device.pem")));
        const auto brief =
            issuedHere(samples::terminalId, seal::Role::Terminal, around(1h, 24h * 90), key);
        std::ofstream(platform_.terminal("device.pem")) << brief.pem();
        startTerminal();
        QVERIFY(keys::mayFile(keys_->enrolment(), clock_.wall()).ok());
        const std::string first = file(), second = file();

        platform_.kill();
        QVERIFY(platform_.start(200));
        clock_.later = 24h * 200;
        startTerminal();
        QCOMPARE(keys::mayFile(keys_->enrolment(), clock_.wall()).error().code,
                 ErrorCode::TerminalExpired);
        QVERIFY(drain());
        QCOMPARE(casesOf(first), 1);
        QCOMPARE(casesOf(second), 1);
        const keys::Enrolment late = enrolment();
        CurlTransport transport(late, clock_);
        QCOMPARE(transport.get("/v1/acks?since=0")->status, 200);
        QCOMPARE(transport.get("/v1/health")->status, 403);

        std::ofstream(platform_.terminal("device.pem")) << genuine.pem();
        clock_.later = 0h;
        startTerminal();
    }

private:
    bool revokes(const seal::Certificate& lost) {
        std::ofstream(platform_.path("lost.pem")) << lost.pem();
        const auto made = platform_.command({"revoke", platform_.path("lost.pem"), "--root",
                                             platform_.center("root"), "--list",
                                             platform_.center("root/revoked.pem")});
        return made.code == 0;
    }
    // The platform, again; the port may be another.
    bool startsWithout(const seal::Certificate& lost) {
        platform_.kill();
        return revokes(lost) && platform_.start();
    }
    seal::Certificate otherDevice(const QString& how, const seal::PrivateKey& key) const {
        using seal::Role;
        const auto day = around(1h, 24h);
        const auto under = [&](std::string_view rootName) {
            const auto rootKey = must(seal::PrivateKey::generate());
            const auto root = must(seal::issueRoot(rootKey, rootName, day));
            return must(
                seal::issueLeaf(root, rootKey, key, samples::terminalId, Role::Terminal, day));
        };
        if (how == QLatin1String("issued by another root"))
            return under("Another Root");
        if (how == QLatin1String("issued by a twin of the root"))
            return under(
                must(seal::Certificate::fromFile(platform_.center("root/root.pem"))).commonName());
        if (how == QLatin1String("self-signed with its name")) {
            const auto own = must(seal::issueRoot(key, samples::terminalId, day));
            return must(seal::issueLeaf(own, key, key, samples::terminalId, Role::Terminal, day));
        }
        if (how == QLatin1String("ended more than a year ago"))
            return issuedHere(samples::terminalId, Role::Terminal, around(24h * 500, -24h * 400),
                              key);
        if (how == QLatin1String("not begun yet"))
            return issuedHere(samples::terminalId, Role::Terminal, around(-24h, 48h), key);
        if (how == QLatin1String("revoked"))
            return issuedHere(samples::terminalId, Role::Terminal, day, key);
        if (how == QLatin1String("with the role of a server"))
            return issuedHere("localhost", Role::Server, day, key);
        if (how == QLatin1String("with the role of the sealing key"))
            return issuedHere("seal", Role::Seal, day, key);
        return issuedHere("330105-A018", Role::Terminal, day, key);
    }
};

QTEST_GUILESS_MAIN(PlatformRefusesTest)
#include "tst_platform_refuses.moc"
