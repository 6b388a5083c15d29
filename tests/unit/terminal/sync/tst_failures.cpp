// What failures mean for the rest of the queue, how long is waited, and who goes first.
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/failure_class.h"
#include "scripted.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <set>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;
using enum FailureClass;
using enrolment::must;
using protocol::Verdict;

namespace {

constexpr std::size_t large = 100UL * 1024;

struct Desk {
    HandClock clock;
    FiledTerminal terminal{clock};
    ListedTransport transport;
    SignedWords words{terminal.keys->enrolment(), clock};
    Courier courier;

    explicit Desk(TimeWindow forLarge = {}, BatchWidth width = {})
        : courier(*terminal.outbox, transport, words, clock, Pace(1), forLarge, nullptr, width) {}

    std::int64_t queued() { return terminal.outbox->count().queued; }
    std::int64_t quarantined() { return terminal.outbox->count().quarantined; }
    // An honest platform: signs for the packets of the request, told by their number and order.
    void takeAll() {
        const auto batch = terminal.honest(Verdict::Stored);
        transport.accept(FiledTerminal::bodyOf(batch, terminal.pki.acknowledge));
    }
};

} // namespace

class FailuresTest : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasItsClass() {
        const std::set<ErrorCode> stops{
            ErrorCode::NotThePlatform,    ErrorCode::PlatformIssuer,   ErrorCode::PlatformTwin,
            ErrorCode::PlatformExpired,   ErrorCode::PlatformRole,     ErrorCode::PlatformHost,
            ErrorCode::PlatformNoTls,     ErrorCode::PlatformRedirect, ErrorCode::PlatformPage,
            ErrorCode::AckSignature,      ErrorCode::TerminalUnknown,  ErrorCode::TerminalExpired,
            ErrorCode::TerminalSuspended, ErrorCode::TerminalRevoked,  ErrorCode::PlatformRevoked};
        const std::set<ErrorCode> skips{
            ErrorCode::PacketTooLarge, ErrorCode::PacketMalformed, ErrorCode::PacketSignature,
            ErrorCode::HeaderMismatch, ErrorCode::SuiteUnknown,    ErrorCode::PacketConflict,
            ErrorCode::PacketRefused,  ErrorCode::BlobMissing,     ErrorCode::BlobTooLarge};
        for (const ErrorCode code : {
#define JIUJIN_ERROR(name, code, zh, en) ErrorCode::name,
#include "platform/base/errors.def"
#undef JIUJIN_ERROR
             }) {
            const FailureClass expected = stops.contains(code)   ? StopAll
                                          : skips.contains(code) ? SkipOne
                                                                 : RetryLater;
            QVERIFY2(classOf(code) == expected, codeOf(code).data());
            QVERIFY(!wordsOf(code, Language::Chinese).empty());
            QVERIFY(!wordsOf(code, Language::English).empty());
        }
    }

    void afterAStopNothingIsSentBeforeItsTime_data() {
        QTest::addColumn<int>("code");
        for (const ErrorCode code :
             {ErrorCode::PlatformTwin, ErrorCode::TerminalUnknown, ErrorCode::PlatformNoTls})
            QTest::newRow(codeOf(code).data()) << int(code);
    }
    void afterAStopNothingIsSentBeforeItsTime() {
        QFETCH(int, code);
        Desk desk;
        desk.terminal.file();
        desk.transport.fail(ErrorCode(code));
        const auto wait = *desk.courier.attempt();
        QVERIFY(wait >= 30s && wait <= 60s);
        // New packets and new attempts change nothing about it, nor does the wall clock.
        for (int i = 0; i < 5; ++i) {
            desk.terminal.file();
            desk.clock.now.time += 24h;
            const auto left = *desk.courier.attempt();
            QVERIFY(left <= wait && left > 0ms);
        }
        QCOMPARE(desk.transport.posts, 1);
        desk.clock.pass(wait);
        desk.transport.fail(ErrorCode(code));
        QVERIFY(*desk.courier.attempt() >= 60s);
        QCOMPARE(desk.transport.posts, 2);
        QCOMPARE(desk.queued(), 6);
        // A person may have mended it.
        desk.courier.retryNow();
        desk.takeAll();
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.queued(), 0);
    }

    void withoutANetworkANewPacketTriesAtOnce() {
        Desk desk;
        desk.terminal.file();
        QVERIFY(desk.courier.attempt()->count() > 0);
        QCOMPARE(*desk.courier.state().problem, ErrorCode::NetworkDown);
        desk.takeAll();
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.queued(), 0);
    }

    void aBusyPlatformIsLeftAloneAsLongAsItAsksWithinBounds_data() {
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("a minute") << 60 << 60000 << 76000;
        QTest::newRow("a year") << 31536000 << 600000 << 751000;
        QTest::newRow("nothing") << 0 << 500 << 1500;
        QTest::newRow("the past") << -60 << 500 << 1500;
    }
    void aBusyPlatformIsLeftAloneAsLongAsItAsksWithinBounds() {
        QFETCH(int, asked);
        QFETCH(int, least);
        QFETCH(int, most);
        Desk desk;
        desk.terminal.file();
        desk.transport.say(503, "{}", std::chrono::seconds(asked));
        const auto wait = desk.courier.attempt()->count();
        QVERIFY2(wait >= least && wait <= most, std::to_string(wait).c_str());
        desk.terminal.file();
        QVERIFY(desk.courier.attempt()->count() > 0);
        QCOMPARE(desk.transport.posts, 1);
    }

    void aRejectedPacketIsSetAsideOrTriedAgain_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("aside");
        for (const char* code : {"JJ-2101", "JJ-2102", "JJ-2103", "JJ-2105", "JJ-2106"})
            QTest::newRow(code) << QString::fromLatin1(code) << true;
        // Of the platform's clock, root or list perhaps; and codes of tomorrow.
        for (const char* code : {"JJ-2202", "JJ-2203", "JJ-2204", "JJ-2308", "JJ-9999"})
            QTest::newRow(code) << QString::fromLatin1(code) << false;
    }
    void aRejectedPacketIsSetAsideOrTriedAgain() {
        QFETCH(QString, code);
        QFETCH(bool, aside);
        Desk desk;
        const std::string bad = desk.terminal.file();
        desk.terminal.file();
        auto others = desk.terminal.honest(Verdict::Stored);
        std::erase_if(others.entries, [&](const auto& entry) { return entry.packetId == bad; });
        std::string body = FiledTerminal::bodyOf(others, desk.terminal.pki.acknowledge);
        body.back() = ',';
        desk.transport.accept(body + "\"rejected\":[{\"index\":0,\"code\":\"" + code.toStdString() +
                              "\"}]}");
        QCOMPARE(desk.courier.attempt()->count(), 0);
        QCOMPARE(desk.terminal.outbox->count().delivered, 1);
        QCOMPARE(desk.quarantined(), aside ? 1 : 0);
        QCOMPARE(desk.queued(), aside ? 0 : 1);
    }

    void whatIsTooLargeForThePlatformIsFoundAndSetAside() {
        Desk desk;
        desk.terminal.file(5000);
        desk.terminal.file();
        for (int i = 0; i < 6 && desk.queued() > 0; ++i) {
            const auto one = desk.terminal.honest(Verdict::Stored);
            desk.transport.answers.push_back([&desk, one]() -> Result<Answer> {
                if (desk.transport.sent.back() > 5000)
                    return Answer{413, "application/json", "{\"code\":\"JJ-2101\"}"};
                return Answer{202, "application/json",
                              FiledTerminal::bodyOf(one, desk.terminal.pki.acknowledge)};
            });
            desk.clock.pass(*desk.courier.attempt());
        }
        QCOMPARE(desk.quarantined(), 1);
        QCOMPARE(desk.terminal.outbox->count().delivered, 1);
    }

    void aPacketThatTheLineCannotCarryGoesBehindTheOthers() {
        Desk desk;
        const std::string first = desk.terminal.file();
        desk.terminal.file();
        for (int i = 0; i < 2; ++i) {
            desk.transport.fail(ErrorCode::NetworkBroken);
            desk.clock.pass(*desk.courier.attempt());
        }
        QVERIFY(desk.terminal.outbox->next(1, 1)[0].packetId != first);
        QCOMPARE(desk.queued(), 2);
    }

    void smallAndOldGoFirstAndTheLargeIsNotStarved() {
        Desk desk({}, {1, 1});
        const std::string big = desk.terminal.file(large);
        const auto& sent = desk.transport.sent;
        // There is always more that is small than can be sent: it is filed meanwhile.
        const auto goOn = [&desk] {
            for (int i = 0; i < 3; ++i)
                desk.terminal.file();
            desk.transport.answers.clear();
            for (int i = 0; i < 2; ++i)
                desk.takeAll();
            QVERIFY(desk.courier.attempt());
        };
        goOn();
        QCOMPARE(sent.size(), 1u);
        QVERIFY(sent.back() < large);
        while (std::ranges::max(sent) < large) {
            QVERIFY(sent.size() < 4);
            goOn();
        }
        goOn();
        QVERIFY(must(desk.terminal.outbox->item(big)).state == outbox::State::Delivered);
    }

    void largeOnesKeepToTheirHours() {
        // 20:00 to 06:00; it is noon in China, of a day on which the desk's certificates are valid.
        Desk desk({20h, 6h});
        desk.clock.now.time = floor<std::chrono::days>(desk.clock.now.time) + 28h;
        desk.terminal.file(large);
        QVERIFY(!desk.courier.attempt());
        QCOMPARE(desk.transport.posts, 0);
        desk.terminal.file();
        desk.takeAll();
        QVERIFY(desk.courier.attempt());
        QCOMPARE(desk.queued(), 1);
        desk.clock.pass(8h);
        desk.takeAll();
        QVERIFY(desk.courier.attempt());
        QCOMPARE(desk.queued(), 0);
    }

    void hoursOfTheDay() {
        const auto at = [](const char* time, ClockGrade grade = ClockGrade::Drift) {
            return GradedTime{*fromRfc3339(std::string("2026-11-22T") + time + ":00.000Z"), grade};
        };
        const TimeWindow night{20h, 6h}, morning{8h, 9h + 30min};
        QVERIFY(night.open(at("12:00")) && night.open(at("21:59")) && !night.open(at("22:00")));
        QVERIFY(!night.open(at("11:59")) && night.open(at("11:59", ClockGrade::Unknown)));
        QVERIFY(morning.open(at("00:00")) && morning.open(at("01:29")));
        QVERIFY(!morning.open(at("01:30")) && !morning.open(at("23:59")));
        QVERIFY(TimeWindow{}.open(at("03:00")));
    }

    void waitsGrowAndAreSpread() {
        Pace pace(7);
        std::int64_t whole = 1000;
        std::set<std::int64_t> seen;
        for (int i = 0; i < 30; ++i, whole = std::min<std::int64_t>(whole * 2, 300000)) {
            const auto wait = pace.afterFailure().count();
            QVERIFY(wait >= whole / 2 && wait <= whole);
            seen.insert(wait);
        }
        QVERIFY(seen.size() > 25);
        pace.succeeded();
        QVERIFY(pace.afterFailure().count() <= 1000);
        for (int i = 0; i < 30; ++i)
            QVERIFY(pace.afterStop() <= 30min);
        QVERIFY(pace.afterStop() >= 15min);
    }
};

QTEST_GUILESS_MAIN(FailuresTest)
#include "tst_failures.moc"
