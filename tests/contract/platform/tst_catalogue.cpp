// From whoever signs a catalogue to the terminal's disk, by the shipped platform over its wire.
#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/curl_transport.h"
#include "platform/catalogue/tree.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/contract/platform/prometheus_text.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

#include <fstream>
#include <thread>

using namespace jiujin;
using samples::must;
namespace fs = std::filesystem;

class TestCatalogue : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform_;
    const SystemClock clock_;
    const fs::path tree_ = platform_.path("tree"), made_ = platform_.path("made");
    std::optional<keys::Enrolment> enrolment_;
    std::unique_ptr<sync::CurlTransport> transport_;
    std::unique_ptr<mirror::Mirror> mirror_;
    fs::path keys_ = platform_.center(""); // of those who sign now
    seal::RevocationList revoked_;

    void make(const std::string& matter, const std::string& content) const {
        samples::writeFile(tree_ / "matters" / matter / "matter.json", content);
        must(catalogue::publish(made_, tree_, must(catalogue::itemsIn(tree_)),
                                must(catalogue::Signer::in(keys_ / "catalogue", "catalogue")),
                                must(catalogue::Signer::in(keys_ / "timestamp", "timestamp")),
                                {.now = clock_.wall().time}));
    }
    int publish(const fs::path& folder, bool stamped = false) const {
        std::vector<std::string> words{"publish", folder.string(), "--settings",
                                       platform_.settings()};
        if (stamped)
            words.insert(words.end(), {"--timestamp", keys_ / "timestamp"});
        return platform_.command(words).code;
    }
    // New keys in a new folder, named from now on in what is made.
    int rotate(const fs::path& keys, const std::vector<std::string>& more) const {
        std::vector<std::string> words{"catalogue-keys",         keys,     "--root",
                                       platform_.center("root"), "--into", made_};
        words.insert(words.end(), more.begin(), more.end());
        return platform_.command(words).code;
    }
    // At the platform, and not on the way to it.
    bool somebodyWaits() const {
        std::string port;
        std::ifstream(platform_.center("run/local-port")) >> port;
        return QTest::qWaitFor(
            [&] {
                const auto said = tests::runProgram(QStringLiteral("curl"),
                                                    {"--silent", "--fail", "--max-time", "10",
                                                     "http://127.0.0.1:" + port + "/metrics"});
                return said.code == 0 &&
                       tests::figuresIn(said.out).samples.value("jiujin_catalogue_waiting") > 0;
            },
            20'000);
    }
    std::uint64_t rootVersion() const { return mirror_->state(clock_.wall()).root; }
    mirror::Round refresh() const {
        sync::PlatformLibrary library(*transport_);
        return must(mirror_->refresh(library, clock_.wall()));
    }
    std::string content(const std::string& matter) const {
        return must(catalogue::readFile(
            mirror_->current()->folder / "matters" / matter / "matter.json", 1'000'000));
    }

private slots:
    void initTestCase() {
        fs::copy(platform_.center("mirror"), made_, fs::copy_options::recursive);
        std::ofstream(platform_.settings(), std::ios::app)
            << "\n[local]\nport = 0\nport_file = \"run/local-port\"\n";
        QVERIFY(platform_.start());
        enrolment_ = must(keys::loadEnrolment(platform_.terminal(""), clock_.wall()));
        enrolment_->platformUrl = "https://localhost:" + std::to_string(platform_.port());
        transport_ = std::make_unique<sync::CurlTransport>(*enrolment_, clock_);
        mirror_ = must(mirror::Mirror::open(
            {platform_.path("mirror"), platform_.path("marks")},
            [this] {
                return catalogue::Anchors{enrolment_->root, revoked_};
            },
            [](const fs::path&) { return Result<void>(); }));
    }

    void nothingIsPublishedAtFirst() { QCOMPARE(refresh(), mirror::Round::Nothing); }

    void whatIsPublishedComesWithoutARestart() {
        // More than one part.
        make("pension", std::string(700'000, 'x'));
        QCOMPARE(publish(made_), 0);
        QCOMPARE(refresh(), mirror::Round::Taken);
        QCOMPARE(content("pension"), std::string(700'000, 'x'));
        make("permit", "two");
        QCOMPARE(refresh(), mirror::Round::Nothing); // made, and not published yet
        QCOMPARE(publish(made_), 0);
        QCOMPARE(refresh(), mirror::Round::Taken);
        QCOMPARE(content("permit"), std::string("two"));
    }

    void aConfirmationComesToo() {
        const auto before = mirror_->state(clock_.wall());
        QCOMPARE(platform_
                     .command({"confirm", "--settings", platform_.settings(), "--timestamp",
                               platform_.center("timestamp"), "--days", "60"})
                     .code,
                 0);
        QCOMPARE(refresh(), mirror::Round::Nothing);
        const auto after = mirror_->state(clock_.wall());
        QCOMPARE(after.id, before.id);
        QVERIFY(after.until > before.until);
    }

    void whatMayNotBePublishedIsRefused() {
        const samples::Pki others;
        const samples::Publisher theirs(others, platform_.path("theirs"));
        theirs.put("pension", "theirs");
        theirs.publish();
        QCOMPARE(publish(theirs.folder()), 1);
        QCOMPARE(publish(platform_.path("nowhere")), 1);
        // An older one: it was confirmed since.
        QCOMPARE(publish(made_), 1);
        QCOMPARE(platform_
                     .command({"confirm", "--settings", platform_.settings(), "--timestamp",
                               platform_.center("catalogue")})
                     .code,
                 1);
        QCOMPARE(refresh(), mirror::Round::Nothing);
    }

    // Confirmed by the timer since it was made: the platform's own key says that it is newer.
    void whatWasMadeBeforeAConfirmationIsStampedAnew() {
        make("permit", "three");
        QCOMPARE(publish(made_), 1);
        QCOMPARE(publish(made_, true), 0);
        QCOMPARE(refresh(), mirror::Round::Taken);
        QCOMPARE(content("permit"), std::string("three"));
    }

    // A terminal that waits is told when there is something new, and not when its time is over.
    void whoWaitsHearsOfItWithinSeconds() {
        std::atomic<int> told = 0;
        sync::CurlTransport waiting(*enrolment_, clock_);
        sync::CatalogueWatch watch(waiting, clock_, [&told] { ++told; });
        watch.ask(); // what there is
        QCOMPARE(told, 1);
        const auto begun = std::chrono::steady_clock::now();
        std::thread terminal([&] { watch.ask(); });
        const bool waited = somebodyWaits();
        make("permit", "heard of");
        const int published = publish(made_, true);
        terminal.join();
        QVERIFY(waited);
        QCOMPARE(published, 0);
        QCOMPARE(told, 2);
        QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::seconds(30));
        QCOMPARE(refresh(), mirror::Round::Taken);
    }

    void theTimersUnitConfirms() {
        const std::string unit = must(catalogue::readFile(
            tests::sourceFile("packaging/systemd/jiujin-confirm.service"), 10'000));
        const auto lineOf = [&](const std::string& key) {
            const auto at = unit.find('\n' + key + '=') + key.size() + 2;
            return QString::fromStdString(unit.substr(at, unit.find('\n', at) - at));
        };
        QString line = lineOf("ExecStart");
        QVERIFY(line.startsWith(QStringLiteral("/usr/bin/jiujin-platform confirm ")));
        line.replace(QStringLiteral("/etc/jiujin/platform.toml"),
                     QString::fromStdString(platform_.settings()));
        line.replace(QStringLiteral("%d"), QString::fromStdString(keys_ / "timestamp"));
        std::vector<std::string> words;
        for (const QString& word : line.split(QLatin1Char(' ')).mid(1))
            words.push_back(word.toStdString());
        const auto before = mirror_->state(clock_.wall());
        QCOMPARE(platform_.command(words).code, 0);
        QCOMPARE(refresh(), mirror::Round::Nothing);
        QVERIFY(mirror_->state(clock_.wall()).issued > before.issued);
        // What is lent to it is what the command looks for.
        for (const char* file : {"timestamp.pem", "timestamp.key"})
            QVERIFY(unit.find("LoadCredential=" + std::string(file) + ":") != std::string::npos);
        // /etc is not for it to write in, but for the folder that `init` names in the settings.
        const std::string settings = must(catalogue::readFile(platform_.settings(), 100'000));
        const std::string key = "[catalogue]\nfolder = \"";
        QVERIFY(settings.find(key) != std::string::npos);
        const auto at = settings.find(key) + key.size();
        const std::string folder = settings.substr(at, settings.find('"', at) - at);
        QCOMPARE(lineOf("ProtectSystem"), QStringLiteral("full"));
        QCOMPARE(lineOf("ReadWritePaths"), QString::fromStdString("-/etc/jiujin/" + folder));
    }

    void theKeysAreRotated() {
        const std::string next = platform_.path("keys-2");
        QCOMPARE(rotate(next, {}), 2); // the key until now must sign too
        QCOMPARE(rotate(next, {"--before", platform_.center("catalogue")}), 1);
        QVERIFY(!fs::exists(next) && !fs::exists(made_ / "roots/2.jws"));
        // The disk does not take the document: no keys are left that it does not name.
        fs::create_directories(made_ / "roots/2.jws.part");
        QCOMPARE(rotate(next, {"--before", platform_.center("catalogue-root")}), 1);
        QVERIFY(!fs::exists(next) && !fs::exists(made_ / "roots/2.jws"));
        fs::remove(made_ / "roots/2.jws.part");
        QCOMPARE(rotate(next, {"--before", platform_.center("catalogue-root")}), 0);
        QVERIFY((fs::status(next + "/timestamp/timestamp.key").permissions() &
                 (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
        QCOMPARE(rotate(next, {"--before", next + "/catalogue-root"}), 1); // keys are there
        QCOMPARE(publish(made_, true), 1); // by the keys before, which count no more
        keys_ = next;
        make("permit", "four");
        QCOMPARE(publish(made_, true), 0);
        QCOMPARE(refresh(), mirror::Round::Taken);
        QCOMPARE(content("permit"), std::string("four"));
        QCOMPARE(rootVersion(), std::uint64_t(2));
    }

    // Lost, or in somebody else's hands: the platform's root takes its word back.
    void keysThatAreLostAreReplaced() {
        const std::string list = platform_.center("root/revoked.pem"), next = platform_.path("3");
        QCOMPARE(platform_
                     .command({"revoke", keys_ / "catalogue-root/catalogue-root.pem", "--root",
                               platform_.center("root"), "--list", list})
                     .code,
                 0);
        revoked_ = must(seal::RevocationList::fromFile(list, enrolment_->root));
        QCOMPARE(rotate(next, {"--revoked", list}), 0);
        keys_ = next;
        make("permit", "five");
        QCOMPARE(publish(made_, true), 0);
        QCOMPARE(refresh(), mirror::Round::Taken);
        QCOMPARE(content("permit"), std::string("five"));
        QCOMPARE(rootVersion(), std::uint64_t(3));
    }

    void aPlatformThatHasNoneGetsKeys() {
        const fs::path fresh = platform_.path("fresh"), keys = platform_.path("first");
        const auto made = platform_.command(
            {"catalogue-keys", keys, "--root", platform_.center("root"), "--into", fresh});
        QCOMPARE(made.code, 0);
        QVERIFY(made.out.contains("[catalogue]\nfolder = "));
        must(catalogue::publish(fresh, tree_, must(catalogue::itemsIn(tree_)),
                                must(catalogue::Signer::in(keys / "catalogue", "catalogue")),
                                must(catalogue::Signer::in(keys / "timestamp", "timestamp")),
                                {.now = clock_.wall().time}));
        QVERIFY(catalogue::published(fresh, {enrolment_->root}).ok());
    }

    void whatIsUnchangedIsNotSentAgain() {
        const auto whole =
            platform_.curl("/v1/mirror/timestamp.jws", {"--dump-header", platform_.path("head")});
        QCOMPARE(whole.status, 200);
        const std::string head = must(catalogue::readFile(platform_.path("head"), 10'000));
        const auto tag = head.find("ETag: ");
        QVERIFY(tag != std::string::npos);
        const auto again = platform_.curl(
            "/v1/mirror/timestamp.jws",
            {"--header", "If-None-Match: " + head.substr(tag + 6, head.find('\r', tag) - tag - 6)});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
        QCOMPARE(platform_.curl("/v1/mirror/../platform.toml", {"--path-as-is"}).status, 404);
    }

    void nobodyWhoWaitsKeepsThePlatformFromEnding() {
        sync::CurlTransport waiting(*enrolment_, clock_);
        sync::CatalogueWatch watch(waiting, clock_, [] {});
        watch.ask(); // what there is; the line stands
        std::thread terminal([&] { watch.ask(); });
        const bool waited = somebodyWaits();
        const auto begun = std::chrono::steady_clock::now();
        const int code = platform_.stop();
        terminal.join();
        QVERIFY(waited);
        QCOMPARE(code, 0);
        QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::seconds(20));
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
