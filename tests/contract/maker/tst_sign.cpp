// sign and verify: what is published is what was packed, anybody can see so, and nothing that was
// altered or comes from a stranger is taken or leaves a trace.
#include "platform/maker/bundle.h"
#include "tests/contract/maker/maker_process.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

using namespace jiujin;
using tests::Maker;
using tests::Said;
namespace fs = std::filesystem;

namespace {

QStringList words(const char* line) {
    return QString::fromUtf8(line).split(QLatin1Char(' '));
}

void keep(const fs::path& folder, const char* name, const catalogue::Signer& signer) {
    const auto stem = (folder / name).string();
    Maker::write(stem + ".pem", QByteArray::fromStdString(signer.certificate.pem()));
    Maker::write(stem + ".key", QByteArray::fromStdString(signer.key.pem()));
    fs::permissions(stem + ".key", fs::perms::owner_read | fs::perms::owner_write);
}

} // namespace

class TestSign : public QObject {
    Q_OBJECT
    const Maker maker;
    const samples::Pki pki;
    const samples::CatalogueKeys keys{pki};
    const Said made = maker.makeMatter("tree/matters/card", QStringLiteral("SAMPLE-A"));
    const char* const sign = "sign packed.tar --into served --catalogue keys --timestamp keys";
    const char* const verify = "verify served --root root.pem";

    std::size_t published() const {
        return fs::exists(maker.at("served/catalogues"))
                   ? static_cast<std::size_t>(
                         std::distance(fs::directory_iterator(maker.at("served/catalogues")),
                                       fs::directory_iterator()))
                   : 0;
    }

private slots:
    void initTestCase() {
        QCOMPARE(made.code, 0);
        keep(maker.at("keys"), "catalogue", keys.catalogue);
        keep(maker.at("keys"), "timestamp", keys.timestamp);
        Maker::write(maker.at("root.pem"), QByteArray::fromStdString(pki.root.pem()));
        QVERIFY(
            catalogue::addRoot(maker.at("served"), samples::rootDocument(keys), keys.root, nullptr)
                .ok());
        QCOMPARE(maker.run(words("build tree packed.tar")).code, 0);
    }

    void nothingThatWasAlteredIsSigned() {
        const QByteArray right = Maker::read(maker.at("packed.tar"));
        const auto refused = [&](const QByteArray& bytes) {
            Maker::write(maker.at("packed.tar"), bytes);
            const Said said = maker.run(words(sign));
            QCOMPARE(said.code, 1);
            QVERIFY2(said.err.contains("JJ-2329") && said.err.contains("packed.tar: "),
                     said.err.constData());
        };
        for (qsizetype at = 0; at < right.size(); at += 997) {
            QByteArray bytes = right;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
            refused(bytes);
        }
        refused(right.left(right.size() - 512));
        refused(right + QByteArray(512, '\0'));
        refused({});
        QByteArray named = right;
        const auto content = named.indexOf("\"groups\"");
        named[content + 1] = 'G';
        Maker::write(maker.at("packed.tar"), named);
        QVERIFY(maker.run(words(sign)).err.contains("matters/card/form.json"));
        Maker::write(maker.at("packed.tar"), right);
        QCOMPARE(published(), std::size_t{0});
    }

    // Packed by another hand: build would not have packed it.
    void whatHasAFaultIsNotSigned() {
        fs::copy(maker.at("tree"), maker.at("faulty"), fs::copy_options::recursive);
        const auto refused = [&](const char* file, const char* what) {
            const auto packed = maker::bundleFrom(maker.at("faulty"));
            QVERIFY(packed.ok());
            Maker::write(maker.at("faulty.tar"), QByteArray::fromStdString(encode(*packed)));
            const Said said =
                maker.run(words("sign faulty.tar --into served --catalogue keys --timestamp keys"));
            QCOMPARE(said.code, 1);
            QVERIFY2(said.err.contains(file) && said.err.contains(what), said.err.constData());
            QVERIFY(!said.err.contains("/tmp/jiujin-matter"));
            QCOMPARE(published(), std::size_t{0});
        };
        Maker::write(maker.at("faulty/matters/finding/readings.txt"), "bao\n");
        refused("finding/phrases.txt:", "[finding]: cannot be read; it has readings.txt");
        fs::remove_all(maker.at("faulty/matters/finding"));
        Maker::alter(maker.at("faulty/matters/card/form.json"), "\"maxLength\": 60,", "");
        refused("card/form.json:", "maxLength");
    }

