// What reaches the platform over the wire: right, wrong, hostile, twice, and cut off by a crash.
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QRandomGenerator>
#include <arpa/inet.h>
#include <fstream>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using protocol::Verdict;

class TestPlatform : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const protocol::CaseBody body =
        tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    std::uint64_t counter = 0;

    samples::Filing filing() { return samples::file(terminal, body, ++counter); }
    int casesOf(const std::string& number) const {
        const auto list = platform.command({"case", "list", "--settings", platform.settings()});
        return static_cast<int>(list.out.count(QByteArray::fromStdString(number)));
    }
    // Certificate and key of an identity as files for curl.
    std::vector<std::string> certificateFiles(const samples::Identity& identity) const {
        const std::string certificate = platform.path("other.pem"),
                          key = platform.path("other.key");
        std::ofstream(certificate) << identity.certificate.pem();
        std::ofstream(key) << identity.key.pem();
        return {"--cacert", platform.terminal("root.pem"), "--cert", certificate, "--key", key};
    }
    samples::Identity issuedHere(std::string_view name, seal::Role role,
                                 seal::Validity validity) const {
        const auto root =
            samples::must(seal::Certificate::fromFile(platform.center("root/root.pem")));
        const auto rootKey =
            samples::must(seal::PrivateKey::fromFile(platform.center("root/root.key")));
        const auto key = samples::must(seal::PrivateKey::generate());
        return {samples::must(seal::issueLeaf(root, rootKey, key, name, role, validity)), key};
    }
    static seal::Validity around(std::chrono::days before, std::chrono::days after) {
        const auto now = SystemClock().wall().time;
        return {now - before, now + after};
    }

