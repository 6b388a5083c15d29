// Which list is in force: it goes forward only, whatever is put in the file's place.
#include "platform/seal/revocations.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>
#include <openssl/x509v3.h>
#include <thread>

using namespace jiujin;
using namespace jiujin::seal;
using namespace std::chrono_literals;
using samples::must;

class TestRevocations : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const Certificate first = pki.issue("first", Role::Terminal).certificate;
    const Certificate second = pki.issue("second", Role::Server).certificate;
    const RevocationList one = after({}, first), two = after(one, second);
    std::unique_ptr<QTemporaryDir> folder;

    RevocationList after(const RevocationList& before, const Certificate& lost) const {
        return must(RevocationList::issue(before, {lost}, pki.root, pki.rootKey, samples::noon()));
    }
    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("revoked.pem")).toStdString();
    }
    // Beside it and renamed, as whoever hands out lists does.
    void put(const std::string& text) const {
        std::ofstream(file().string() + ".part", std::ios::binary) << text;
        std::filesystem::rename(file().string() + ".part", file());
    }
    Revocations follow(Revocations::File wanted = Revocations::File::Wanted) const {
        return must(Revocations::following(file(), pki.root, wanted, 0ms));
    }

private slots:
    void init() { folder = std::make_unique<QTemporaryDir>(); }

    void listsAreNumbered() {
        QVERIFY(RevocationList().empty());
        QCOMPARE(RevocationList().number(), std::uint64_t(0));
        QCOMPARE(one.number(), std::uint64_t(1));
        QCOMPARE(two.number(), std::uint64_t(2));
        put(two.pem());
        QCOMPARE(must(RevocationList::fromFile(file(), pki.root)).number(), std::uint64_t(2));
        const auto sent = must(RevocationList::fromDer(two.der(), pki.root));
        QCOMPARE(sent.number(), std::uint64_t(2));
        QVERIFY(sent.holds(first) && sent.holds(second));
    }

    void whatIsNoListOfTheRootIsNotRead() {
        const samples::Pki other;
        Bytes longer = two.der();
        longer.push_back(0);
        Bytes flipped = two.der();
        flipped.back() ^= 1U;
        const auto codeOf = [this](const Bytes& der) {
            return RevocationList::fromDer(der, pki.root).error().code;
        };
        QCOMPARE(codeOf({}), ErrorCode::CertificateMalformed);
        QCOMPARE(codeOf(longer), ErrorCode::CertificateMalformed);
        QCOMPARE(codeOf(Bytes(RevocationList::maxBytes + 1, 0x30)),
                 ErrorCode::CertificateMalformed);
        QCOMPARE(codeOf(flipped), ErrorCode::CertificateIssuer);
        QCOMPARE(RevocationList::fromDer(two.der(), other.root).error().code,
                 ErrorCode::CertificateIssuer);
    }

    // A part of the root's list would forget whom the whole one names (RFC 5280 §5.2.4).
    void aDeltaIsNoList() {
        Bytes der = two.der();
        const std::uint8_t* at = der.data();
        X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()));
        ASN1_INTEGER* base = ASN1_INTEGER_new();
        QCOMPARE(ASN1_INTEGER_set_uint64(base, 1), 1);
        QCOMPARE(X509_CRL_add1_ext_i2d(list, NID_delta_crl, base, 1, 0), 1);
        QVERIFY(X509_CRL_sign(list, pki.rootKey.handle(), EVP_sha256()) > 0);
        Bytes delta(static_cast<std::size_t>(i2d_X509_CRL(list, nullptr)));
        std::uint8_t* to = delta.data();
        i2d_X509_CRL(list, &to);
        ASN1_INTEGER_free(base);
        X509_CRL_free(list);
        QCOMPARE(RevocationList::fromDer(delta, pki.root).error().code,
                 ErrorCode::CertificateMalformed);
    }

    void aNewerFileIsInForceByItself() {
        put(one.pem());
        const Revocations revoked = follow(), copy = revoked;
        QVERIFY(revoked.holds(first) && !revoked.holds(second));
        put(two.pem());
        QVERIFY(copy.holds(first) && copy.holds(second));
        QCOMPARE(revoked.current().number(), std::uint64_t(2));
    }

    void nothingElseTakesItsPlace_data() {
        QTest::addColumn<QByteArray>("text");
        const samples::Pki other;
        const auto foreign =
            must(RevocationList::issue(two, {}, other.root, other.rootKey, samples::noon()));
        const auto sibling = after(one, pki.issue("third", Role::Seal).certificate);
        QTest::newRow("older") << QByteArray::fromStdString(one.pem());
        QTest::newRow("another of the same number") << QByteArray::fromStdString(sibling.pem());
        QTest::newRow("another root's") << QByteArray::fromStdString(foreign.pem());
        QTest::newRow("cut") << QByteArray::fromStdString(two.pem()).chopped(60);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a certificate") << QByteArray::fromStdString(pki.root.pem());
    }
    void nothingElseTakesItsPlace() {
        QFETCH(QByteArray, text);
        put(two.pem());
        const Revocations revoked = follow();
        put(text.toStdString());
        QVERIFY(revoked.holds(first) && revoked.holds(second));
        std::filesystem::remove(file());
        QVERIFY(revoked.holds(first) && revoked.holds(second));
        // And it still goes on from there.
        const auto third = pki.issue("third", Role::Seal).certificate;
        put(after(two, third).pem());
        QVERIFY(revoked.holds(first) && revoked.holds(second) && revoked.holds(third));
    }

    void aListMayComeLater() {
        QCOMPARE(Revocations::following(file(), pki.root, Revocations::File::Wanted).error().code,
                 ErrorCode::FileUnreadable);
        const Revocations revoked = follow(Revocations::File::Later);
        QVERIFY(!revoked.holds(first));
        put(one.pem());
        QVERIFY(revoked.holds(first));
    }

    void aBrokenListIsAnErrorAtTheStart() {
        for (const auto wanted : {Revocations::File::Wanted, Revocations::File::Later}) {
            put("no list");
            QCOMPARE(Revocations::following(file(), pki.root, wanted).error().code,
                     ErrorCode::CertificateMalformed);
        }
    }

    void whatIsHandedOverCountsWhenItIsNewer() {
        const Revocations revoked{one};
        QVERIFY(!revoked.offer({}));
        QVERIFY(!revoked.offer(one));
        QVERIFY(revoked.offer(two));
        QVERIFY(revoked.holds(second));
        QVERIFY(!revoked.offer(one));
        QVERIFY(revoked.holds(second));
    }

    void fromManyThreads() {
        put(one.pem());
        const Revocations revoked = follow();
        std::atomic<bool> forgot = false;
        std::vector<std::thread> askers;
        for (int i = 0; i < 4; ++i)
            askers.emplace_back([&] {
                bool seen = false;
                while (!seen) {
                    seen = revoked.holds(second);
                    forgot = forgot || !revoked.holds(first);
                }
            });
        put(two.pem());
        for (std::thread& asker : askers)
            asker.join();
        QVERIFY(!forgot);
    }
};

QTEST_GUILESS_MAIN(TestRevocations)
#include "tst_revocations.moc"
