// The root's list comes over the wire, whoever hands it over, and the terminal believes it.
#include "app/terminal/sync/revocation_fetcher.h"
#include "scripted.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;
using enrolment::must;

class RevocationsTest : public QObject {
    Q_OBJECT

    HandClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;
    std::unique_ptr<keys::Enrolment> enrolment_; // read anew for each test
    ListedTransport transport_;
    std::unique_ptr<RevocationFetcher> fetcher_;

    std::filesystem::path folder() const { return terminal_->folder().parent_path(); }
    std::filesystem::path kept() const { return folder() / "revoked.pem"; }
    void start() {
        enrolment_ = std::make_unique<keys::Enrolment>(
            must(keys::loadEnrolment(folder() / "enrolment", clock_.wall())));
        transport_.answers.clear();
        transport_.asked.clear();
        fetcher_ = std::make_unique<RevocationFetcher>(*enrolment_, transport_, clock_, kept());
    }
    seal::RevocationList listOf(const seal::Certificate& lost,
                                const seal::RevocationList& before = {}) const {
        return must(seal::RevocationList::issue(before, {lost}, terminal_->pki.root,
                                                terminal_->pki.rootKey, clock_.now.time));
    }
    void hand(const Bytes& der) {
        transport_.answers.push_back([der] {
            return Answer{200, std::string(seal::RevocationList::mediaType),
                          std::string(textOf(der))};
        });
    }
    ErrorCode closedBy() const {
        const auto may = keys::mayFile(*enrolment_, clock_.wall());
        return may.ok() ? ErrorCode::NotFound : may.error().code;
    }

private slots:
    void init() {
        terminal_ = std::make_unique<FiledTerminal>(clock_);
        start();
    }

    void aTerminalThatFindsItselfTakesNothingNew() {
        QCOMPARE(closedBy(), ErrorCode::NotFound);
        const auto list = listOf(terminal_->pki.device.certificate);
        hand(list.der());
        fetcher_->tend(false);
        QCOMPARE(transport_.asked, std::vector<std::string>{"/v1/revoked?since=0"});
        QCOMPARE(closedBy(), ErrorCode::TerminalRevoked);
        // Also after a restart without a network.
        start();
        QCOMPARE(closedBy(), ErrorCode::TerminalRevoked);
        transport_.say(404, "{}");
        fetcher_->tend(false);
        QCOMPARE(transport_.asked, std::vector<std::string>{"/v1/revoked?since=1"});
        QCOMPARE(closedBy(), ErrorCode::TerminalRevoked);
    }

    void itRestsOnWhatThePlatformIs_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<bool>("closes");
        QTest::newRow("sealed to") << 0 << true;
        QTest::newRow("escrow") << 1 << true;
        QTest::newRow("vouches for its receipts") << 2 << true;
        QTest::newRow("the server") << 3 << false;
        QTest::newRow("another terminal") << 4 << false;
    }
    void itRestsOnWhatThePlatformIs() {
        QFETCH(int, which);
        QFETCH(bool, closes);
        const enrolment::TestPki& pki = terminal_->pki;
        const std::array lost{pki.sealing, pki.escrow, pki.credential, pki.server,
                              pki.issue("330105-A018", seal::Role::Terminal)};
        hand(listOf(lost.at(static_cast<std::size_t>(which)).certificate).der());
        fetcher_->tend(false);
        QCOMPARE(enrolment_->revoked.current().number(), std::uint64_t(1));
        QCOMPARE(closedBy(), closes ? ErrorCode::PlatformRevoked : ErrorCode::NotFound);
    }

    void aRevokedKeysWordsCountForNothing() {
        const SignedWords words(*enrolment_, clock_);
        terminal_->file();
        const std::string token =
            must(seal::signJws(encode(terminal_->honest(protocol::Verdict::Stored)),
                               terminal_->pki.acknowledge.key, {}));
        QVERIFY(words.read(token).ok());
        hand(listOf(terminal_->pki.acknowledge.certificate).der());
        fetcher_->tend(false);
        QCOMPARE(words.read(token).error().code, ErrorCode::PlatformRevoked);
        QCOMPARE(words.readCheckpoint(token).error().code, ErrorCode::PlatformRevoked);
    }

    void whatIsNotTheRootsChangesNothing_data() {
        QTest::addColumn<QString>("how");
        for (const char* how : {"another root's", "flipped", "cut", "a page", "older"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void whatIsNotTheRootsChangesNothing() {
        QFETCH(QString, how);
        const auto other = terminal_->pki.issue("330105-A018", seal::Role::Terminal).certificate;
        const auto good = listOf(other);
        hand(listOf(other, good).der());
        fetcher_->tend(false);
        clock_.pass(10min);
        Bytes der = listOf(terminal_->pki.device.certificate,
                           how == QLatin1String("older") ? seal::RevocationList() : good)
                        .der();
        if (how == QLatin1String("another root's")) {
            const enrolment::TestPki twin(clock_.now.time);
            der = must(seal::RevocationList::issue(good, {terminal_->pki.device.certificate},
                                                   twin.root, twin.rootKey, clock_.now.time))
                      .der();
        } else if (how == QLatin1String("flipped")) {
            der.at(der.size() / 2) ^= 1U;
        } else if (how == QLatin1String("cut")) {
            der.resize(der.size() / 2);
        }
        if (how == QLatin1String("a page"))
            transport_.say(200, std::string(textOf(der)));
        else
            hand(der);
        fetcher_->tend(false);
        QCOMPARE(transport_.asked.size(), std::size_t(2));
        QCOMPARE(closedBy(), ErrorCode::NotFound);
        QCOMPARE(enrolment_->revoked.current().number(), std::uint64_t(2));
        start();
        QVERIFY(enrolment_->revoked.holds(other));
    }

    void itIsAskedForNowAndThen() {
        fetcher_->tend(false);
        fetcher_->tend(false);
        QCOMPARE(transport_.asked.size(), std::size_t(1));
        clock_.pass(10min);
        fetcher_->tend(false);
        QCOMPARE(transport_.asked.size(), std::size_t(2));
        // The platform's own word is not signed; the list that it speaks of is.
        clock_.pass(1min);
        fetcher_->tend(false);
        QCOMPARE(transport_.asked.size(), std::size_t(2));
        fetcher_->tend(true);
        QCOMPARE(transport_.asked.size(), std::size_t(3));
        QCOMPARE(closedBy(), ErrorCode::NotFound);
    }

    void aBrokenFileStandsInNobodysWay() {
        hand(listOf(terminal_->pki.device.certificate).der());
        fetcher_->tend(false);
        std::ofstream(kept(), std::ios::trunc) << "no list";
        start();
        QCOMPARE(closedBy(), ErrorCode::NotFound);
        hand(listOf(terminal_->pki.device.certificate).der());
        fetcher_->tend(false);
        start();
        QCOMPARE(closedBy(), ErrorCode::TerminalRevoked);
    }

    void whatStaffPutIntoTheEnrolmentCountsToo() {
        const auto list = listOf(terminal_->pki.device.certificate);
        enrolment::writeFile(folder() / "enrolment" / "revoked.pem", list.pem());
        QTRY_COMPARE(closedBy(), ErrorCode::TerminalRevoked);
    }
};

QTEST_GUILESS_MAIN(RevocationsTest)
#include "tst_revocations.moc"
