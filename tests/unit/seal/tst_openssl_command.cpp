// An independent judge: the openssl command verifies the outer signature and opens the envelope.
#include "platform/seal/envelope.h"
#include "platform/seal/revocation.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <QProcess>
#include <QTemporaryDir>
#include <fstream>

using namespace jiujin;

class TestOpensslCommand : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const samples::Filing filing = samples::file(pki, samples::body());
    QTemporaryDir folder;

    std::string path(const char* name) const {
        return folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    void write(const char* name, std::string_view text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }
    std::string read(const char* name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static int run(const std::vector<std::string>& arguments) {
        QStringList list;
        for (const std::string& argument : arguments)
            list << QString::fromStdString(argument);
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"), list);
        return openssl.waitForFinished(30'000) && openssl.exitStatus() == QProcess::NormalExit
                   ? openssl.exitCode()
                   : -1;
    }
    int verify() const {
        return run({"cms", "-verify", "-binary", "-inform", "DER", "-in", path("packet"), "-CAfile",
                    path("root.pem"), "-purpose", "any", "-attime",
                    std::to_string(std::chrono::system_clock::to_time_t(samples::noon())), "-out",
                    path("content")});
    }

private slots:
    void initTestCase() {
        write("packet", textOf(filing.packet));
        write("sealed", textOf(filing.sealed));
        write("root.pem", pki.root.pem());
        write("active.pem", pki.active.certificate.pem());
        write("active.key", pki.active.key.pem());
        write("other.pem", pki.terminal.certificate.pem());
        write("other.key", pki.terminal.key.pem());
    }

    void theOuterSignatureVerifies() {
        QCOMPARE(verify(), 0);
        const std::string content = read("content");
        QVERIFY(content.find(encode(filing.header)) != std::string::npos);
        QVERIFY(content.find(textOf(filing.sealed)) != std::string::npos);
    }

    void aRevokedCertificateDoesNotVerify() {
        const auto lost = pki.issue("lost", seal::Role::Terminal).certificate;
        const auto list =
            seal::RevocationList::issue({}, {lost}, pki.root, pki.rootKey, samples::noon());
        write("revoked.pem", list->pem());
        write("lost.pem", lost.pem());
        const auto judged = [this](const char* certificate) {
            return run({"verify", "-crl_check", "-CAfile", path("root.pem"), "-CRLfile",
                        path("revoked.pem"), "-attime",
                        std::to_string(std::chrono::system_clock::to_time_t(samples::noon())),
                        path(certificate)});
        };
        QCOMPARE(judged("other.pem"), 0);
        QVERIFY(judged("lost.pem") > 0);
    }

    void aForgedOneDoesNot() {
        Bytes forged = filing.packet;
        forged.back() ^= 1U;
        write("packet", textOf(forged));
        QVERIFY(verify() > 0);
        write("packet", textOf(filing.packet));
    }

    void theEnvelopeOpensWithThePlatformsKeyAlone() {
        const auto decrypt = [this](const char* certificate, const char* key) {
            return run({"cms", "-decrypt", "-binary", "-inform", "DER", "-in", path("sealed"),
                        "-recip", path(certificate), "-inkey", path(key), "-out", path("plain")});
        };
        QCOMPARE(decrypt("active.pem", "active.key"), 0);
        QVERIFY(read("plain") == filing.document.expose());
        QVERIFY(decrypt("other.pem", "other.key") > 0);
    }
};

QTEST_GUILESS_MAIN(TestOpensslCommand)
#include "tst_openssl_command.moc"
