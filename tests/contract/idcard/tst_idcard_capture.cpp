// The shipped driver host and module, told to capture: what stands in the file of a listed card,
// what does not, and that it says again what the reader did.
#include "tests/contract/idcard/reader_rig.h"

#include "platform/protocol/test_cards.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryFile>
#include <QtTest/QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace jiujin;

namespace {

const QString unlisted = QStringLiteral("JJ-3114");
const QString exampleNumber = QStringLiteral("1101051949123100");

std::string digestOf(const QString& id) {
    const QJsonObject person = ReaderRig::person(id);
    const QByteArray number = person.value(QStringLiteral("number")).toString().toUtf8();
    return protocol::testCardDigest(
        person.value(QStringLiteral("kind")).toString().toStdString(),
        Secret(std::string_view(number.constData(), static_cast<std::size_t>(number.size()))));
}

// A file that a child inherits by number.
class Inherited {
public:
    explicit Inherited(const QByteArray& content = {}) {
        file_.open();
        file_.write(content);
        file_.flush();
        number_ = ::open(QFile::encodeName(file_.fileName()).constData(), O_RDWR);
    }
    ~Inherited() { ::close(number_); }
    QString option(const char* name) const {
        return QLatin1String(name) + QLatin1Char('=') + QString::number(number_);
    }
    QByteArray path() const { return QFile::encodeName(file_.fileName()); }
    QByteArray content() const {
        QFile file(file_.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryFile file_;
    int number_ = -1;
};

QByteArray listOf(const QStringList& ids) {
    QByteArray lines;
    for (const QString& id : ids)
        lines += QByteArray::fromStdString(digestOf(id)) + '\n';
    return lines;
}

// A rig that captures cards of that list.
struct Capturing {
    explicit Capturing(const QStringList& ids) : list(listOf(ids)) {
        rig.useModules(DriverProcess::shippedModules(),
                       {list.option("capture-cards"), into.option("capture-into")});
    }
    // The answer to a read of the card that those commands lay.
    std::optional<ReaderRig::Answer> read(const QList<QByteArray>& commands, quint32 extras = 0) {
        for (const QByteArray& command : commands)
            if (!rig.hands(command))
                return std::nullopt;
        rig.ask(extras);
        return rig.answer();
    }

    Inherited list, into;
    ReaderRig rig;
};

// All bytes that came from the reader, as the file has them.
QByteArray cameIn(const QByteArray& capture) {
    QByteArray bytes;
    for (const QByteArray& line : capture.split('\n'))
        if (line.startsWith("< "))
            bytes += QByteArray::fromHex(line.split(' ').at(2));
    return bytes;
}

// A field that the card's chip has, as it stands there.
bool holdsAny(const QByteArray& bytes, const QJsonObject& person, const QStringList& fields) {
    return std::any_of(fields.begin(), fields.end(), [&](const QString& field) {
        const QString text = person.value(field).toString();
        const QByteArray wide(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        return !wide.isEmpty() && bytes.contains(wide);
    });
}

// What a visit reads when that capture is said again.
std::optional<ReaderRig::Answer> saidAgain(const Inherited& capture, quint32 extras = 0) {
    ReaderRig rig;
    if (!rig.hands("replay " + capture.path()) || !rig.begin())
        return std::nullopt;
    rig.ask(extras);
    return rig.answer();
}

} // namespace

class TestIdCardCapture : public QObject {
    Q_OBJECT
private slots:
    void aListedCardIsCapturedWithoutItsPerson_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<quint32>("extras");
        for (const char* id : {"zhang", "surrogate", "longterm", "chan", "doe", "roe"})
            QTest::newRow(id) << QString::fromLatin1(id) << quint32(drivers::NoExtras);
        QTest::newRow("with fingerprints")
            << QStringLiteral("zhang") << quint32(drivers::Fingerprints | drivers::Photo);
    }
    void aListedCardIsCapturedWithoutItsPerson() {
        QFETCH(QString, id);
        QFETCH(quint32, extras);
        const QJsonObject person = ReaderRig::person(id);
        Capturing capturing({id});
        QVERIFY(capturing.rig.begin());
        const auto answer = capturing.read({"card " + id.toLatin1()}, extras);
        QVERIFY(answer && answer->card);
        QCOMPARE(answer->card->kind(), person.value(QStringLiteral("kind")).toString());
        QVERIFY(answer->card->name().isEmpty() && answer->card->number().isEmpty());
        const QByteArray came = cameIn(capturing.into.content());
        QVERIFY(came.size() > 1200);
        QVERIFY(!holdsAny(came, person,
                          {QStringLiteral("name"), QStringLiteral("otherName"),
                           QStringLiteral("birth"), QStringLiteral("address"),
                           QStringLiteral("number"), QStringLiteral("issuer"),
                           QStringLiteral("validFrom"), QStringLiteral("passNumber")}));
        QVERIFY(!came.contains(QByteArray::fromHex("574c66"))); // the photograph
        const auto again = saidAgain(capturing.into, extras);
        QVERIFY(again && again->card);
        QCOMPARE(again->card->kind(), person.value(QStringLiteral("kind")).toString());
        QCOMPARE(again->card->birth(), QStringLiteral("19491231"));
        QCOMPARE(again->card->name().size(),
                 person.value(QStringLiteral("name")).toString().size());
    }
    void nothingOfAnotherCardIsWritten() {
        Capturing capturing({QStringLiteral("li")});
        QVERIFY(capturing.rig.begin());
        const QByteArray before = capturing.into.content();
        const auto other = capturing.read({"card zhang"});
        QVERIFY(other && !other->card);
        QCOMPARE(other->code, unlisted);
        QCOMPARE(capturing.into.content(), before);
        QVERIFY(capturing.read({"nocard", "card li"})->card);
        QCOMPARE(capturing.into.content().count("> "),
                 cameIn(capturing.into.content()).count(QByteArray::fromHex("aaaaaa9669")));
        const auto again = saidAgain(capturing.into);
        QVERIFY(again && again->card);
        QVERIFY(again->card->number().startsWith(exampleNumber));
    }
    void theNewestAddressIsCutToo() {
        Capturing capturing({QStringLiteral("zhang")});
        QVERIFY(capturing.rig.begin());
        const QString newest = QStringLiteral("某省某市新迁路２号");
        QVERIFY(capturing.read({"card zhang", "address " + newest.toUtf8()})->card);
        const auto again = saidAgain(capturing.into);
        QVERIFY(again && again->card);
        QCOMPARE(again->card->addressSource(), QStringLiteral("newest"));
        QCOMPARE(again->card->address(), QString(newest.size(), QChar(u'某')));
    }
    // What went wrong on the way to a card that was read after all goes wrong again.
    void theTroubleIsSaidAgain() {
        Capturing capturing({QStringLiteral("zhang")});
        QVERIFY(capturing.rig.begin());
        QVERIFY(capturing.read({"on 3003 fault 41", "on 2002 flip", "card zhang"})->card);
        QCOMPARE(capturing.into.content().count("aaaaaa96690003200221"), 2);
        const auto again = saidAgain(capturing.into);
        QVERIFY(again && again->card);
        QCOMPARE(again->card->addressSource(), QStringLiteral("unsure"));
    }
    void aCardThatCouldNotBeReadIsNotWritten() {
        Capturing capturing({QStringLiteral("zhang")});
        QVERIFY(capturing.rig.begin());
        const QByteArray before = capturing.into.content();
        const auto damaged = capturing.read({"on 3001 flip", "card zhang"});
        QVERIFY(damaged && !damaged->card);
        QCOMPARE(capturing.into.content(), before);
    }
    void withoutAListThereIsNoCapture_data() {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("nobody") << QByteArray();
        QTest::newRow("no digest") << QByteArray("zhang\n");
        QTest::newRow("half a line") << listOf({QStringLiteral("zhang")}).chopped(1);
    }
    void withoutAListThereIsNoCapture() {
        QFETCH(QByteArray, list);
        Capturing capturing({QStringLiteral("zhang")});
        const Inherited wrong(list);
        capturing.rig.useModules(
            DriverProcess::shippedModules(),
            {wrong.option("capture-cards"), capturing.into.option("capture-into")});
        capturing.rig.start();
        QVERIFY(capturing.rig.host().ended());
        QVERIFY(capturing.rig.host().process().readAll().contains("JJ-3001"));
    }
    void aFileWithoutAListIsRefused() {
        Capturing capturing({QStringLiteral("zhang")});
        capturing.rig.useModules(DriverProcess::shippedModules(),
                                 {capturing.into.option("capture-into")});
        capturing.rig.start();
        QVERIFY(capturing.rig.host().ended());
        QVERIFY(capturing.rig.host().process().readAll().contains("JJ-3001"));
    }
};

QTEST_GUILESS_MAIN(TestIdCardCapture)
#include "tst_idcard_capture.moc"
