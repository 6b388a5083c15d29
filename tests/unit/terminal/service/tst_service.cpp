#include "app/control/ask_terminal.h"
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/service/control_desk.h"
#include "app/terminal/service/control_server.h"
#include "app/terminal/service/filing_desk.h"
#include "app/terminal/service/public_files.h"
#include "app/terminal/service/reach.h"
#include "app/terminal/service/settings.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <future>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::service;
using enrolment::must;
using enrolment::writeFile;

namespace {

constexpr std::string_view wholeFile = R"([terminal]
state = "state"
enrolment = "/etc/jiujin/enrolment"
matters = "matters"
notices = "notices"
[programs]
folder = "/usr/lib/jiujin"
modules = "/usr/lib/jiujin/modules"
[devices.idcard]
module = "idcard-samv"
options = { device = "/dev/ttyUSB0" }
groups = [20, 5]
[devices.printer]
module = "printer-cups"
[users]
idcard = 7001
operator = 1000
[window]
size = "540x960"
[control]
socket = "control.sock"
[outbox]
rows = 200
mebibytes = 256
days = 7
kept_days = 14
kept_mebibytes = 0
)";

link::StatusReport sampleReport() {
    link::StatusReport report;
    report.terminalId = "330105-A017";
    report.accepting = true;
    report.screen = "ready";
    report.devices = {{"idcard", "idcard-samv", "ok"}};
    return report;
}

std::string told(std::string_view line) {
    return line == "status" ? encode(sampleReport()) : std::string(line);
}

// The exit status of `work` as another user.
int asUser(uid_t user, const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(::setgid(user) == 0 && ::setuid(user) == 0 ? work() : 99);
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return WEXITSTATUS(status);
}

// As the line does: on a thread of another's.
void answerWithHead(std::string_view head, Bytes, FilingDesk::Asked told) {
    std::thread([told = std::move(told), text = bytesOf(head)] { told(text); }).detach();
}

// A terminal whose network is away.
void noAsks(QByteArray, QByteArray, std::function<void(Result<QByteArray>)> answer) {
    answer(Error(ErrorCode::AskOffline));
}

} // namespace

class ServiceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;

    Result<Settings> settingsOf(std::string_view text) {
        writeFile(folder_ / "terminal.toml", text);
        return loadSettings(folder_ / "terminal.toml");
    }

    static outbox::Reservation filedIn(outbox::Outbox& outbox, const keys::DeviceKeys& keys,
                                       const enrolment::TestPki& pki) {
        auto reservation = must(outbox.reserve());
        protocol::CoreHeader header;
        header.packetId = reservation.packetId;
        header.terminalId = reservation.terminalId;
        header.counter = reservation.counter;
        header.caseNumber = reservation.caseNumber;
        header.recipientKeyIds = {pki.sealing.certificate.keyId(), pki.escrow.certificate.keyId()};
        header.bodyDigest = keys.digest(viewOf("body"));
        must(outbox.put(viewOf(encode(header)), viewOf("sealed")));
        return reservation;
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        folder_ = temporary_->path().toStdString();
        ::chmod(folder_.c_str(), 0755);
    }

    void aWholeFileIsRead() {
        const auto settings = settingsOf(wholeFile);
        QVERIFY2(settings.ok(), settings.ok() ? "" : settings.error().text().c_str());
        QVERIFY(settings->state == folder_ / "state");
        QVERIFY(settings->enrolment == "/etc/jiujin/enrolment");
        QCOMPARE(settings->devices.size(), 2u);
        QCOMPARE(settings->devices[0].options.at("device"), std::string("/dev/ttyUSB0"));
        QVERIFY((settings->devices[0].groups == std::vector<gid_t>{20, 5}));
        QCOMPARE(settings->devices[0].user, 7001u);
        QCOMPARE(settings->devices[1].user, 60913u);
        QCOMPARE(settings->visitUser, 60911u);
        QCOMPARE(*settings->operatorUser, 1000u);
        QCOMPARE(*settings->windowSize, std::string("540x960"));
        QVERIFY(!settings->platformUrl);
        QCOMPARE(settings->sync.from.count(), 0);
        QCOMPARE(settings->sync.until.count(), 0);
        QCOMPARE(settings->sync.bytesPerSecond, 0);
        QVERIFY(settings->sync.proxy.empty());
        QVERIFY(settings->outbox.folder == folder_ / "state/outbox");
        QCOMPARE(settings->outbox.limits.rows, 200);
        QCOMPARE(settings->outbox.limits.bytes, 256UL * 1024 * 1024);
        QCOMPARE(settings->outbox.limits.oldest.count(), 7 * 24);
        QCOMPARE(settings->outbox.retention.count(), 14 * 24);
        QCOMPARE(settings->outbox.retainedBytes, 0u);
    }

    void theLineHasSettingsOfItsOwn() {
        const auto settings = settingsOf(std::string(wholeFile) +
                                         "[sync]\nhours = \"20:30-06:00\"\nkbit_per_second = 512\n"
                                         "proxy = \"http://proxy.example:3128\"\n");
        QVERIFY2(settings.ok(), settings.ok() ? "" : settings.error().where.c_str());
        QCOMPARE(settings->sync.from.count(), 20 * 60 + 30);
        QCOMPARE(settings->sync.until.count(), 6 * 60);
        QCOMPARE(settings->sync.bytesPerSecond, 64000);
        QCOMPARE(settings->sync.proxy, std::string("http://proxy.example:3128"));
        for (const char* bad :
             {"hours = \"8-20\"", "hours = \"24:00-06:00\"", "hours = \"20:00-06:60\"",
              "kbit_per_second = 127", "proxy = \"socks5://a\"", "kbits = 512"})
            QCOMPARE(settingsOf(std::string(wholeFile) + "[sync]\n" + bad).error().code,
                     ErrorCode::SettingsInvalid);
    }

    void eachMistakeHasItsLine_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const char* from, const char* to, const char* said) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(said);
        };
        row("misspelt name", "notices = ", "notises = ", ":1: [terminal] lacks notices");
        row("unknown name", "size = \"540x960\"", "size = \"1x1\"\nsice = 2",
            ":20: unknown name sice in [window]");
        row("unknown table", "[window]", "[windows]", "unknown name windows in [settings]");
        row("missing table", "[programs]", "[program]", "[programs] is missing");
        row("no text", "module = \"idcard-samv\"", "module = 7",
            ":10: module must be text in quotes");
        row("no number", "idcard = 7001", "idcard = \"root\"",
            ":16: idcard must be a number from 0 to");
        row("option no text", "\"/dev/ttyUSB0\"", "1", ":11: device must be text in quotes");
        row("no rows", "rows = 200", "rows = 0", ":23: rows must be a number from 1 to 1000000");
        row("too little room", "mebibytes = 256", "mebibytes = 127",
            ":24: mebibytes must be a number from 128 to 1048576");
        row("too long", "days = 7", "days = 3651", ":25: days must be a number from 1 to 3650");
        row("text for days", "kept_days = 14", "kept_days = \"two\"",
            ":26: kept_days must be a number from 1");
        row("unknown limit", "kept_mebibytes", "kept_gibibytes",
            ":27: unknown name kept_gibibytes in [outbox]");
        row("no TOML", "[window]", "[window", ":18: ");
    }
    void eachMistakeHasItsLine() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, said);
        QByteArray text(wholeFile.data(), qsizetype(wholeFile.size()));
        QVERIFY(text.contains(from));
        const auto settings = settingsOf(text.replace(from, to).toStdString());
        QCOMPARE(settings.error().code, ErrorCode::SettingsInvalid);
        QVERIFY2(settings.error().where.find(said.toStdString()) != std::string::npos,
                 settings.error().where.c_str());
        QVERIFY(settings.error().where.starts_with((folder_ / "terminal.toml").string()));
    }

    void aMissingFileIsNamed() {
        QCOMPARE(loadSettings(folder_ / "none.toml").error().code, ErrorCode::FileUnreadable);
    }

    void visitsReadCertificatesAndNothingElse() {
        writeEnrolment(folder_ / "enrolment", enrolment::TestPki(SystemClock().wall().time),
                       "https://localhost");
        ::chmod((folder_ / "enrolment").c_str(), 0700);
        const PublicFiles files = must(publish(folder_ / "enrolment", folder_ / "state"));
        QVERIFY(seal::Certificate::fromFile(files.root).ok());
        QVERIFY(seal::Certificate::fromFile(files.trust / "seal.pem").ok());
        std::filesystem::create_directory(folder_ / "state/outbox");
        ::chmod((folder_ / "state/outbox").c_str(), 0700);
        if (::geteuid() != 0)
            QSKIP("only root can try as another user");
        QVERIFY(service::checkReach(60911, {files.root, files.trust / "escrow.pem"}).ok());
        for (const auto& closed : {folder_ / "enrolment/device.key", folder_ / "state/outbox",
                                   folder_ / "enrolment/trust/seal.pem"}) {
            const auto reach = service::checkReach(60911, {files.root, closed});
            QCOMPARE(reach.error().code, ErrorCode::ProgramStart);
            QVERIFY(reach.error().where.find(closed.string()) != std::string::npos);
        }
    }

    void theDeskFilesAndAnswersInThisThread() {
        const SystemClock clock;
        const enrolment::TestPki pki(clock.wall().time);
        writeEnrolment(folder_ / "enrolment", pki, "https://localhost");
        GradedTime now = clock.wall();
        now.grade = ClockGrade::Drift;
        const keys::DeviceKeys keys(must(keys::loadEnrolment(folder_ / "enrolment", now)));
        outbox::OutboxSettings store;
        store.folder = folder_ / "outbox";
        store.ballastBytes = 4096;
        const auto outbox = must(outbox::Outbox::open(store, keys, clock));
        int stored = 0;
        Result<void> may;
        FilingDesk desk(
            *outbox, [&] { return may; },
            [](const FilingDesk::Queue& queue) {
                LinkStatus status;
                status.setQueued(static_cast<int>(queue.count.queued));
                status.setDelivery(queue.filed ? QString::fromStdString(queue.filed->caseNumber)
                                               : QStringLiteral("none"));
                return status;
            },
            [&] { ++stored; }, answerWithHead);

        std::optional<LinkReservation> reservation;
        desk.reserve([&](const Result<LinkReservation>& answer) { reservation = *answer; });
        QVERIFY(!reservation);
        QTRY_VERIFY(reservation);
        QCOMPARE(reservation->counter(), quint64(1));
        protocol::CoreHeader header;
        header.packetId = reservation->packetId().toStdString();
        header.terminalId = reservation->terminalId().toStdString();
        header.counter = reservation->counter();
        header.caseNumber = reservation->caseNumber().toStdString();
        header.recipientKeyIds = {pki.sealing.certificate.keyId(), pki.escrow.certificate.keyId()};
        header.bodyDigest = keys.digest(viewOf("body"));
        std::optional<LinkReceipt> receipt;
        desk.put(QByteArray::fromStdString(encode(header)), QByteArray("sealed"),
                 [&](const Result<LinkReceipt>& answer) { receipt = *answer; });
        QTRY_VERIFY(receipt);
        QCOMPARE(receipt->caseNumber(), reservation->caseNumber());
        QCOMPARE(stored, 1);
        QVERIFY(seal::verifyReceiptCode(receipt->code().toStdString(), pki.credential.certificate,
                                        pki.root)
                    .ok());

        for (const QString& filed : {receipt->caseNumber(), QString(), QStringLiteral("unknown")}) {
            std::optional<LinkStatus> status;
            desk.status(filed, [&](const LinkStatus& answer) { status = answer; });
            QVERIFY(!status);
            QTRY_VERIFY(status);
            QCOMPARE(status->queued(), 1);
            QCOMPARE(status->delivery(),
                     filed == receipt->caseNumber() ? filed : QStringLiteral("none"));
        }

        std::optional<ErrorCode> refusal;
        desk.put(QByteArray("{}"), QByteArray("sealed"),
                 [&](const Result<LinkReceipt>& answer) { refusal = answer.error().code; });
        QTRY_VERIFY(refusal);
        QCOMPARE(*refusal, ErrorCode::PacketMalformed);
        QCOMPARE(stored, 1);

        QByteArray answered;
        desk.ask(QByteArray("head"), QByteArray("sealed"),
                 [&](const Result<QByteArray>& answer) { answered = *answer; });
        QVERIFY(answered.isEmpty());
        QTRY_COMPARE(answered, QByteArray("head"));

        may = Error{ErrorCode::TerminalExpired};
        refusal.reset();
        desk.reserve([&](const Result<LinkReservation>& answer) { refusal = answer.error().code; });
        QTRY_VERIFY(refusal);
        QCOMPARE(*refusal, ErrorCode::TerminalExpired);
    }

    void rootIsToldTheStatus() {
        ControlServer server(told, noAsks, std::nullopt);
        QVERIFY(server.listen(folder_ / "run/control.sock").ok());
        auto asked = std::async(std::launch::async, [&] {
            return control::askTerminal(folder_ / "run/control.sock", "status");
        });
        QTRY_COMPARE(asked.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        QVERIFY(must(link::decodeStatusReport(must(asked.get()))) == sampleReport());
    }

    void strangersAreToldNothingAndTheOperatorIs() {
        if (::geteuid() != 0)
            QSKIP("only root can try as another user");
        ControlServer server(told, noAsks, 7002);
        QVERIFY(server.listen(folder_ / "control.sock").ok());
        const auto ask = [&] {
            return control::askTerminal(folder_ / "control.sock", "status").ok() ? 0 : 1;
        };
        QCOMPARE(asUser(7003, ask), 1);
        QCOMPARE(asUser(7002, ask), 0);
    }

    void theDeskKnowsItsWordsAndNoOthers() {
        const SystemClock clock;
        const enrolment::TestPki pki(clock.wall().time);
        writeEnrolment(folder_ / "enrolment", pki, "https://localhost");
        GradedTime now = clock.wall();
        now.grade = ClockGrade::Drift;
        const keys::DeviceKeys keys(must(keys::loadEnrolment(folder_ / "enrolment", now)));
        outbox::OutboxSettings store;
        store.folder = folder_ / "outbox";
        store.ballastBytes = 4096;
        store.limits.rows = 2;
        const auto outbox = must(outbox::Outbox::open(store, keys, clock));
        std::vector<outbox::Reservation> filed;
        for (int i = 0; i < 3; ++i)
            filed.push_back(filedIn(*outbox, keys, pki));
        QVERIFY(outbox->done({filed[0].packetId}).ok());
        QVERIFY(outbox->quarantine(filed[1].packetId, ErrorCode::PacketConflict).ok());
        int woken = 0;
        const ControlDesk desk(*outbox, clock, sampleReport,
                               {[] { return std::chrono::milliseconds(1500); },
                                [&] {
                                    ++woken;
                                }});

        QCOMPARE(must(link::decodeStatusReport(desk.answer("status"))), sampleReport());
        auto waits = must(link::decodeQueueReport(desk.answer("queue list")));
        QCOMPARE(waits.total, 2);
        QVERIFY(waits.closed.empty());
        QCOMPARE(waits.lines.size(), 2u);
        QCOMPARE(waits.lines[0].caseNumber, filed[2].caseNumber);
        QCOMPARE(waits.lines[0].state, std::string("queued"));
        QCOMPARE(waits.lines[0].nextSeconds, 2);
        QCOMPARE(waits.lines[1].state, std::string("quarantined"));
        QCOMPARE(waits.lines[1].nextSeconds, -1);
        QCOMPARE(waits.lines[1].reason, std::string("JJ-2305"));
        const auto shown =
            must(link::decodeQueueReport(desk.answer("queue show " + filed[1].caseNumber)));
        QVERIFY(shown.lines == std::vector<link::QueueLine>{waits.lines[1]});

        QCOMPARE(must(link::decodeChange(desk.answer("queue retry " + filed[1].packetId))), 1);
        // Nothing to change, and yet staff want it sent now.
        QCOMPARE(must(link::decodeChange(desk.answer("queue retry all"))), 0);
        QCOMPARE(woken, 2);
        QCOMPARE(must(link::decodeQueueReport(desk.answer("queue list"))).closed,
                 std::string(codeOf(ErrorCode::QueueFull)));
        const auto held = must(link::decodeQueueReport(desk.answer("queue list delivered")));
        QCOMPARE(held.lines.size(), 1u);
        QCOMPARE(held.lines[0].packetId, filed[0].packetId);
        QCOMPARE(must(link::decodeChange(desk.answer("queue recall 1-9"))), 1);
        QCOMPARE(must(link::decodeChange(desk.answer("queue recall " + filed[0].caseNumber))), 0);
        QCOMPARE(outbox->count().queued, 3);

        for (const char* line : {"", "state", "queue", "queue all", "queue list queued",
                                 "queue show", "queue show a b", "queue retry"})
            QCOMPARE(link::decodeChange(desk.answer(line)).error().code, ErrorCode::Usage);
        for (const char* line : {"queue show 1", "queue retry x", "queue recall 9-1",
                                 "queue recall 1-", "queue recall 0-3", "queue recall 1-9x"})
            QCOMPARE(link::decodeChange(desk.answer(line)).error().code, ErrorCode::NotFound);
    }

    void aSocketLeftBehindIsReplacedALivingOneIsNot() {
        const auto path = folder_ / "control.sock";
        writeFile(path, "");
        ControlServer first(told, noAsks, std::nullopt);
        QVERIFY(first.listen(path).ok());
        ControlServer second(told, noAsks, std::nullopt);
        QCOMPARE(second.listen(path).error().code, ErrorCode::AlreadyExists);
    }
};

QTEST_GUILESS_MAIN(ServiceTest)
#include "tst_service.moc"
