// What a technician is asked, is shown and prints; the page judged by tools that share no code with
// what drew it.
#include "app/kit/report.h"
#include "app/kit/test_page.h"
#include "app/kit/typed_hands.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sstream>

using namespace jiujin;
using namespace jiujin::kit;

namespace {

constexpr Words lay{"放卡", "lay the card"};
const WallTime noon{std::chrono::milliseconds(1'795'348'800'000)};

QByteArray run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

} // namespace

class KitTest : public QObject {
    Q_OBJECT

private slots:
    void theTestPageReads() {
        const auto page = testPage("printer", noon);
        QVERIFY(page.ok());
        const QTemporaryDir folder;
        const QString pdf = folder.filePath(QStringLiteral("page.pdf"));
        QFile file(pdf);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(page->data()), qint64(page->size()));
        file.close();
        const QString text =
            QString::fromUtf8(run(QStringLiteral("pdftotext"), {pdf, QStringLiteral("-")}));
        for (const char* part : {"测试页 Test page", "printer", "2026-11-22", "天地玄黄", "170"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        const QByteArray info = run(QStringLiteral("pdfinfo"), {pdf});
        QVERIFY(info.contains("Pages:           1\n") && info.contains("A4"));
        const QString picture = folder.filePath(QStringLiteral("page"));
        run(QStringLiteral("pdftoppm"),
            {QStringLiteral("-r"), QStringLiteral("150"), QStringLiteral("-gray"),
             QStringLiteral("-singlefile"), pdf, picture});
        const QByteArray code =
            run(QStringLiteral("ZXingReader"), {QStringLiteral("-format"), QStringLiteral("QRCode"),
                                                picture + QStringLiteral(".pgm")});
        QVERIFY2(code.contains("jiujin test printer 2026-11-22"), code.constData());
    }

    void theTestSlipHasTheSame() {
        const drivers::Slip slip = testSlip("slip", noon);
        QVERIFY(slip.parts.size() <= drivers::mostSlipParts);
        QString all;
        bool code = false;
        for (const drivers::SlipPart& part : slip.parts) {
            all += part.text + QLatin1Char('\n');
            code = code || part.kind == static_cast<int>(drivers::SlipKind::Code);
        }
        QVERIFY(code && all.contains(QStringLiteral("天地玄黄")) &&
                all.contains(QStringLiteral("jiujin test slip 2026-11-22")));
    }

    void theTechnicianDoesSkipsAndAnswers() {
        std::istringstream typed("\ns\nmaybe\ny\nn\ns\n");
        std::ostringstream shown;
        TypedHands hands(typed, shown);
        QVERIFY(hands.doThis(lay));
        QVERIFY(!hands.doThis(lay));
        QCOMPARE(hands.see(lay), std::optional(true)); // asked again after "maybe"
        QCOMPARE(hands.see(lay), std::optional(false));
        QVERIFY(!hands.see(lay));
        // Nobody types any more.
        QVERIFY(!hands.doThis(lay) && !hands.see(lay));
        QVERIFY(shown.str().find("放卡\n   lay the card") != std::string::npos);
    }

    void everyCaseStandsInTheTable() {
        std::istringstream typed;
        std::ostringstream shown;
        TypedHands hands(typed, shown);
        link::HeldDevice device;
        device.name = "idcard";
        device.module = "idcard-samv";
        const auto says = [](Outcome outcome) {
            return [outcome](const Bench&) {
                return outcome;
            };
        };
        std::vector<Case> cases{{{"甲", "first"}, says(passed("12 ms"))},
                                {{"乙", "second"}, says(skipped("nobody there"))}};
        QVERIFY(runAll(cases, {device, hands}, shown));
        cases.push_back({{"丙", "third"}, says(failed("JJ-1007"))});
        QVERIFY(!runAll(cases, {device, hands}, shown));
        for (const char* line :
             {"passed   甲 / first: 12 ms\n", "skipped  乙 / second: nobody there\n",
              "FAILED   丙 / third: JJ-1007\n", "idcard  idcard-samv\n"})
            QVERIFY2(shown.str().find(line) != std::string::npos, line);
    }

    void eachClassHasCasesAndSaysWhatHandsCannotDo() {
        for (const char* deviceClass : {"idcard", "printer", "slip", "smartcard"}) {
            const auto cases = casesOf(deviceClass);
            QVERIFY2(cases.size() >= 4, deviceClass);
            link::HeldDevice none;
            std::istringstream typed;
            std::ostringstream shown;
            TypedHands hands(typed, shown);
            QCOMPARE(cases.back().run({none, hands}).kind, Outcome::Kind::Skipped);
        }
        QVERIFY(casesOf("scanner").empty());
    }

    void aHostThatCannotBeStartedIsAFailure() {
        link::HeldDevice device;
        device.program = "/nowhere/jiujin-driver-host";
        device.node = "/nowhere/node";
        std::istringstream typed;
        std::ostringstream shown;
        TypedHands hands(typed, shown);
        const Outcome outcome = answersCase().run({device, hands});
        QCOMPARE(outcome.kind, Outcome::Kind::Failed);
        QVERIFY2(outcome.why.starts_with("JJ-3102"), outcome.why.c_str());
        device.node.clear();
        QCOMPARE(answersCase().run({device, hands}).kind, Outcome::Kind::Failed);
    }
};

QTEST_GUILESS_MAIN(KitTest)
#include "tst_kit.moc"
