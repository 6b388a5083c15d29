// The shipped driver host and module against a reader: the parts of a card that are told apart or
// only given when asked for, the decoder that can be plugged in, and what the reader says of
// itself.
#include "tests/contract/idcard/reader_rig.h"

#include <QtCore/QFile>
#include <QtTest/QtTest>

using namespace jiujin::drivers;

namespace {

const QString samId = QStringLiteral("05.01-20110801-0012345678-0506418333");

QString fromBuild(const char* path) {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) + QLatin1String(path);
}

// A folder of modules with the shipped one and the decoder of the tests.
bool makeModules(const QTemporaryDir& folder) {
    return QFile::link(fromBuild("/modules/idcard-samv.so"),
                       folder.filePath(QStringLiteral("idcard-samv.so"))) &&
           QFile::link(fromBuild("/tests/modules/test-decoder.so"),
                       folder.filePath(QStringLiteral("test-decoder.so")));
}

} // namespace

class TestIdCardParts : public QObject {
    Q_OBJECT
private:
    // Reads the card of `id` after that command.
    static std::optional<CardRead> readAfter(ReaderRig& rig, const QByteArray& id,
                                             const QByteArray& command, quint32 extras = NoExtras) {
        if (!rig.hands("card " + id) || !rig.hands(command))
            return std::nullopt;
        rig.ask(extras);
        const auto answer = rig.answer();
        return answer ? answer->card : std::nullopt;
    }

private slots:
    void theNewestAddressTakesThePlaceOfThePrintedOne() {
        const QJsonObject person = ReaderRig::person(QStringLiteral("zhang"));
        const QString printed = person.value(QStringLiteral("address")).toString();
        const QString newest = QStringLiteral("某省某市新迁路２号");
        ReaderRig rig;
        QVERIFY(rig.begin());
        const auto moved = readAfter(rig, "zhang", "address " + newest.toUtf8());
        QVERIFY(moved && moved->address() == newest && moved->printedAddress() == printed);
        QCOMPARE(moved->addressSource(), QStringLiteral("newest"));
        QVERIFY(rig.hands("nocard"));
        const auto stayed = readAfter(rig, "zhang", "address none");
        QVERIFY(stayed && stayed->address() == printed && stayed->printedAddress().isEmpty());
        QCOMPARE(stayed->addressSource(), QStringLiteral("printed"));
    }
    // The card was read by then: what cannot be learnt is said, and spoils nothing.
    void anAddressThatTheReaderCannotTellIsUnsure_data() {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("source");
        const QString unsure = QStringLiteral("unsure"), newest = QStringLiteral("newest");
        QTest::newRow("unknown command") << QByteArray("on 3003 fault 21") << unsure;
        QTest::newRow("read failed") << QByteArray("on 3003 fault 41") << unsure;
        QTest::newRow("silence") << QByteArray("on 3003 hang 1") << unsure;
        QTest::newRow("lifted by then")
            << QByteArray("on 3003 nocard") << QStringLiteral("printed");
        QTest::newRow("damaged once") << QByteArray("on 3003 flip") << newest;
        QTest::newRow("damaged request") << QByteArray("on 3003 fault 10") << newest;
        QTest::newRow("damaged twice") << QByteArray("on 3003 flip 2") << unsure;
    }
    void anAddressThatTheReaderCannotTellIsUnsure() {
        QFETCH(QByteArray, command);
        QFETCH(QString, source);
        ReaderRig rig;
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.hands("address 某省某市新迁路２号"));
        QVERIFY(rig.hands(command));
        QVERIFY(rig.begin());
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer && answer->card);
        QCOMPARE(answer->card->addressSource(), source);
    }
    void aCardWithoutAnAddressIsNotAskedForIt() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("trace on"));
        const auto card = readAfter(rig, "doe", "garbage");
        QVERIFY(card && card->address().isEmpty() && card->addressSource().isEmpty());
        QVERIFY(rig.peer().requestTimes("3001").size() == 1);
        QVERIFY(rig.peer().requestTimes("3003").isEmpty());
    }
    // "3010" takes fingerprints out of the card; what nobody asked for is not even read.
    void onlyWhatIsAskedForLeavesTheCard() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("trace on"));
        const auto plain = readAfter(rig, "zhang", "garbage");
        QVERIFY(plain && plain->fingerprints().isEmpty() && plain->photo().isEmpty() &&
                plain->picture().isEmpty());
        QVERIFY(rig.peer().requestTimes("3010").isEmpty());
        QVERIFY(rig.hands("nocard"));
        const auto full = readAfter(rig, "li", "garbage", Fingerprints | Photo);
        QVERIFY(full && ReaderRig::sameTexts(*full, ReaderRig::person(QStringLiteral("li"))));
        QCOMPARE(full->fingerprints().size(), 1024);
        QCOMPARE(full->photo().size(), 1024);
        QVERIFY(full->picture().isEmpty());
        QCOMPARE(rig.peer().requestTimes("3010").size(), 1);
        QVERIFY(rig.overwrittenComes() > 0 && rig.overwrittenComes() >= 2 * 1024);
        QVERIFY(rig.hands("nocard"));
        const auto none = readAfter(rig, "zhang", "fingers none", Fingerprints);
        QVERIFY(none && none->fingerprints().isEmpty() && none->photo().isEmpty());
    }
    void aDecoderThatIsPluggedInMakesThePicture() {
        const QTemporaryDir folder;
        QVERIFY(makeModules(folder));
        ReaderRig rig;
        rig.useModules(folder.path(), {QStringLiteral("photo-decoder=test-decoder")});
        QVERIFY(rig.begin());
        rig.askStatus();
        QTRY_VERIFY(!rig.statuses().isEmpty());
        QVERIFY(rig.statuses().last().pictures());
        const auto asked = readAfter(rig, "zhang", "garbage", Photo | Picture);
        QVERIFY(asked);
        const QByteArray photo = asked->photo(), picture = asked->picture();
        QCOMPARE(picture.size(), 102 * 126 * 3);
        for (qsizetype i = 0; i < picture.size(); ++i)
            QVERIFY(picture.at(i) == static_cast<char>(photo.at(i % photo.size()) ^ 0x5A));
        QVERIFY(rig.overwrittenComes() >= picture.size());
        QVERIFY(rig.hands("nocard"));
        const auto alone = readAfter(rig, "li", "garbage", Picture);
        QVERIFY(alone && alone->picture().size() == picture.size() && alone->photo().isEmpty());
        QVERIFY(rig.hands("nocard"));
        const auto unasked = readAfter(rig, "zhang", "garbage", Photo);
        QVERIFY(unasked && unasked->picture().isEmpty());
    }
    void aDecoderThatIsNoneIsSaidAtOnce_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("missing") << QStringLiteral("nobody") << QByteArray("JJ-3108");
        QTest::newRow("no decoder") << QStringLiteral("idcard-samv") << QByteArray("JJ-3108");
        QTest::newRow("no name") << QStringLiteral("../test-decoder") << QByteArray("JJ-3001");
    }
    void aDecoderThatIsNoneIsSaidAtOnce() {
        QFETCH(QString, name);
        QFETCH(QByteArray, code);
        ReaderRig rig;
        rig.useModules(DriverProcess::shippedModules(), {QStringLiteral("photo-decoder=") + name});
        rig.start();
        QVERIFY(rig.host().ended());
        QVERIFY(rig.host().process().readAll().contains(code));
    }
    void theReaderSaysWhatItIs() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        rig.askStatus();
        QTRY_VERIFY(!rig.statuses().isEmpty());
        const IdCardStatus status = rig.statuses().last();
        QVERIFY(status.ready() && status.code().isEmpty() && !status.pictures());
        QCOMPARE(status.identity(), samId);
    }
    void statusIsSaidAtEveryChange() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        rig.askStatus();
        QTRY_VERIFY(rig.statuses().size() == 1);
        QVERIFY(rig.hands("fault 66 1000"));
        QTRY_VERIFY(rig.statuses().size() == 2);
        QVERIFY(!rig.statuses().last().ready());
        QCOMPARE(rig.statuses().last().code(), QStringLiteral("JJ-1009"));
        QVERIFY(rig.hands("sam 05000100d1dd32010100000002000000"));
        QVERIFY(rig.hands("fault 66 0"));
        QTRY_VERIFY(rig.statuses().last().ready());
        QCOMPARE(rig.statuses().last().identity(),
                 QStringLiteral("05.01-20110801-0000000001-0000000002"));
    }
    void aReaderThatDoesNotTellItsNumberReadsAllTheSame() {
        ReaderRig rig;
        QVERIFY(rig.hands("on 12ff fault 21"));
        QVERIFY(rig.begin());
        rig.askStatus();
        QTRY_VERIFY(!rig.statuses().isEmpty());
        QVERIFY(rig.statuses().last().ready() && rig.statuses().last().identity().isEmpty());
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
};

QTEST_GUILESS_MAIN(TestIdCardParts)
#include "tst_idcard_parts.moc"
