#include "app/control/ask_case.h"
#include "app/control/ask_terminal.h"
#include "app/control/queue_text.h"
#include "app/control/receipt_file.h"
#include "app/control/status_text.h"
#include "app/control/verdict_text.h"
#include "app/link/status_report.h"
#include "app/visit/paper/qr.h"
#include "platform/formats/case_number.h"
#include "platform/seal/revocation.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QtTest>

#include <algorithm>
#include <cctype>
#include <sstream>

using namespace jiujin;
using enrolment::must;

namespace {

std::string receiptCode(const enrolment::TestPki& pki) {
    protocol::ReceiptClaims claims;
    claims.terminalId = std::string(enrolment::terminalId);
    claims.counter = 42;
    claims.caseNumber = "330105-A017-0000042-K";
    claims.packetId = "019aa5a0-0000-7000-8000-000000000001";
    claims.sealedDigest = std::string(43, 'A');
    claims.lookupCode = "0123456789ABCDEF";
    claims.taken = {SystemClock().wall().time, ClockGrade::Drift};
    const auto token = must(
        seal::signJws(protocol::encode(claims), pki.device.key, pki.device.certificate.keyId()));
    return protocol::joinReceiptCode(
        token, pki.credentialFor(pki.device.certificate, enrolment::terminalId));
}

QImage photographed(const std::string& code) {
    const auto rows = paper::qrRows(code);
    const int module = 4, quiet = 8 * module,
              side = static_cast<int>(rows.size()) * module + 2 * quiet;
    QImage picture(side, side, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    for (std::size_t y = 0; y < rows.size(); ++y)
        for (std::size_t x = 0; x < rows[y].size(); ++x)
            if (rows[y][x] == '1')
                painter.fillRect(quiet + static_cast<int>(x) * module,
                                 quiet + static_cast<int>(y) * module, module, module, Qt::black);
    return picture;
}

link::StatusReport troubled() {
    link::StatusReport report;
    report.terminalId = "330105-A017";
    report.outOfService = "JJ-2001";
    report.screen = "ready";
    report.devices = {{"idcard", "idcard-samv", "ok"}, {"printer", "printer-cups", "JJ-1201"}};
    report.queued = 3;
    report.oldestSeconds = 97200;
    report.lastContact = "2026-11-22T01:04:00.000Z";
    report.syncProblem = "JJ-2301";
    report.clock = "drift";
    report.clockJumpMs = -7'260'000;
    return report;
}

link::QueueReport sampleQueue() {
    link::QueueReport queue;
    queue.total = 7;
    queue.closed = "JJ-2008";
    queue.lines = {{"019aa5a0-0000-7000-8000-000000000001", "330105-A017-0000042-K", 42, "queued",
                    "2026-11-22T01:04:00.000Z", "drift", 97261, 3, 75, "JJ-2307", 4321},
                   {"019aa5a0-0000-7000-8000-000000000002", "330105-A017-0000043-0", 43,
                    "quarantined", "2026-11-22T01:05:00.000Z", "drift", 60, 0, -1, "JJ-2305",
                    4322}};
    return queue;
}

struct Run {
    int code = 0;
    QByteArray out, err;
};

Run jiujinctl(const QStringList& arguments) {
    QProcess process;
    process.start(qEnvironmentVariable("JIUJIN_BINARY_DIR") + QStringLiteral("/bin/jiujinctl"),
                  arguments);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestControl : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    QByteArray heard_;
    enrolment::TestPki pki_{SystemClock().wall().time};

    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }
    QStringList verifying(const char* name) const {
        return {QStringLiteral("verify"), path(name), QStringLiteral("--enrolment"),
                path("enrolment")};
    }

    // jiujinctl --json, asking a terminal that answers with one line.
    Run answered(const std::string& json, QStringList arguments) {
        heard_.clear();
        QLocalServer server;
        server.listen(path("control.sock"));
        QObject::connect(&server, &QLocalServer::newConnection, &server, [&] {
            QLocalSocket* line = server.nextPendingConnection();
            QObject::connect(line, &QLocalSocket::readyRead, line, [&, line] {
                heard_ += line->readAll();
                if (!heard_.endsWith('\n'))
                    return;
                line->write(QByteArray::fromStdString(json) + '\n');
                line->disconnectFromServer();
            });
        });
        arguments << QStringLiteral("--json") << QStringLiteral("--socket") << path("control.sock");
        QProcess process;
        QEventLoop loop;
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        process.start(qEnvironmentVariable("JIUJIN_BINARY_DIR") + QStringLiteral("/bin/jiujinctl"),
                      arguments);
        loop.exec();
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

private slots:
    void initTestCase() {
        enrolment::writeEnrolment(path("enrolment").toStdString(), pki_, "https://127.0.0.1:1");
    }
    void agesNameTheTwoLargestUnits() {
        QCOMPARE(control::ageText(0), std::string("0 s"));
        QCOMPARE(control::ageText(59), std::string("59 s"));
        QCOMPARE(control::ageText(3600), std::string("1 h"));
        QCOMPARE(control::ageText(97261), std::string("1 d 3 h"));
    }
    void statusExplainsEveryCode() {
        const auto text =
            control::statusText(troubled(), must(fromRfc3339("2026-11-22T02:04:00.000Z")));
        for (const ErrorCode code :
             {ErrorCode::DiskFull, ErrorCode::PrinterNoPaper, ErrorCode::NetworkDown})
            for (const Language language : {Language::Chinese, Language::English})
                QVERIFY2(text.find(wordsOf(code, language)) != std::string::npos, text.c_str());
        QVERIFY(text.find("3 waiting, the oldest for 1 d 3 h") != std::string::npos);
        QVERIFY(text.find("2026-11-22 09:04 (1 h ago)") != std::string::npos);
        QVERIFY(text.find("drift, jumped back by 2 h 1 min\n") != std::string::npos);
    }
    void theCatalogueIsTold() {
        const WallTime now = must(fromRfc3339("2026-11-25T05:04:00.000Z"));
        const auto holds = [&](const link::StatusReport& report, const char* words) {
            return control::catalogueText(report, now).find(words) != std::string::npos;
        };
        link::StatusReport report;
        QVERIFY(holds(report, "the one built in"));
        QVERIFY(holds(report, "fee, instant  open"));
        report.catalogueVersion = 12;
        report.catalogueIssued = "2026-11-22T01:04:00.000Z";
        report.catalogueUntil = "2026-12-22T01:04:00.000Z";
        report.catalogueId = "12.digest";
        report.catalogueRoot = 3;
        QVERIFY(holds(report, "version 12, confirmed 3 d 4 h ago"));
        QVERIFY(holds(report, "good until    2026-12-22 09:04"));
        QVERIFY(holds(report, "snapshot      12.digest\nkeys          root document 3\n"));
        QVERIFY(!holds(report, "JJ-"));
        report.catalogueCloses = "JJ-2332";
        report.catalogueRefused = "JJ-2331";
        QVERIFY(holds(report, "fee, instant  closed: JJ-2332  ") && holds(report, "JJ-2331  "));
        report.catalogueCloses = "JJ-3109";
        QVERIFY(holds(report, "fee, instant  closed: JJ-3109  "));
    }

    void statusComesOverTheSocket() {
        const Run run = answered(link::encode(troubled()), {QStringLiteral("status")});
        QCOMPARE(run.code, 0);
        QCOMPARE(heard_, QByteArray("status\n"));
        QCOMPARE(must(link::decodeStatusReport(run.out.trimmed().toStdString())), troubled());
    }
    void theQueueAsATableAndOnePacketInFull() {
        const std::string table = control::queueTable(sampleQueue());
        QVERIFY2(table.find("330105-A017-0000042-K  waits      1 d 3 h  3      in 1 min 15 s  "
                            "JJ-2307\n") != std::string::npos,
                 table.c_str());
        QVERIFY2(table.find("330105-A017-0000043-0  set aside  1 min    0      when retried   "
                            "JJ-2305\nand 5 more\n") != std::string::npos,
                 table.c_str());
        for (const ErrorCode code :
             {ErrorCode::QueueFull, ErrorCode::PlatformBusy, ErrorCode::PacketConflict})
            for (const Language language : {Language::Chinese, Language::English})
                QVERIFY(table.find(wordsOf(code, language)) != std::string::npos);
        QCOMPARE(control::queueTable({}), std::string("no packets\n"));
        const std::string one = control::packetText(sampleQueue());
        for (const char* part : {"019aa5a0-0000-7000-8000-000000000001", "2026-11-22 09:04",
                                 "clock: drift", "4321", "in 1 min 15 s"})
            QVERIFY2(one.find(part) != std::string::npos, one.c_str());
    }
    void queueCommandsAskInTheirWords_data() {
        QTest::addColumn<QStringList>("typed");
        QTest::addColumn<QByteArray>("asked");
        const auto row = [](const char* typed, const char* asked) {
            QTest::newRow(typed) << QString::fromUtf8(typed).split(QLatin1Char(' '))
                                 << QByteArray(asked);
        };
        row("queue list", "queue list\n");
        row("queue list --delivered", "queue list delivered\n");
        row("queue show 330105-A017-0000042-K", "queue show 330105-A017-0000042-K\n");
        row("queue retry", "queue retry all\n");
        row("queue retry 330105-A017-0000042-K", "queue retry 330105-A017-0000042-K\n");
        row("queue recall 12-40", "queue recall 12-40\n");
    }
    void queueCommandsAskInTheirWords() {
        QFETCH(QStringList, typed);
        QFETCH(QByteArray, asked);
        const bool changes = asked.contains("retry") || asked.contains("recall");
        const std::string json = changes ? link::encodeChange(29) : link::encode(sampleQueue());
        const Run run = answered(json, typed);
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(heard_, asked);
        QCOMPARE(run.out.trimmed().toStdString(), json);
    }
    void aRefusalIsToldInWords() {
        const Run run =
            answered(link::encodeRefusal({ErrorCode::NotFound, "outbox: no packet"}),
                     {QStringLiteral("queue"), QStringLiteral("show"), QStringLiteral("x")});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("JJ-2006 outbox: no packet"), run.err.constData());
        const QString endless(64, QLatin1Char('9'));
        QCOMPARE(jiujinctl({QStringLiteral("queue"), QStringLiteral("show"), endless}).code, 2);
        for (const char* nonsense : {"", "{", "[]", R"({"error":"JJ-0000","where":""})",
                                     R"({"changed":"1"})", R"({"total":1,"closed":""})"}) {
            QVERIFY(!link::decodeQueueReport(nonsense).ok());
            QCOMPARE(link::decodeChange(nonsense).error().code, ErrorCode::TokenMalformed);
        }
    }
    void nobodyListeningIsSaidWithTheMend() {
        const Run run =
            jiujinctl({QStringLiteral("status"), QStringLiteral("--socket"), path("nobody.sock")});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("JJ-3002") && run.err.contains("is jiujin-terminal running?"),
                 run.err.constData());
    }
    void receiptVerifiesAsTextAndAsPicture() {
        const std::string code = receiptCode(pki_);
        enrolment::writeFile(path("receipt.txt").toStdString(), code + "\n");
        QVERIFY(photographed(code).save(path("receipt.png")));
        for (const char* file : {"receipt.txt", "receipt.png"}) {
            const Run run = jiujinctl(verifying(file));
            QVERIFY2(run.code == 0, run.err.constData());
            QVERIFY(run.out.contains("330105-A017-0000042-K") &&
                    run.out.contains("took a sealed packet"));
        }
    }
    void alteredReceiptIsNotGenuine() {
        std::string code = receiptCode(pki_);
        const auto middle = code.find('.', 4) + 20;
        code[middle] = code[middle] == 'A' ? 'B' : 'A';
        enrolment::writeFile(path("altered.txt").toStdString(), code);
        const Run run = jiujinctl(verifying("altered.txt"));
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("JJ-2109"), run.err.constData());
    }
    void receiptOfAnotherPlatformIsNotGenuine() {
        enrolment::writeFile(path("foreign.txt").toStdString(),
                             receiptCode(enrolment::TestPki(SystemClock().wall().time)));
        const Run run = jiujinctl(verifying("foreign.txt"));
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("JJ-2109"), run.err.constData());
    }
    void aReceiptOfARevokedKeyIsNotGenuine() {
        enrolment::writeFile(path("revoked.txt").toStdString(), receiptCode(pki_));
        const QString list = path("enrolment") + QStringLiteral("/revoked.pem");
        const auto revoked = seal::RevocationList::issue(
            {}, {pki_.credential.certificate}, pki_.root, pki_.rootKey, SystemClock().wall().time);
        enrolment::writeFile(list.toStdString(), enrolment::must(revoked).pem());
        const Run run = jiujinctl(verifying("revoked.txt"));
        QVERIFY(QFile::remove(list));
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("JJ-2327") && run.err.contains("revoked.pem"),
                 run.err.constData());
    }
    void filesThatHoldNoReceiptAreNamed() {
        QImage blank(200, 200, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QVERIFY(blank.save(path("blank.png")));
        enrolment::writeFile(path("noise.bin").toStdString(),
                             std::string("\x89PNG\r\n\x1a\nbroken"));
        const std::pair<const char*, const char*> cases[] = {
            {"blank.png", "JJ-2006"}, {"noise.bin", "JJ-3002"}, {"absent.png", "JJ-3002"}};
        for (const auto& [file, code] : cases) {
            const Run run = jiujinctl(verifying(file));
            QCOMPARE(run.code, 1);
            QVERIFY2(run.err.contains(code) && run.err.contains(file), run.err.constData());
        }
    }

    // As people type what stands on a receipt.
    void numbersAndCodesAreForgiving() {
        const std::string number = must(formats::caseNumberOf("330105-A017", 42)).text();
        std::string typed = number;
        std::erase(typed, '-');
        std::ranges::transform(typed, typed.begin(),
                               [](unsigned char c) { return std::tolower(c); });
        QCOMPARE(must(control::caseNumberFrom(typed)), number);
        QCOMPARE(must(control::caseNumberFrom(" " + number)), number);
        typed.back() = typed.back() == '0' ? '1' : '0';
        QCOMPARE(control::caseNumberFrom(typed).error().code, ErrorCode::NumberCheck);
        for (const char* code :
             {"0123456789ABCDEF", "o1234-56789-abcdef\r", "OI23 4567 89AB CDEF"}) {
            std::istringstream input(std::string(code) + "\nmore");
            QVERIFY2(must(control::lookupCodeFrom(input)) == Secret("0123456789ABCDEF"), code);
        }
        for (const char* code : {"", "0123456789ABCDE", "0123456789ABCDEFG", "0123456789ABCDEU"}) {
            std::istringstream input(code);
            QVERIFY2(!control::lookupCodeFrom(input), code);
        }
    }

    void aStateIsToldInBothLanguages() {
        const protocol::CaseState state{"330105-A017-0000042-K",
                                        "refused",
                                        "JJ-1110",
                                        WallTime(),
                                        "2026-12-06",
                                        "没有接受",
                                        "not taken",
                                        "重新申请",
                                        "apply again"};
        const std::string text = control::caseText(state);
        for (const std::string* part : {&state.number, &state.code, &state.due, &state.stateZh,
                                        &state.stateEn, &state.nextZh, &state.nextEn})
            QVERIFY(text.find(*part) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
