// The shipped platform as who runs it sees it: limits from the settings, figures, traces, and an
// end under load.
#include "tests/contract/platform/platform_process.h"
#include "tests/contract/platform/prometheus_text.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <atomic>
#include <fcntl.h>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using protocol::Verdict;

namespace {

void writeBatch(const std::string& file, const Bytes& packet) {
    std::ofstream out(file, std::ios::binary);
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        out.put(static_cast<char>(packet.size() >> shift));
    out << textOf(packet);
}

} // namespace

class TestOperations : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const protocol::CaseBody body =
        tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    const std::string log = platform.path("log");
    std::uint64_t counter = 0;

    samples::Filing filing() { return samples::file(terminal, body, ++counter); }
    tests::Reply send(const samples::Filing& each, const std::string& name,
                      std::vector<std::string> more = {}) const {
        writeBatch(platform.path(name), each.packet);
        more.insert(more.end(), {"--header", "Content-Type: application/vnd.jiujin.packets",
                                 "--data-binary", "@" + platform.path(name)});
        return platform.curl("/v1/packets", more);
    }
    tests::Ended local(const std::string& target) const {
        std::string port;
        std::ifstream(platform.center("run/local-port")) >> port;
        return tests::runProgram(QStringLiteral("curl"),
                                 {"--silent", "--show-error", "--fail", "--max-time", "10",
                                  "http://127.0.0.1:" + port + target});
    }
    int linesWith(const char* event, const std::string& trace) const {
        const auto lines = logged().split('\n');
        return static_cast<int>(
            std::count_if(lines.begin(), lines.end(), [&](const QByteArray& line) {
                return line.contains(event) && line.contains(trace.c_str());
            }));
    }
    QByteArray logged() const {
        QFile file(QString::fromStdString(log));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // The platform's log goes to a file: it inherits standard error from this process.
    bool startLogged() {
        const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const int kept = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
        ::dup2(file, STDERR_FILENO);
        const bool started = platform.start();
        ::dup2(kept, STDERR_FILENO);
        ::close(kept);
        ::close(file);
        return started;
    }

private slots:
    void initTestCase() {
        std::ofstream(platform.settings(), std::ios::app)
            << "\n[local]\nport = 0\nport_file = \"run/local-port\"\n"
               "\n[limits]\nheader_bytes = 2048\n";
    }
    void init() { QVERIFY(startLogged()); }
    void cleanup() { platform.kill(); }

    void limitsComeFromTheSettings() {
        QCOMPARE(platform.curl("/v1/health").status, 200);
        QCOMPARE(
            platform.curl("/v1/health", {"--header", "X-Long: " + std::string(3'000, 'x')}).status,
            431);
    }

    void wrongLimitsNameTheirLine_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* line, const char* says) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(says);
        };
        row("header_bytes = 12", "header_bytes must be a number from 1024 to 65536");
        row("body_bytes = \"1\"", "body_bytes must be a number");
        row("idle_seconds = 0", "idle_seconds must be a number from 1");
        row("requests_per_second = 0.5", "requests_per_second must be a number");
        row("conections = 5", "unknown key conections in [limits]");
    }
    void wrongLimitsNameTheirLine() {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const std::string file = platform.center("wrong.toml");
        std::ifstream in(platform.settings());
        std::string text((std::istreambuf_iterator<char>(in)), {});
        text.replace(text.find("header_bytes = 2048"), 19, line.toStdString());
        std::ofstream(file) << text;
        const auto at =
            std::count(text.begin(),
                       text.begin() + static_cast<std::ptrdiff_t>(text.find(line.toStdString())),
                       '\n') +
            1;
        const auto ended = platform.command({"serve", "--settings", file});
        QCOMPARE(ended.code, 1);
        const QString said = QString::fromUtf8(ended.err);
        QVERIFY2(said.contains(QStringLiteral("wrong.toml:%1: ").arg(at) + says), qPrintable(said));
    }

    void figuresAreTrueAndWellFormed() {
        const auto first = filing();
        QCOMPARE(send(first, "one").status, 202);
        QCOMPARE(send(first, "one").status, 202);
        QCOMPARE(platform.curl("/v1/nothing").status, 404);
        const auto figures = tests::figuresIn(local("/metrics").out);
        QVERIFY2(figures.fault.isEmpty(), qPrintable(figures.fault));
        const auto& samples = figures.samples;
        QCOMPARE(samples.value("jiujin_requests_total{call=\"POST /v1/packets\",status=\"202\"}"),
                 2.);
        QCOMPARE(samples.value("jiujin_requests_total{call=\"other\",status=\"404\"}"), 1.);
        QCOMPARE(samples.value("jiujin_request_seconds_count{call=\"POST /v1/packets\"}"), 2.);
        QCOMPARE(samples.value("jiujin_packets_total{verdict=\"stored\"}"), 1.);
        QVERIFY(samples.contains("jiujin_committer_waiting"));
        QVERIFY(samples.contains("jiujin_connections"));
        QVERIFY(samples.contains("jiujin_catalogue_waiting"));
        QCOMPARE(local("/health").out, QByteArray("{\"status\":\"ok\"}"));
    }

    void aWrongTextWouldBeFound_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"# TYPE a counter\na 1", "a 1\n", "# TYPE a counter\na x\n", "# TYPE a thing\n",
              "# TYPE a counter\na{b=c} 1\n", "# TYPE a counter\na 1\na 2\n",
              "# TYPE a histogram\na_bucket{c=\"d\",le=\"+Inf\"} 2\na_count{c=\"d\"} 1\n",
              "# TYPE a histogram\na_bucket{c=\"d\",le=\"1\"} 3\na_bucket{c=\"d\",le=\"+Inf\"} "
              "2\na_count{c=\"d\"} 2\n"})
            QTest::newRow(text) << QByteArray(text);
    }
    void aWrongTextWouldBeFound() {
        QFETCH(QByteArray, text);
        QVERIFY(!tests::figuresIn(text).fault.isEmpty());
    }

    void theLogCarriesTheTraceOfARequest() {
        const std::string id = "4bf92f3577b34da6a3ce929d0e0e4736";
        QCOMPARE(
            send(filing(), "traced", {"--header", "traceparent: 00-" + id + "-00f067aa0ba902b7-01"})
                .status,
            202);
        QVERIFY(logged().contains("\"trace\":\"" + QByteArray::fromStdString(id) + "\""));
        QCOMPARE(linesWith("PacketTaken", id), 1);
        // The inner half works on it on a thread of its own, with what the store has kept.
        QTRY_VERIFY(linesWith("CaseRecorded", id) == 1);
    }

    // Four terminals' worth of requests are under way when it is told to end: it answers what it
    // has begun, ends with 0, and what it said was stored becomes a case, once, after the next
    // start.
    void whatWasTakenUnderLoadIsThereAfterTheEnd() {
        constexpr int senders = 4, each = 40;
        std::vector<samples::Filing> filings;
        for (int i = 0; i < senders * each; ++i)
            filings.push_back(filing());
        std::atomic<int> acknowledged = 0, unanswered = 0, other = 0;
        std::vector<char> taken(filings.size(), 0);
        std::vector<std::thread> threads;
        for (int sender = 0; sender < senders; ++sender)
            threads.emplace_back([&, sender] {
                for (int i = 0; i < each && unanswered == 0; ++i) {
                    const auto index = static_cast<std::size_t>(sender * each + i);
                    const auto reply = send(filings[index], "sent" + std::to_string(sender));
                    if (reply.status == 202) {
                        taken[index] = 1;
                        ++acknowledged;
                    } else {
                        ++(reply.status == 0 ? unanswered : other);
                    }
                }
            });
        QVERIFY(QTest::qWaitFor([&] { return acknowledged >= 8; }, 20'000));
        const int code = platform.stop();
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(code, 0);
        QCOMPARE(other.load(), 0);
        QVERIFY(unanswered > 0); // so it ended while they were sending
        QVERIFY(startLogged());
        const auto missing = [&] {
            const auto list =
                platform.command({"case", "list", "--settings", platform.settings()}).out;
            int count = 0;
            for (std::size_t i = 0; i < filings.size(); ++i) {
                const auto number = QByteArray::fromStdString(filings[i].header.core.caseNumber);
                const auto found = list.count(number);
                if (found > 1)
                    qFatal("%s: twice", number.constData());
                count += taken[i] && found == 0;
            }
            return count;
        };
        QVERIFY(QTest::qWaitFor([&] { return missing() == 0; }, 20'000));
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
