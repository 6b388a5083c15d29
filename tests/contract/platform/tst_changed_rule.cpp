// A rule that changes while an application is on its way, at the shipped platform: a package is put
// beside the old one, and the next filing under the old version is sent back for correction; the
// one that was taken before stays on its version.
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>
#include <sstream>

using namespace jiujin;
namespace fs = std::filesystem;

namespace {

std::string textOfFile(const fs::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void replaceIn(const fs::path& file, const QString& from, const QString& to) {
    QString text = QString::fromStdString(textOfFile(file));
    QVERIFY2(text.contains(from), qPrintable(from));
    std::ofstream(file) << text.replace(from, to).toStdString();
}

} // namespace

class TestChangedRule : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const protocol::CaseBody body =
        tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    const fs::path matters = platform.path("matters");
    const fs::path pension = tests::sourceFile("resources/matters/pension-enrolment");

    std::string filed(std::uint64_t counter) {
        const auto filing = samples::file(terminal, body, counter);
        if (platform.post({filing.packet}).status != 202)
            qFatal("the packet was not taken");
        return filing.header.core.caseNumber;
    }
    QByteArray show(const std::string& number) const {
        return platform.command({"case", "show", number, "--settings", platform.settings()}).out;
    }

private slots:
    void initTestCase() {
        fs::create_directories(matters);
        fs::copy(pension, matters / "pension", fs::copy_options::recursive);
        replaceIn(platform.settings(),
                  QString::fromStdString(fs::path(pension).parent_path().lexically_normal()),
                  QString::fromStdString(matters));
    }

    void theNextFilingIsSentBackAndTheLastOneStays() {
        QVERIFY(platform.start());
        const std::string before = filed(1);
        QTRY_VERIFY(show(before).contains("accepted-for-checking"));
        QCOMPARE(platform.stop(), 0);

        const fs::path next = matters / "pension-next";
        fs::copy(pension, next, fs::copy_options::recursive);
        replaceIn(next / "matter.json", QStringLiteral("\"version\": \"1.0\",\n  \"title\""),
                  QStringLiteral("\"version\": \"2.0\",\n  \"title\""));
        replaceIn(next / "matter.json", QStringLiteral("2026-11-01"), QStringLiteral("2026-11-02"));
        replaceIn(next / "matter.json", QStringLiteral("\"change\": { \"kind\": \"new\" }"),
                  QStringLiteral("\"change\": { \"kind\": \"changed\", \"from\": [{ \"code\": "
                                 "\"SAMPLE-CXJB-CBDJ\", \"version\": \"1.0\" }], \"transition\": "
                                 "\"correct\", \"notice\": { \"zh\": \"请补照片。\", \"en\": "
                                 "\"Please add a photograph.\" } }"));
        QVERIFY(platform.start());
        const std::string after = filed(2);
        QTRY_VERIFY(show(after).contains("accepted-for-checking"));
        const QByteArray trail = show(after);
        for (const char* line :
             {"rule-changed  by platform:inner", "newVersion: 2.0", "transition: correct",
              "correction-asked  by platform:inner", "code: JJ-2336", "is unbroken"})
            QVERIFY2(trail.contains(line), trail.constData());
        const auto clock =
            platform.command({"clock", after, "--settings", platform.settings()}).out;
        QVERIFY2(clock.contains("State: stopped"), clock.constData());
        QVERIFY(!show(before).contains("rule-changed"));
        const auto step = [&](const std::string& number) {
            return platform.command({"step", number, "correction-received", "--by", "MSR-0231",
                                     "--settings", platform.settings()});
        };
        const auto mistyped = step("330105");
        QVERIFY(mistyped.code != 0);
        QVERIFY2(mistyped.err.contains("one looks like 330105-A017-0000042-K"),
                 mistyped.err.constData());
        QCOMPARE(step(after).code, 0);
        QCOMPARE(platform.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TestChangedRule)
#include "tst_changed_rule.moc"