private slots:
    void init() { QVERIFY(platform.start()); }
    void cleanup() { platform.kill(); }

    void aPacketBecomesACaseOnce() {
        const auto packet = filing();
        const auto first = platform.post({packet.packet});
        QCOMPARE(first.status, 202);
        const auto words = platform.wordsIn(first.body);
        QCOMPARE(words.size(), std::size_t(1));
        QVERIFY(words[0].verdict == Verdict::Stored);
        QCOMPARE(words[0].packetId, packet.header.core.packetId);
        // The answer was lost: the terminal sends again.
        const auto again = platform.wordsIn(platform.post({packet.packet}).body);
        QVERIFY(again[0].verdict == Verdict::DuplicateSame);
        QCOMPARE(casesOf(packet.header.core.caseNumber), 1);
        // And asks for what it has not heard.
        const auto waiting = platform.wordsIn(platform.curl("/v1/acks?since=0").body);
        QVERIFY(std::ranges::any_of(waiting, [&](const auto& word) {
            return word.packetId == packet.header.core.packetId && word.verdict == Verdict::Stored;
        }));
    }

    void anotherHeaderUnderTheSameIdIsAConflict() {
        const auto core = samples::coreHeader(terminal, ++counter);
        const auto first = samples::file(terminal, body, core);
        const auto second = samples::file(terminal, body, core);
        QVERIFY(platform.wordsIn(platform.post({first.packet}).body)[0].verdict == Verdict::Stored);
        QVERIFY(platform.wordsIn(platform.post({second.packet}).body)[0].verdict ==
                Verdict::Conflict);
        QCOMPARE(casesOf(core.caseNumber), 1);
        // Two machines with one key: nothing new of either is taken until staff have looked.
        const auto next = filing();
        for (int i = 0; i < 2; ++i) {
            const auto words = platform.wordsIn(platform.post({next.packet}).body);
            QVERIFY(words[0].verdict == Verdict::Refused);
            QCOMPARE(words[0].code, std::string(codeOf(ErrorCode::TerminalSuspended)));
        }
        QCOMPARE(casesOf(next.header.core.caseNumber), 0);
        QVERIFY(platform.wordsIn(platform.post({first.packet}).body)[0].verdict ==
                Verdict::DuplicateSame);
        const auto listed =
            platform.command({"terminal", "list", "--settings", platform.settings()});
        QVERIFY(listed.out.contains("suspended"));
        // The second use of the counter is named for staff: by its counter, its case and its
        // packet.
        const auto aside = [&](const std::string& of) {
            return platform.command({"terminal", "aside", of, "--settings", platform.settings()});
        };
        const auto kept = aside(core.terminalId);
        QCOMPARE(kept.code, 0);
        QCOMPARE(kept.out.count('\n'), 1);
        for (const std::string& told :
             {"counter " + std::to_string(core.counter), core.caseNumber, core.packetId,
              std::string(codeOf(ErrorCode::PacketConflict))})
            QVERIFY2(kept.out.contains(told.c_str()), kept.out.constData());
        QCOMPARE(aside("330105-B001").out, QByteArray());
        const auto resumed = platform.command(
            {"terminal", "resume", core.terminalId, "--settings", platform.settings()});
        QCOMPARE(resumed.code, 0);
        QVERIFY(!resumed.out.contains("suspended"));
        QVERIFY(platform.wordsIn(platform.post({next.packet}).body)[0].verdict == Verdict::Stored);
    }

    void flippedBitsAreRejectedAndTheRestIsTaken() {
        const auto good = filing();
        std::vector<Bytes> packets;
        for (int i = 0; i < 100; ++i) {
            packets.push_back(good.packet);
            auto& packet = packets.back();
            packet[QRandomGenerator::global()->bounded(static_cast<quint32>(packet.size()))] ^=
                static_cast<std::uint8_t>(1U << QRandomGenerator::global()->bounded(8U));
        }
        packets.push_back(good.packet);
        const auto reply = platform.post(packets);
        QCOMPARE(reply.status, 202);
        QCOMPARE(platform.wordsIn(reply.body).size(), std::size_t(1));
        QCOMPARE(reply.body.count("\"index\""), 100);
        QCOMPARE(casesOf(good.header.core.caseNumber), 1);
    }

    void withoutAClientCertificateThereIsNoAnswer() {
        const auto reply =
            platform.curl("/v1/health", {"--cacert", platform.terminal("root.pem")}, true);
        QCOMPARE(reply.status, 0);
        QVERIFY(reply.curl != 0);
    }

    void clientCertificatesOfOthersAreRefused_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("another issuer of the same name") << 0;
        QTest::newRow("ended") << 1;
        QTest::newRow("not begun") << 2;
        QTest::newRow("of a server") << 3;
        QTest::newRow("of the sealing key") << 4;
    }
    void clientCertificatesOfOthersAreRefused() {
        QFETCH(int, which);
        const std::chrono::days day(1);
        const samples::Pki other("Jiujin Root");
        const samples::Identity identity =
            which == 0 ? other.terminal
            : which == 1
                ? issuedHere(samples::terminalId, seal::Role::Terminal, around(3 * day, -day))
            : which == 2
                ? issuedHere(samples::terminalId, seal::Role::Terminal, around(-day, 3 * day))
            : which == 3 ? issuedHere("localhost", seal::Role::Server, around(day, day))
                         : issuedHere("seal", seal::Role::Seal, around(day, day));
        const auto reply = platform.curl("/v1/health", certificateFiles(identity), true);
        QVERIFY2(reply.status == 0 || reply.status == 403, reply.body.constData());
        QVERIFY(!reply.body.contains("ok"));
    }

    void aTerminalSpeaksForItselfAlone() {
        const auto thief = issuedHere("330105-A018", seal::Role::Terminal,
                                      around(std::chrono::days(1), std::chrono::days(1)));
        const auto packet = filing();
        std::ofstream(platform.path("stolen"), std::ios::binary)
            << '\0' << '\0' << static_cast<char>(packet.packet.size() >> 8U)
            << static_cast<char>(packet.packet.size()) << textOf(packet.packet);
        auto arguments = certificateFiles(thief);
        arguments.insert(arguments.end(),
                         {"--header", "Content-Type: application/vnd.jiujin.packets",
                          "--data-binary", "@" + platform.path("stolen")});
        const auto reply = platform.curl("/v1/packets", arguments, true);
        QCOMPARE(reply.status, 202);
        QVERIFY(reply.body.contains("JJ-2308"));
        QCOMPARE(casesOf(packet.header.core.caseNumber), 0);
    }

    void aHundredMegabytesAreRefusedUnread_data() {
        QTest::addColumn<QString>("header");
        QTest::newRow("asking first") << QStringLiteral("Expect: 100-continue");
        QTest::newRow("pushing") << QStringLiteral("Expect:");
        QTest::newRow("without a length") << QStringLiteral("Transfer-Encoding: chunked");
    }
    void aHundredMegabytesAreRefusedUnread() {
        QFETCH(QString, header);
        const std::string file = platform.path("huge");
        std::ofstream(file).close();
        std::filesystem::resize_file(file, 100'000'000);
        const auto memory = [this] {
            std::ifstream status("/proc/" + std::to_string(platform.processId()) + "/status");
            long value = 0;
            for (std::string word; status >> word && word != "VmHWM:";) {
            }
            status >> value;
            return value;
        };
        const long before = memory();
        const auto reply = platform.curl(
            "/v1/packets", {"--header", "Content-Type: application/vnd.jiujin.packets", "--header",
                            header.toStdString(), "--data-binary", "@" + file});
        const bool chunked = header.startsWith(QStringLiteral("Transfer"));
        QCOMPARE(reply.status, chunked ? 411 : 413);
        QVERIFY(reply.body.contains(chunked ? "JJ-2102" : "JJ-2101"));
        QVERIFY(reply.body.contains("words_zh") && reply.body.contains("words_en"));
        QVERIFY(before > 0 && memory() - before < 4096);
        QCOMPARE(platform.curl("/v1/health").status, 200);
    }

    void brokenHttpGetsAnAnswer() {
        const std::string longHeader = "X-Long: " + std::string(20'000, 'x');
        QCOMPARE(platform.curl("/v1/health", {"--header", longHeader}).status, 431);
        QCOMPARE(platform.curl("/v1/nothing").status, 404);
        QCOMPARE(platform.curl("/v1/packets").status, 405);
        QCOMPARE(platform.curl("/v1/packets", {"--data-binary", "x"}).status, 415);
    }

    void onlyTls13IsSpoken() {
        QVERIFY(platform.curl("/v1/health", {"--tls-max", "1.2"}).curl != 0);
        QCOMPARE(platform.curl("/v1/health", {"--tlsv1.3"}).status, 200);
    }

    // Twelve times: packets are under way when the platform dies. All are sent again until each
    // has its word; each is there once.
    void nothingIsLostOrDoubledWhenItDies() {
        std::vector<samples::Filing> filings;
        std::vector<Bytes> packets;
        for (int i = 0; i < 24; ++i) {
            filings.push_back(filing());
            packets.push_back(filings.back().packet);
        }
        for (int round = 0; round < 12; ++round) {
            const int after = QRandomGenerator::global()->bounded(60);
            std::thread sender([&] { static_cast<void>(platform.post(packets)); });
            QTest::qWait(after); // the moment of death, not a wait for something to be true
            platform.kill();
            sender.join();
            QVERIFY(platform.start());
        }
        const auto words = platform.wordsIn(platform.post(packets).body);
        QCOMPARE(words.size(), filings.size());
        for (std::size_t i = 0; i < filings.size(); ++i) {
            QVERIFY(words[i].verdict == Verdict::Stored ||
                    words[i].verdict == Verdict::DuplicateSame);
            QCOMPARE(casesOf(filings[i].header.core.caseNumber), 1);
        }
    }

    // The platform opens what it is sent; afterwards its memory is that of one who never did.
    void nothingOfThePersonStaysInMemory() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer keeps what was freed, and terabytes of its own");
#endif
        const auto card = tests::personCard("zhang");
        const std::string known = "terminal " + toHex(viewOf("jiujin-platform")) + '\n';
        std::string patterns;
        for (const auto& [label, value] :
             {std::pair{"name", &card.name}, std::pair{"number", &card.number},
              std::pair{"address", &card.address}})
            patterns += std::string(label) + ' ' + toHex(viewOf(value->expose())) + '\n';
        const auto scan = [&](const std::string& wanted) {
            QProcess memscan;
            memscan.start(qEnvironmentVariable("JIUJIN_MEMSCAN"),
                          {QString::number(platform.processId())});
            memscan.write(QByteArray::fromStdString(wanted));
            memscan.closeWriteChannel();
            return memscan.waitForFinished() ? memscan.exitCode() : -1;
        };
        if (scan(known) == 2)
            QSKIP("only root reads the memory of a program that forbids it");
        QCOMPARE(scan(known), 1);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(platform.post({filing().packet}).status, 202);
        QVERIFY(QTest::qWaitFor([&] { return scan(patterns) == 0; }, 10'000));
    }

    void itEndsInOrder() {
        // A connection that says nothing does not hold it up.
        const int idle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(platform.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(idle, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        QCOMPARE(platform.curl("/v1/health").status, 200); // so the idle one was accepted too
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(platform.stop(), 0);
        QVERIFY(timer.elapsed() < 5'000);
        ::close(idle);
        QVERIFY(!QFile::exists(QString::fromStdString(platform.center("run/port"))));
    }
};

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
