// Which matters are filed most, as the shipped platform counts them, and as a terminal shows them
// then.
#include "platform/find/finder.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>
#include <sstream>

using namespace jiujin;
namespace fs = std::filesystem;

namespace {

using Codes = std::vector<std::string>;

const std::string pension = "SAMPLE-CXJB-CBDJ", other = "SAMPLE-OTHER";

std::string replaced(const fs::path& file, const std::string& from, const std::string& to) {
    std::ifstream in(file);
    std::ostringstream read;
    read << in.rdbuf();
    std::string text = read.str();
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

class TestUses : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const protocol::CardFacts card = tests::personCard("zhang");
    const fs::path matters = platform.path("matters");
    std::uint64_t counter = 0;

    void file(const matter::Matter& matter, const char* judged = "accepted-for-checking") {
        const auto filing = samples::file(terminal, tests::sampleBody(matter, card), ++counter);
        QCOMPARE(platform.post({filing.packet}).status, 202);
        const std::string number = filing.header.core.caseNumber;
        QTRY_VERIFY(platform.command({"case", "show", number, "--settings", platform.settings()})
                        .out.contains(judged));
    }
    tests::Ended uses(Codes words) const {
        words.insert(words.begin(), "uses");
        words.insert(words.end(), {"--settings", platform.settings()});
        return platform.command(words);
    }
    Codes order(const Codes& words) const {
        const auto printed = uses(words);
        const auto codes = find::readOrder("order.json", printed.out.toStdString());
        return printed.code == 0 && codes.ok() ? *codes : Codes{"not an order"};
    }

private slots:
    void initTestCase() {
        const fs::path source = tests::sourceFile("resources/matters/pension-enrolment");
        fs::create_directories(matters);
        fs::copy(source, matters / "pension", fs::copy_options::recursive);
        fs::copy(source, matters / "other", fs::copy_options::recursive);
        const std::string facts = replaced(source / "matter.json", pension, other);
        std::ofstream(matters / "other/matter.json") << facts;
        const std::string settings =
            replaced(platform.settings(), source.parent_path().lexically_normal().string(),
                     matters.string());
        std::ofstream(platform.settings()) << settings;
    }

    void whatIsFiledMostComesFirst() {
        QVERIFY(platform.start());
        const auto one = matter::loadMatter(matters / "pension");
        const auto two = matter::loadMatter(matters / "other");
        QVERIFY(one.ok() && two.ok());
        file(*one);
        file(*two);
        QCOMPARE(order({"--least", "1"}), (Codes{pension, other})); // equal: by code
        file(*two);
        QCOMPARE(order({"--least", "1"}), (Codes{other, pension}));
        QCOMPARE(platform.stop(), 0);

        const std::vector<matter::Matter> catalogue{*one, *two};
        find::Finding finding;
        finding.mostUsed = order({"--least", "1"});
        QCOMPARE(find::Finder(matter::headsOf(catalogue), finding).all(),
                 (std::vector<std::size_t>{1, 0}));
    }

    // A second filing of the first matter, whose rules changed on the way: it was not handled.
    void whatWasRecalledIsNotCounted() {
        const auto old = matter::loadMatter(matters / "pension");
        QVERIFY(old.ok());
        const fs::path next = matters / "pension-next", facts = next / "matter.json";
        fs::copy(matters / "pension", next, fs::copy_options::recursive);
        const auto replace = [&](const std::string& from, const std::string& to) {
            const std::string text = replaced(facts, from, to);
            std::ofstream(facts) << text;
        };
        replace("\"version\": \"1.0\",\n  \"title\"", "\"version\": \"2.0\",\n  \"title\"");
        replace("2026-11-01", "2026-11-02");
        replace("\"change\": { \"kind\": \"new\" }",
                "\"change\": { \"kind\": \"changed\", \"from\": [{ \"code\": \"" + pension +
                    "\", \"version\": \"1.0\" }], \"transition\": \"recall\", \"notice\": { "
                    "\"zh\": \"请重新申请。\", \"en\": \"Please apply again.\" } }");
        QVERIFY(platform.start());
        file(*old, "recalled");
        QCOMPARE(platform.stop(), 0);
        QCOMPARE(order({"--least", "1"}), (Codes{other, pension}));
    }

    void fewFilingsAreNotTold() {
        QCOMPARE(order({"--least", "2"}), (Codes{other}));
        QCOMPARE(order({}), Codes());
        const auto printed = uses({"--least", "1"}).out;
        QVERIFY2(!printed.contains(platform.terminal("").c_str()) && !printed.contains("330105") &&
                     printed.size() < 60,
                 printed.constData());
    }

    void whatCannotBeCountedIsSaid() {
        QCOMPARE(uses({"--days", "0"}).code, 2);
        QCOMPARE(uses({"--least", "0"}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestUses)
#include "tst_uses.moc"
