// jiujin-platform as staff type it: what it makes, what it shows, what it says when it cannot.
#include "platform/protocol/checkpoint.h"
#include "platform/server/store/sqlite.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>
#include <sstream>

using namespace jiujin;
namespace fs = std::filesystem;

class TestCommands : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const WallTime began = SystemClock().wall().time;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const protocol::CardFacts card = tests::personCard("zhang");
    samples::Filing filing =
        samples::file(terminal, tests::sampleBody(tests::pensionMatter(), card));

    std::string number() const { return filing.header.core.caseNumber; }
    tests::Ended show(const std::string& which, bool full = false) const {
        std::vector<std::string> words{"case", "show", which, "--settings", platform.settings()};
        if (full)
            words.push_back("--full");
        return platform.command(words);
    }
    // Of so many days from now.
    tests::Ended reconcile(int days) const {
        const auto day = toLocalDate(began + std::chrono::days(days));
        return platform.command({"reconcile", day, "--settings", platform.settings()});
    }
    bool holdsPerson(const QByteArray& text) const {
        return text.contains(QByteArray::fromStdString(std::string(card.name.expose()))) ||
               text.contains(QByteArray::fromStdString(std::string(card.number.expose()))) ||
               text.contains(QByteArray::fromStdString(std::string(card.address.expose())));
    }
    std::string settingsText() const {
        std::ifstream in(platform.settings());
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    // Beside the real ones, for their paths are relative.
    std::string settingsWithCalendar(const fs::path& folder) const {
        std::string text = settingsText();
        const std::string key = "calendar = '";
        const auto from = text.find(key) + key.size();
        text.replace(from, text.find('\'', from) - from, folder.string());
        const std::string file = platform.center("calendar.toml");
        std::ofstream(file) << text;
        return file;
    }

private slots:
    void initTestCase() {
        QVERIFY(platform.start());
        // The day before is closed at the start: what comes now belongs to this one.
        QTRY_COMPARE(reconcile(-1).code, 0);
        QCOMPARE(platform.post({filing.packet}).status, 202);
        QCOMPARE(platform.stop(), 0);
    }

    void theNightCountsWhatTheDayBrought() {
        QVERIFY(reconcile(-1).out.isEmpty());
        const auto early = reconcile(0);
        QCOMPARE(early.code, 1);
        QVERIFY(early.err.contains("JJ-2006"));
        QVERIFY(platform.start(1));
        QTRY_COMPARE(reconcile(0).code, 0);
        QCOMPARE(platform.stop(), 0);
        const auto counted = reconcile(0);
        const std::string root = protocol::checkpointRoot(
            {{filing.header.core.counter, seal::digestOf(viewOf(encode(filing.header)))}});
        QVERIFY(counted.out.contains(QByteArray::fromStdString("330105-A017  1  root " + root)));
        QVERIFY(!counted.out.contains("Differs"));
    }

    void theClockIsComputedAgain() {
        const fs::path calendars = platform.path("calendars");
        const std::string settings = settingsWithCalendar(calendars);
        const auto clock = [&](const std::string& which) {
            return platform.command({"clock", which, "--settings", settings});
        };
        fs::create_directories(calendars);
        // No calendar at all, so not computable: it is never guessed.
        const auto guessed = clock(number());
        QCOMPARE(guessed.code, 1);
        QVERIFY(guessed.out.isEmpty() && guessed.err.contains("JJ-3006"));
        tests::inventCalendars(calendars);
        const auto computed = clock(number());
        QVERIFY2(computed.code == 0, computed.err.constData());
        for (const char* line : {"  1  ", "start: recorded ", "Limit: 10 working days", "Used: 0",
                                 "State: running", "unverified"})
            QVERIFY2(computed.out.contains(line), computed.out.constData());
        QVERIFY(!holdsPerson(computed.out));
        QCOMPARE(clock("330105-A017-0000999-X").code, 1);
    }

    void standingIsTakenWholeAndKeepsNoNumber() {
        const std::string number = "110105199003070025", file = platform.path("standing.txt");
        const auto take = [&](const std::string& lines) {
            std::ofstream(file) << lines;
            return tests::runProgram(QStringLiteral("sh"),
                                     {"-c", "exec \"$0\" standing --settings \"$1\" < \"$2\"",
                                      qEnvironmentVariable("JIUJIN_PLATFORM").toStdString(),
                                      platform.settings(), file});
        };
        const fs::path kept = platform.center("store/platform.standing");
        const auto wrong = take("until 2027-12-31\n" + number + " credit splendid\n");
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("line 2") && !wrong.err.contains(number.c_str()));
        QVERIFY(!fs::exists(kept));
        const auto right = take("until 2027-12-31\n" + number + " credit plain\n");
        QVERIFY2(right.code == 0, right.err.constData());
        QVERIFY(right.out.contains("1 people") && right.out.contains("2027-12-31"));
        QVERIFY(fs::status(kept).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        std::ifstream in(kept);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        QVERIFY(text.starts_with("salt ") && text.find(number) == std::string::npos);
    }

    void stepsAreRecordedWhileThePlatformServes() {
        const auto step = [&](const char* kind, std::vector<std::string> more = {}) {
            std::vector<std::string> words{
                "step", number(), kind, "--by", "MSR-0231", "--settings", platform.settings()};
            words.insert(words.end(), more.begin(), more.end());
            return platform.command(words);
        };
        const auto reads = [&](const char* line) {
            const auto clock =
                platform.command({"clock", number(), "--settings", platform.settings()});
            return clock.out.contains(line);
        };
        QVERIFY(platform.start(1));
        const auto early = step("paid");
        QVERIFY(early.code == 1 && early.err.contains("JJ-2011"));
        const auto asked = step("correction-asked", {"--material", "householdRegister"});
        QVERIFY2(asked.code == 0 && asked.out.contains("correction-asked"), asked.err.constData());
        QVERIFY(reads("stop for correction") && reads("State: stopped"));
        QCOMPARE(step("correction-asked").code, 1);
        QCOMPARE(step("correction-received").code, 0);
        QCOMPARE(step("decided").code, 0);
        QVERIFY(reads("State: ended"));
        QCOMPARE(step("paid").code, 1);
        QCOMPARE(step("withdrawn").code, 2);
        QCOMPARE(platform.stop(), 0);
        const auto shown = show(number());
        for (const char* line : {"correction-asked  by staff:MSR-0231",
                                 "materials: householdRegister", "chain of 5 events is unbroken"})
            QVERIFY2(shown.out.contains(line), shown.out.constData());
    }

    void aCountThatWasAlteredIsNotShown() {
        fs::copy(platform.center("store"), platform.center("kept"), fs::copy_options::recursive);
        {
            const auto database = server::Database::open(platform.center("store/platform.db"));
            QVERIFY(database.ok());
            QVERIFY(database
                        ->run("UPDATE day_counts SET token=(SELECT substr(token,1,60)||"
                              "CASE substr(token,61,1) WHEN 'A' THEN 'B' ELSE 'A' END||"
                              "substr(token,62))")
                        .ok());
        }
        const auto shown = reconcile(0);
        fs::remove_all(platform.center("store"));
        fs::rename(platform.center("kept"), platform.center("store"));
        QCOMPARE(shown.code, 1);
        QVERIFY(shown.out.isEmpty());
        QVERIFY2(shown.err.contains("JJ-21"), shown.err.constData());
    }

    void terminalsAreListedAndResumed() {
        const auto command = [&](std::vector<std::string> words) {
            words.insert(words.end(), {"--settings", platform.settings()});
            return platform.command(words);
        };
        // Its packet told no place in a chain, and nothing of it was suspicious.
        QCOMPARE(command({"terminal", "list"}).code, 0);
        QVERIFY(!command({"terminal", "list"}).out.contains("suspended"));
        const auto unknown = command({"terminal", "resume", "330105-A099"});
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.err.contains("JJ-2006"));
        QVERIFY(show(number()).out.contains("JJ-2113"));
        QCOMPARE(command({"reconcile", "yesterday"}).code, 2);
    }

    void aDamagedTerminalHidesNoOther() {
        const auto command = [&](std::vector<std::string> words) {
            words.insert(words.end(), {"--settings", platform.settings()});
            return platform.command(words);
        };
        const auto alter = [&](const char* sql) {
            const auto database = server::Database::open(platform.center("store/platform.db"));
            return database.ok() && database->run(sql).ok();
        };
        QVERIFY(alter("INSERT INTO terminals VALUES('330105-A050', 3, 'r', 0, 'one day', 2), "
                      "('330105-A051', 7, 's', 0, '2026-11-22T04:00:00.000Z', 8)"));
        const auto listed = command({"terminal", "list"});
        QCOMPARE(listed.code, 0);
        const auto lines = listed.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].startsWith("330105-A050") && lines[0].endsWith("JJ-2003"),
                 lines[0].constData());
        QVERIFY2(lines[1].startsWith("330105-A051") && lines[1].endsWith("JJ-2324"),
                 lines[1].constData());
        QVERIFY(command({"terminal", "resume", "330105-A050"}).out.contains("330105-A050"));
        QVERIFY(!command({"terminal", "list"}).out.contains("JJ-2003"));
        QVERIFY(alter("DELETE FROM terminals"));
    }

    void keysAreTheOwnersAlone() {
        int keys = 0;
        for (const auto& entry : fs::recursive_directory_iterator(platform.path("")))
            if (entry.path().extension() == ".key") {
                ++keys;
                const auto perms = fs::status(entry.path()).permissions();
                QVERIFY2(perms == (fs::perms::owner_read | fs::perms::owner_write),
                         entry.path().c_str());
            }
        QCOMPARE(keys, 11);
    }

    void initOverwritesNothing() {
        const auto again = [&](const std::string& center, const std::string& terminalFolder) {
            return platform.command({"init", center, "--terminal-id", "330105-A018",
                                     "--terminal-out", terminalFolder, "--matters",
                                     tests::sourceFile("resources/matters")});
        };
        const auto first = again(platform.path("center"), platform.path("t2"));
        QCOMPARE(first.code, 1);
        QVERIFY(first.err.contains("JJ-3005"));
        const auto second = again(platform.path("c2"), platform.path("terminal"));
        QCOMPARE(second.code, 1);
        QVERIFY(second.err.contains("device.key"));
        QVERIFY(!fs::exists(platform.path("c2")));
    }

    void theTrailIsShownAndMasked() {
        const auto shown = show(number());
        QCOMPARE(shown.code, 0);
        for (const char* part : {"received", "accepted-for-checking", "terminal:330105-A017",
                                 "platform:inner", "hash: ", "unbroken", "138****8000"})
            QVERIFY2(shown.out.contains(part), part);
        QVERIFY(!holdsPerson(shown.out));
    }

    void theWholeIsShownWhenAskedFor() {
        const auto shown = show(number(), true);
        QCOMPARE(shown.code, 0);
        QVERIFY(holdsPerson(shown.out));
        QVERIFY(shown.out.contains("13800138000"));
    }

    void numbersAreReadAsPeopleTypeThem() {
        std::string typed = number();
        std::erase(typed, '-');
        std::ranges::transform(typed, typed.begin(),
                               [](char c) { return static_cast<char>(std::tolower(c)); });
        QCOMPARE(show(typed).code, 0);
        const auto other = show(samples::coreHeader(terminal, 77).caseNumber);
        QCOMPARE(other.code, 1);
        QVERIFY(other.err.contains("JJ-2006"));
        QVERIFY(show("330105-A017-0000001-").err.contains("330105-A017-0000042-K"));
    }

    void theStoreHoldsNothingOfThePerson() {
        for (const auto& entry : fs::recursive_directory_iterator(platform.center(""))) {
            if (!entry.is_regular_file())
                continue;
            QFile file(QString::fromStdString(entry.path().string()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!holdsPerson(file.readAll()), entry.path().c_str());
        }
    }

    void anAlteredEventShowsAndHidesTheFiling() {
        fs::copy(platform.center("store"), platform.center("kept"), fs::copy_options::recursive);
        {
            const auto database = server::Database::open(platform.center("store/platform.db"));
            QVERIFY(database.ok());
            QVERIFY(database
                        ->run("DROP TRIGGER events_stay; UPDATE events SET "
                              "json=replace(json,'accepted','rejected')")
                        .ok());
        }
        const auto shown = show(number(), true);
        fs::remove_all(platform.center("store"));
        fs::rename(platform.center("kept"), platform.center("store"));
        QCOMPARE(shown.code, 1);
        QVERIFY(shown.err.contains("JJ-2007"));
        QVERIFY(shown.out.isEmpty());
    }

    void wrongSettingsNameLineAndMend_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* from, const char* to, const char* says) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to)
                                << QString::fromUtf8(says);
        };
        row("port as text", "port = 0", "port = \"0\"", "platform.toml:4: port must be a number");
        row("port too large", "port = 0", "port = 70000", "platform.toml:4: port must be");
        row("unknown key", "port = 0", "prot = 0", "[listen] lacks port");
        row("another key", "port_file", "portfile", "platform.toml:5: unknown key portfile");
        row("unknown table", "[store]", "[stores]", "unknown table or key stores");
        row("no TOML", "[keys]", "[keys", "platform.toml:10");
        row("missing table", "[store]\nfile", "# [store]\n# file", "[store] is missing");
        row("key of another", "seal/seal.key", "server/server.key", "JJ-2207");
        row("role of another", "acknowledge/acknowledge", "credential/credential", "JJ-2204");
        row("a witness of another role", "\"witnesses\"", "\"acknowledge\"", "JJ-2204");
        row("no witnesses there", "\"witnesses\"", "\"nobody\"", "JJ-3002");
        row("no such key", "server/server.key", "server/none.key", "JJ-2206");
        row("no such folder", "resources/matters", "resources/none", "JJ-3002");
        row("no such calendars", "/calendar'", "/none'", "JJ-3002");
        row("no IP address", "127.0.0.1", "localhost", "localhost is no IP address");
    }
    void wrongSettingsNameLineAndMend() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, says);
        QString text = QString::fromStdString(settingsText());
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const std::string file = platform.center("wrong.toml");
        std::ofstream(file)
            << text.replace(QStringLiteral("wrong"), QStringLiteral("platform")).toStdString();
        const auto ended = platform.command({"serve", "--settings", file});
        QCOMPARE(ended.code, 1);
        const QString said = QString::fromUtf8(ended.err).replace(QStringLiteral("wrong.toml"),
                                                                  QStringLiteral("platform.toml"));
        QVERIFY2(said.contains(says), qPrintable(said));
        QVERIFY(said.startsWith(QStringLiteral("JJ-")));
    }

    void wrongCommandsExitWithTwo() {
        for (const auto& words : std::vector<std::vector<std::string>>{
                 {},
                 {"server"},
                 {"case"},
                 {"terminal"},
                 {"terminal", "resume"},
                 {"reconcile"},
                 {"serve"},
                 {"case", "show"},
                 {"clock", number()},
                 {"serve", "--full"},
                 {"init", platform.path("x"), "--terminal-id", "330105-a017", "--terminal-out",
                  platform.path("y"), "--matters", "."}}) {
            const auto ended = platform.command(words);
            QCOMPARE(ended.code, 2);
            QVERIFY(ended.err.contains("JJ-3004"));
        }
        QVERIFY(!fs::exists(platform.path("x")));
        QCOMPARE(platform.command({"--help"}).code, 0);
    }

    void aPortInUseIsSaid() {
        QVERIFY(platform.start());
        std::ifstream in(platform.center("run/port"));
        std::string port;
        in >> port;
        QString text = QString::fromStdString(settingsText());
        text.replace(QStringLiteral("port = 0"),
                     QStringLiteral("port = ") + QString::fromStdString(port));
        std::ofstream(platform.center("second.toml")) << text.toStdString();
        const auto ended =
            platform.command({"serve", "--settings", platform.center("second.toml")});
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.contains("cannot listen on 127.0.0.1:"), ended.err.constData());
        QCOMPARE(platform.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
