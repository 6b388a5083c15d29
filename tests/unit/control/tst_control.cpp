#include "app/control/ask_terminal.h"
#include "app/control/receipt_file.h"
#include "app/control/status_text.h"
#include "app/control/verdict_text.h"
#include "app/visit/paper/qr.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QtTest>

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
    enrolment::TestPki pki_{SystemClock().wall().time};

    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }
    QStringList verifying(const char* name) const {
        return {QStringLiteral("verify"), path(name), QStringLiteral("--enrolment"),
                path("enrolment")};
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
    void statusComesOverTheSocket() {
        QLocalServer server;
        QVERIFY(server.listen(path("control.sock")));
        QObject::connect(&server, &QLocalServer::newConnection, &server, [&] {
            QLocalSocket* line = server.nextPendingConnection();
            line->write(QByteArray::fromStdString(link::encode(troubled())) + '\n');
            line->flush();
            line->disconnectFromServer();
        });
        QProcess process;
        process.start(qEnvironmentVariable("JIUJIN_BINARY_DIR") + QStringLiteral("/bin/jiujinctl"),
                      {QStringLiteral("status"), QStringLiteral("--json"),
                       QStringLiteral("--socket"), path("control.sock")});
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 10000);
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(
            must(link::decodeStatusReport(process.readAllStandardOutput().trimmed().toStdString())),
            troubled());
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
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
