// From whoever signs a catalogue to the terminal's disk, by the shipped platform over its wire.
#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/curl_transport.h"
#include "platform/catalogue/tree.h"
#include "tests/contract/platform/platform_process.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

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

    void make(const std::string& matter, const std::string& content) const {
        samples::writeFile(tree_ / "matters" / matter / "matter.json", content);
        must(catalogue::publish(
            made_, tree_, must(catalogue::itemsIn(tree_)),
            must(catalogue::Signer::in(platform_.center("catalogue"), "catalogue")),
            must(catalogue::Signer::in(platform_.center("timestamp"), "timestamp")),
            {.now = clock_.wall().time}));
    }
    int publish(const fs::path& folder) const {
        return platform_.command({"publish", folder.string(), "--settings", platform_.settings()})
            .code;
    }
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
        QVERIFY(platform_.start());
        enrolment_ = must(keys::loadEnrolment(platform_.terminal(""), clock_.wall()));
        enrolment_->platformUrl = "https://localhost:" + std::to_string(platform_.port());
        transport_ = std::make_unique<sync::CurlTransport>(*enrolment_, clock_);
        mirror_ = must(mirror::Mirror::open(
            {platform_.path("mirror"), platform_.path("marks")},
            [this] { return catalogue::Anchors{enrolment_->root}; },
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
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
