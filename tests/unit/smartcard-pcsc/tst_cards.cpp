// What the two kinds of card are sent and what is made of their answers: bytes here are literal.
#include "drivers/smartcard-pcsc/protocol/operator_card.h"
#include "drivers/smartcard-pcsc/protocol/pin.h"
#include "drivers/smartcard-pcsc/protocol/social_card.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::drivers::smartcard;

namespace {

Bytes bytes(const QByteArray& hex) {
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

QByteArray hex(ByteView view) {
    return QByteArray(reinterpret_cast<const char*>(view.data()),
                      static_cast<qsizetype>(view.size()))
        .toHex();
}

} // namespace

Q_DECLARE_METATYPE(jiujin::drivers::smartcard::SocialField)

class TestCards : public QObject {
    Q_OBJECT
private slots:
    void commands() {
        QCOMPARE(hex(selectApplication(socialApplication()).bytes()),
                 QByteArray("00a404000f7378312e73682ec9e7bbe1b1a3d5cf00"));
        QCOMPARE(hex(selectFile(issuerFile).bytes()), QByteArray("00a4020002ef05"));
        QCOMPARE(hex(readRecord(holderName.record).bytes()), QByteArray("00b2090000"));
        QCOMPARE(hex(readBinary(0x1F0, 240).bytes()), QByteArray("00b001f0f0"));
        QCOMPARE(hex(selectApplication(operatorApplication()).bytes()),
                 QByteArray("00a4040008f04a49554a494e0100"));
        QCOMPARE(hex(computeSignature(Bytes(32, 0x11)).bytes()),
                 "002a9e9a20" + QByteArray("11").repeated(32) + "00");
    }
    void pins_data() {
        QTest::addColumn<QString>("pin");
        QTest::addColumn<bool>("good");
        QTest::newRow("four") << QStringLiteral("0000") << true;
        QTest::newRow("twelve") << QStringLiteral("123456789012") << true;
        QTest::newRow("three") << QStringLiteral("123") << false;
        QTest::newRow("thirteen") << QStringLiteral("1234567890123") << false;
        QTest::newRow("letter") << QStringLiteral("12345a") << false;
        QTest::newRow("blank") << QStringLiteral("1234 ") << false;
        QTest::newRow("full width") << QStringLiteral("１２３４") << false;
        QTest::newRow("none") << QString() << false;
    }
    void pins() {
        QFETCH(QString, pin);
        QFETCH(bool, good);
        QCOMPARE(isPin(Secret(pin.toStdString())), good);
    }
    void pinsAsCardsWantThem() {
        QCOMPARE(hex(verifyPacked(0x00, Secret("123456")).bytes()), QByteArray("0020000003123456"));
        QCOMPARE(hex(verifyPacked(0x00, Secret("12345")).bytes()), QByteArray("002000000312345f"));
        QCOMPARE(hex(verifyPadded(0x81, Secret("1234")).bytes()),
                 QByteArray("002000810c31323334ffffffffffffffff"));
        QCOMPARE(hex(verifyPadded(0x81, Secret("123456789012")).bytes()),
                 QByteArray("002000810c313233343536373839303132"));
    }
    void records_data() {
        QTest::addColumn<SocialField>("field");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("value"); // null: refused
        const auto row = [](const char* name, const SocialField& field, const char* record,
                            const char* value) {
            QTest::newRow(name) << field << QByteArray(record) << QString::fromUtf8(value);
        };
        row("birth", holderBirth, "0D0419900307", "19900307");
        row("no birth, zeros", holderBirth, "0D0400000000", "");
        row("no birth, ones", holderBirth, "0D04FFFFFFFF", "");
        row("birth with a letter", holderBirth, "0D041990030A", nullptr);
        row("nation", holderNation, "0B0101", "01");
        row("sex", holderSex, "0A0131", "1");
        row("sex that is none", holderSex, "0A0107", nullptr);
        row("number", holderNumber, "0812313130313035313939303033303730303137",
            "11010519900307"
            "0017");
        row("card number, filled up", cardNumber, "0709413132333400000000", "A1234");
        row("card number, filled up with blanks", cardNumber, "0709413132333420202020", "A1234");
        row("issuer", cardIssuer, "040C91560000021100001100001C", "91560000021100001100001C");
        row("another record", holderBirth, "0C0419900307", nullptr);
        row("too long", holderSex, "0A023131", nullptr);
        row("cut off", holderBirth, "0D04199003", nullptr);
        row("nothing", holderBirth, "", nullptr);
        row("name, in GBK", holderName, "0906C4B3C4B30000", "\xC4\xB3\xC4\xB3");
    }
    void records() {
        QFETCH(SocialField, field);
        QFETCH(QByteArray, record);
        QFETCH(QString, value);
        const Bytes spelt = bytes(record);
        const auto found = valueOf(field, spelt);
        QCOMPARE(found.ok(), !value.isNull());
        if (!found.ok())
            QCOMPARE(found.error().code, ErrorCode::SmartCardDamaged);
        else if (field.form == SocialField::Form::Gbk)
            QCOMPARE(hex(viewOf(found->expose())), QByteArray("c4b3c4b3"));
        else
            QVERIFY(found->expose() == value.toStdString());
    }
    void aCardMayNameAnotherApplication() {
        const Bytes name = bytes("F04A49");
        QVERIFY(!namesAnother({}, name));
        QVERIFY(!namesAnother(bytes("6F058403F04A49"), name));
        QVERIFY(!namesAnother(bytes("6F03A50101"), name));
        QVERIFY(namesAnother(bytes("6F058403F04A50"), name));
        QVERIFY(namesAnother(bytes("6F048402F04A"), name));
    }
    void certificateSizes() {
        QCOMPARE(*certificateSize(bytes("30820151")), std::size_t{0x155});
        QVERIFY(!certificateSize(bytes("30821000")).ok());
        QVERIFY(!certificateSize(bytes("30000000")).ok());
        QVERIFY(!certificateSize(bytes("31820151")).ok());
        QVERIFY(!certificateSize(bytes("FFFFFFFF")).ok());
        QVERIFY(!certificateSize({}).ok());
    }
    void signatures_data() {
        QTest::addColumn<QByteArray>("der");
        QTest::addColumn<bool>("good");
        const QByteArray low = "0220" + QByteArray("7f").repeated(32);
        const QByteArray high = "022100" + QByteArray("ff").repeated(32);
        QTest::newRow("short numbers") << "3044" + low + low << true;
        QTest::newRow("with zeros in front") << "3046" + high + high << true;
        QTest::newRow("small") << QByteArray("3006020101020101") << true;
        QTest::newRow("zero") << QByteArray("3006020100020101") << false;
        QTest::newRow("negative") << QByteArray("3006020180020101") << false;
        QTest::newRow("one number") << QByteArray("3003020101") << false;
        QTest::newRow("three numbers") << QByteArray("3009020101020101020101") << false;
        QTest::newRow("something behind it") << QByteArray("300602010102010101") << false;
        QTest::newRow("too long") << "3046" + low + "0222" + QByteArray("7f").repeated(34) << false;
        QTest::newRow("no sequence") << QByteArray("3106020101020101") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void signatures() {
        QFETCH(QByteArray, der);
        QFETCH(bool, good);
        const Bytes spelt = bytes(der);
        QCOMPARE(checkSignature(spelt).ok(), good);
    }
};

QTEST_GUILESS_MAIN(TestCards)
#include "tst_cards.moc"
