// The cards against the published standards, before they judge any driver: bytes here are literal.
#include "tests/support/smartcard/profiles.h"

#include <QtTest/QtTest>

using namespace smartcard_peer;

namespace {

Octets octets(const QByteArray& hex) {
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

QByteArray hex(const Octets& bytes) {
    return QByteArray(reinterpret_cast<const char*>(bytes.data()),
                      static_cast<qsizetype>(bytes.size()))
        .toHex();
}

QByteArray ask(Card& card, const char* command) {
    return hex(card.answer(octets(command)));
}

Profile somebodys() {
    return *socialCard({{"name", "张某某"},
                        {"sex", "1"},
                        {"nation", "01"},
                        {"birth", "19900307"},
                        {"number", "110105199003070017"}});
}

const char* const selectSocial = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF00";
const char* const selectOperator = "00A4040008F04A49554A494E0100";

} // namespace

class TestCard : public QObject {
    Q_OBJECT
private slots:
    void withLengthsAskedFor() {
        Card card(somebodys());
        QCOMPARE(ask(card, selectSocial), QByteArray("6113"));
        QCOMPARE(ask(card, "00C0000013"), QByteArray("6f11840f7378312e73682ec9e7bbe1b1a3d5cf9000"));
        QCOMPARE(ask(card, "00C0000013"), QByteArray("6985"));
        QCOMPARE(ask(card, "00A4020002EF06"), QByteArray("9000"));
        QCOMPARE(ask(card, "00B2090000"), QByteArray("6c20"));
        QCOMPARE(ask(card, "00B2090020"),
                 "091ed5c5c4b3c4b3" + QByteArray("00").repeated(24) + "9000");
        QCOMPARE(ask(card, "00B20D0006"), QByteArray("0d04199003079000"));
        QCOMPARE(ask(card, "00B20A0003"), QByteArray("0a01319000"));
        QCOMPARE(ask(card, "00B20B0003"), QByteArray("0b01019000"));
    }
    void filesAreOnlyThereInTheirApplication() {
        Card card(somebodys());
        QCOMPARE(ask(card, "00A4020002EF06"), QByteArray("6a82"));
        QCOMPARE(ask(card, "00B2090000"), QByteArray("6986"));
        QCOMPARE(ask(card, selectOperator), QByteArray("6a82"));
        ask(card, selectSocial);
        QCOMPARE(ask(card, "00A4020002EF07"), QByteArray("6a82"));
        ask(card, "00A4020002EF05");
        QCOMPARE(ask(card, "00B2770000"), QByteArray("6a83"));
        QCOMPARE(ask(card, "00B0000000"), QByteArray("6986"));
        card.reset();
        QCOMPARE(ask(card, "00B2070000"), QByteArray("6986"));
    }
    void pinsAreCounted() {
        Card card(somebodys());
        ask(card, selectSocial);
        QCOMPARE(ask(card, "00200000"), QByteArray("63c3"));
        QCOMPARE(ask(card, "0020000003654321"), QByteArray("63c2"));
        QCOMPARE(ask(card, "0020000003123456"), QByteArray("9000"));
        for (const char* left : {"63c2", "63c1", "63c0", "6983"})
            QCOMPARE(ask(card, "0020000003000000"), QByteArray(left));
        QCOMPARE(ask(card, "0020000003123456"), QByteArray("6983"));
        QCOMPARE(ask(card, "0020008103123456"), QByteArray("6a88"));
    }
    void whatIsHiddenIsShownAfterThePin() {
        Profile profile = somebodys();
        profile.hidden = 0xEF06;
        Card card(profile);
        ask(card, selectSocial);
        ask(card, "00A4020002EF06");
        QCOMPARE(ask(card, "00B20A0003"), QByteArray("6982"));
        ask(card, "0020000003123456");
        QCOMPARE(ask(card, "00B20A0003"), QByteArray("0a01319000"));
    }
    void theOperatorsCard() {
        Card card(operatorCard(nullptr, octets("30820003010203")));
        QCOMPARE(hex(card.atr()), QByteArray("3b8a0180f8f04a49554a494e0119"));
        QCOMPARE(ask(card, selectOperator), QByteArray("6f0a8408f04a49554a494e019000"));
        QCOMPARE(ask(card, "00A4020002CE01"), QByteArray("9000"));
        QCOMPARE(ask(card, "00B0000004"), QByteArray("308200039000"));
        QCOMPARE(ask(card, "00B0000400"), QByteArray("0102039000"));
        QCOMPARE(ask(card, "00B0000700"), QByteArray("6b00"));
        QCOMPARE(ask(card, "002000810C3832363430393137FFFFFFFF"), QByteArray("9000"));
    }
    void whatIsWrongIsRefused() {
        Card card(somebodys());
        QCOMPARE(ask(card, "80A4040000"), QByteArray("6e00"));
        QCOMPARE(ask(card, "00EE0000"), QByteArray("6d00"));
        QCOMPARE(ask(card, "00A40400"), QByteArray("6a82"));
        QCOMPARE(ask(card, "00A4040005AA"), QByteArray("6700"));
        QCOMPARE(ask(card, "00"), QByteArray("6700"));
        Card unknown(unknownCard());
        QCOMPARE(ask(unknown, selectSocial), QByteArray("6a82"));
    }
};

QTEST_GUILESS_MAIN(TestCard)
#include "tst_card.moc"
