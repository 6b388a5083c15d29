#include "platform/seal/revocation.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>

using namespace jiujin;
using namespace jiujin::seal;
namespace fs = std::filesystem;

namespace {

constexpr Role allRoles[] = {Role::Server, Role::Terminal, Role::Seal, Role::Acknowledge,
                             Role::Credential};

fs::path writeFile(const QTemporaryDir& folder, const std::string& text, fs::perms perms) {
    const fs::path path = fs::path(folder.path().toStdString()) / "file.pem";
    fs::remove(path);
    std::ofstream(path) << text;
    fs::permissions(path, perms);
    return path;
}

} // namespace

class TestCertificate : public QObject {
    Q_OBJECT
    const samples::Pki pki;

    ErrorCode verdictOf(const Certificate& leaf, Role role, WallTime at) const {
        const auto result = verifyLeaf(leaf, pki.root, role, at);
        return result.ok() ? ErrorCode::NotFound : result.error().code;
    }

private slots:
    void eachRoleIsGoodForItselfAlone() {
        for (const Role issued : allRoles) {
            const auto leaf = pki.issue("name", issued).certificate;
            for (const Role asked : allRoles)
                QCOMPARE(verdictOf(leaf, asked, samples::noon()),
                         asked == issued ? ErrorCode::NotFound : ErrorCode::CertificateRole);
        }
    }

    void theRootIsNoLeaf() {
        QCOMPARE(verdictOf(pki.root, Role::Server, samples::noon()), ErrorCode::CertificateRole);
    }

    void timesHaveEdges() {
        const auto from = samples::noon(), until = from + std::chrono::hours(1);
        const auto leaf = pki.issue("name", Role::Seal, {from, until}).certificate;
        const auto second = std::chrono::seconds(1);
        QCOMPARE(verdictOf(leaf, Role::Seal, from - second), ErrorCode::CertificateExpired);
        QCOMPARE(verdictOf(leaf, Role::Seal, from + second), ErrorCode::NotFound);
        QCOMPARE(verdictOf(leaf, Role::Seal, until - second), ErrorCode::NotFound);
        QCOMPARE(verdictOf(leaf, Role::Seal, until + second), ErrorCode::CertificateExpired);
        QCOMPARE(verdictOf(leaf, Role::Seal, WallTime()), ErrorCode::CertificateExpired);
    }

    void aLeafThatSignsALeafIsNoIssuer() {
        const auto key = samples::must(PrivateKey::generate());
        const auto below = samples::must(issueLeaf(
            pki.terminal.certificate, pki.terminal.key, key, "below", Role::Terminal,
            {samples::noon() - std::chrono::days(1), samples::noon() + std::chrono::days(1)}));
        QCOMPARE(verdictOf(below, Role::Terminal, samples::noon()), ErrorCode::CertificateIssuer);
    }

    void aSelfSignedTwinIsRefused() {
        // Issued by itself under the name of the root.
        const auto key = samples::must(PrivateKey::generate());
        const seal::Validity validity{samples::noon() - std::chrono::days(1),
                                      samples::noon() + std::chrono::days(1)};
        const auto fakeRoot = samples::must(issueRoot(key, "Test Root", validity));
        const auto twin = samples::must(
            issueLeaf(fakeRoot, key, key, samples::terminalId, Role::Terminal, validity));
        QCOMPARE(verdictOf(twin, Role::Terminal, samples::noon()), ErrorCode::CertificateIssuer);
        QCOMPARE(verdictOf(fakeRoot, Role::Terminal, samples::noon()),
                 ErrorCode::CertificateIssuer);
    }

    void pemRoundTrips() {
        const auto again = samples::must(Certificate::fromPem(pki.terminal.certificate.pem()));
        QCOMPARE(again.keyId(), pki.terminal.certificate.keyId());
        QCOMPARE(again.commonName(), std::string(samples::terminalId));
        QCOMPARE(verdictOf(again, Role::Terminal, again.validFrom()), ErrorCode::NotFound);
        QCOMPARE(verdictOf(again, Role::Terminal, again.validFrom() - std::chrono::seconds(1)),
                 ErrorCode::CertificateExpired);
        const auto key = samples::must(PrivateKey::fromPem(pki.terminal.key.pem()));
        QVERIFY(key.matches(again));
        QVERIFY(!key.matches(pki.active.certificate));
        QVERIFY(!Certificate::fromPem("-----BEGIN CERTIFICATE-----\nAAAA\n").ok());
        QVERIFY(!PrivateKey::fromPem("").ok());
    }

    void aKeyThatOthersMayReadIsRefused() {
        const QTemporaryDir folder;
        const std::string pem = pki.terminal.key.pem();
        const auto owner = fs::perms::owner_read | fs::perms::owner_write;
        QVERIFY(PrivateKey::fromFile(writeFile(folder, pem, owner)).ok());
        for (const auto more : {fs::perms::group_read, fs::perms::others_read}) {
            const auto result = PrivateKey::fromFile(writeFile(folder, pem, owner | more));
            QVERIFY(!result.ok());
            QCOMPARE(result.error().code, ErrorCode::KeyUnreadable);
            QVERIFY(result.error().where.find("chmod 600") != std::string::npos);
        }
        QVERIFY(!PrivateKey::fromFile(fs::path(folder.path().toStdString()) / "none").ok());
        QVERIFY(!PrivateKey::fromFile(folder.path().toStdString()).ok());
    }

    void aRevocationListHoldsWhatTheRootPutThere() {
        const auto kept = pki.issue("kept", Role::Terminal).certificate;
        const auto lost = pki.issue("lost", Role::Terminal).certificate;
        const auto later = pki.issue("later", Role::Server).certificate;
        const auto first =
            RevocationList::issue({}, {lost, lost}, pki.root, pki.rootKey, samples::noon());
        const auto second =
            RevocationList::issue(*first, {later}, pki.root, pki.rootKey, samples::noon());
        QVERIFY(!RevocationList().holds(lost));
        QVERIFY(first->holds(lost) && !first->holds(later) && !first->holds(kept));
        QTemporaryDir folder;
        const auto file = writeFile(folder, second->pem(), fs::perms::owner_all);
        const auto read = RevocationList::fromFile(file, pki.root);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
        QVERIFY(read->holds(lost) && read->holds(later) && !read->holds(kept));

        const samples::Pki other;
        QCOMPARE(RevocationList::fromFile(file, other.root).error().code,
                 ErrorCode::CertificateIssuer);
        const auto forged =
            RevocationList::issue({}, {kept}, pki.root, other.rootKey, samples::noon());
        writeFile(folder, forged->pem(), fs::perms::owner_all);
        QCOMPARE(RevocationList::fromFile(file, pki.root).error().code,
                 ErrorCode::CertificateIssuer);
        for (const std::string& text : {std::string(), std::string("no list"), pki.root.pem()}) {
            writeFile(folder, text, fs::perms::owner_all);
            QCOMPARE(RevocationList::fromFile(file, pki.root).error().code,
                     ErrorCode::CertificateMalformed);
        }
        QCOMPARE(RevocationList::fromFile("/nonexistent/list.pem", pki.root).error().code,
                 ErrorCode::FileUnreadable);
    }

    void aMissingCertificateFileIsNamed() {
        const auto result = Certificate::fromFile("/nonexistent/root.pem");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::FileUnreadable);
        QVERIFY(result.error().where.find("root.pem") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