    void whatIsToBeVerifiedOrAsAboveIsNotSignedOtherwise() {
        const Said sample = maker.run(words(sign) << QStringLiteral("--production"));
        QCOMPARE(sample.code, 1);
        QVERIFY2(sample.err.contains("JJ-3012"), sample.err.constData());
        fs::copy(maker.at("tree/matters"), maker.at("province"), fs::copy_options::recursive);
        Maker::alter(maker.at("province/card/matter.json"), "\"zh\": \"", "\"zh\": \"省");
        const Said drifted =
            maker.run(words(sign) << QStringLiteral("--parent") << maker.name("province"));
        QCOMPARE(drifted.code, 1);
        QVERIFY2(drifted.err.contains("/title"), drifted.err.constData());
        QCOMPARE(published(), std::size_t{0});
    }

    void whatIsSignedAnybodyCanVerify() {
        const Said first = maker.run(words(sign));
        QVERIFY2(first.code == 0, first.err.constData());
        const Said seen = maker.run(words(verify));
        QVERIFY2(seen.code == 0, seen.err.constData());
        for (const QByteArray& text : {first.out, seen.out}) {
            QVERIFY(text.contains("version 1"));
            QVERIFY(text.contains("matters/card  SAMPLE-A  0.1"));
        }
        QCOMPARE(maker.run(words(sign)).code, 0);
        QVERIFY(maker.run(words(verify)).out.contains("version 2"));
    }

    void aStrangersCatalogueIsRefused() {
        const samples::Pki stranger;
        Maker::write(maker.at("stranger.pem"), QByteArray::fromStdString(stranger.root.pem()));
        const Said foreign = maker.run(words("verify served --root stranger.pem"));
        QCOMPARE(foreign.code, 1);
        QVERIFY2(foreign.err.contains("JJ-2330"), foreign.err.constData());
        const samples::CatalogueKeys theirs{stranger};
        keep(maker.at("theirs"), "catalogue", theirs.catalogue);
        keep(maker.at("theirs"), "timestamp", theirs.timestamp);
        fs::copy(maker.at("served"), maker.at("taken"), fs::copy_options::recursive);
        QCOMPARE(maker
                     .run(words("sign packed.tar --into taken --catalogue theirs --timestamp "
                                "theirs"))
                     .code,
                 0); // who holds the folder can write into it, and
        const Said taken = maker.run(words("verify taken --root root.pem"));
        QCOMPARE(taken.code, 1); // nobody believes it
        QVERIFY2(taken.err.contains("JJ-2330"), taken.err.constData());
    }

    void everyServedFileIsHeldAgainstItsDigest() {
        for (const auto& object : fs::directory_iterator(maker.at("served/objects"))) {
            const QByteArray right = Maker::read(object.path());
            Maker::write(object.path(), "X" + right.mid(1));
            const Said said = maker.run(words(verify));
            QCOMPARE(said.code, 1);
            QVERIFY2(said.err.contains("JJ-2333"), said.err.constData());
            Maker::write(object.path(), right);
        }
        QCOMPARE(maker.run(words(verify)).code, 0);
    }

    void keysAreKeptSafe() {
        fs::permissions(maker.at("keys/catalogue.key"), fs::perms::others_read,
                        fs::perm_options::add);
        const std::size_t before = published();
        QVERIFY(maker.run(words(sign)).err.contains("JJ-2206"));
        fs::permissions(maker.at("keys/catalogue.key"), fs::perms::others_read,
                        fs::perm_options::remove);
        keep(maker.at("mixed"), "catalogue", {keys.catalogue.certificate, keys.timestamp.key});
        QVERIFY(maker.run(words("sign packed.tar --into served --catalogue mixed --timestamp keys"))
                    .err.contains("JJ-2207"));
        QCOMPARE(published(), before);
    }
};

QTEST_GUILESS_MAIN(TestSign)
#include "tst_sign.moc"
