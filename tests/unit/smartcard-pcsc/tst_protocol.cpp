// Commands, status words, BER-TLV, dialogues and answers to reset: bytes here are literal.
#include "drivers/smartcard-pcsc/protocol/atr.h"
#include "drivers/smartcard-pcsc/protocol/dialogue.h"
#include "drivers/smartcard-pcsc/protocol/tlv.h"

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

class TestProtocol : public QObject {
    Q_OBJECT
private slots:
    void commands() {
        const Header header{0x00, 0xA4, 0x04, 0x00};
        const Bytes data{0xD1, 0x56};
        QCOMPARE(hex(Command(header).bytes()), QByteArray("00a40400"));
        QCOMPARE(hex(Command(header, 5).bytes()), QByteArray("00a4040005"));
        QCOMPARE(hex(Command(header, anyLength).bytes()), QByteArray("00a4040000"));
        QCOMPARE(hex(Command(header, data).bytes()), QByteArray("00a4040002d156"));
        QCOMPARE(hex(Command(header, data, anyLength).bytes()), QByteArray("00a4040002d15600"));
    }
    void aCommandIsAskedAgainWithAnotherLength() {
        const Command none({0x00, 0xB0, 0x00, 0x00});
        QCOMPARE(hex(none.asking(7).bytes()), QByteArray("00b0000007"));
        const Command with({0x00, 0xA4, 0x04, 0x00}, Bytes{0xAA}, anyLength);
        QCOMPARE(hex(with.asking(16).bytes()), QByteArray("00a4040001aa10"));
        QCOMPARE(hex(with.asking(16).asking(anyLength).bytes()), QByteArray("00a4040001aa00"));
    }
    void theLongestCommand() {
        const Command command({0x00, 0x2A, 0x9E, 0x9A}, Bytes(longestData, 0x11), anyLength);
        QCOMPARE(command.bytes().size(), std::size_t{261});
        QCOMPARE(command.bytes()[4], std::uint8_t{0xFF});
    }
    void statusWords_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("tries"); // -1: it does not tell
        const auto row = [](const char* name, int status, Outcome outcome, int tries = -1) {
            QTest::newRow(name) << status << static_cast<int>(outcome) << tries;
        };
        row("done", 0x9000, Outcome::Done);
        row("three tries left", 0x63C3, Outcome::PinWrong, 3);
        row("one try left", 0x63C1, Outcome::PinWrong, 1);
        row("fifteen tries left", 0x63CF, Outcome::PinWrong, 15);
        row("wrong, no count", 0x6300, Outcome::PinWrong);
        row("no try left", 0x63C0, Outcome::PinBlocked, 0);
        row("blocked", 0x6983, Outcome::PinBlocked, 0);
        row("invalidated", 0x6984, Outcome::PinBlocked, 0);
        row("PIN first", 0x6982, Outcome::PinNeeded);
        row("no file", 0x6A82, Outcome::NotThere);
        row("no record", 0x6A83, Outcome::NotThere);
        row("no reference", 0x6A88, Outcome::NotThere);
        row("no such instruction", 0x6D00, Outcome::Unsupported);
        row("no such class", 0x6E00, Outcome::Unsupported);
        row("no such function", 0x6A81, Outcome::Unsupported);
        row("something else", 0x6F00, Outcome::Failed);
        row("more, which a dialogue fetches", 0x6110, Outcome::Failed);
    }
    void statusWords() {
        QFETCH(int, status);
        QFETCH(int, outcome);
        QFETCH(int, tries);
        const auto word = static_cast<StatusWord>(status);
        QCOMPARE(static_cast<int>(outcomeOf(word)), outcome);
        QCOMPARE(triesLeft(word).value_or(-1), tries);
    }
    void answersHaveStatusWords() {
        QVERIFY(!answerFrom({}).ok());
        QVERIFY(!answerFrom(bytes("90")).ok());
        QVERIFY(!answerFrom(Bytes(259, 0x90)).ok());
        QVERIFY(answerFrom(Bytes(258, 0x90)).ok());
        const auto answer = answerFrom(bytes("01029000"));
        QVERIFY(answer.ok());
        QCOMPARE(hex(answer->bytes()), QByteArray("0102"));
        QCOMPARE(answer->status, StatusWord{0x9000});
    }
    void moreIsFetched() {
        Dialogue dialogue(Command({0x00, 0xA4, 0x04, 0x00}, Bytes{0xAA}, anyLength));
        QVERIFY(*dialogue.take(bytes("6103")));
        QCOMPARE(hex(dialogue.next().bytes()), QByteArray("00c0000003"));
        QVERIFY(*dialogue.take(bytes("01026100")));
        QCOMPARE(hex(dialogue.next().bytes()), QByteArray("00c0000000"));
        QVERIFY(!*dialogue.take(bytes("039000")));
        QCOMPARE(hex(dialogue.answer().bytes()), QByteArray("010203"));
        QCOMPARE(dialogue.answer().status, StatusWord{0x9000});
    }
    void theRightLengthIsAskedOnce() {
        Dialogue dialogue(Command({0x00, 0xB2, 0x08, 0x00}, anyLength));
        QVERIFY(*dialogue.take(bytes("6C14")));
        QCOMPARE(hex(dialogue.next().bytes()), QByteArray("00b2080014"));
        QCOMPARE(dialogue.take(bytes("6C15")).error().code, ErrorCode::SmartCardDamaged);
    }
    void aCardThatNeverEndsIsDamaged() {
        Dialogue empty(Command({0x00, 0xB2, 0x08, 0x00}, anyLength));
        Result<bool> more = true;
        for (int i = 0; i < 1000 && more.ok(); ++i)
            more = empty.take(bytes("6101"));
        QVERIFY(!more.ok());
        Bytes full(258, 0x33);
        full[256] = 0x61;
        full[257] = 0x00;
        Dialogue fat(Command({0x00, 0xB0, 0x00, 0x00}, anyLength));
        more = true;
        for (int i = 0; i < 1000 && more.ok(); ++i)
            more = fat.take(full);
        QCOMPARE(more.error().code, ErrorCode::SmartCardDamaged);
        QVERIFY(fat.answer().bytes().size() <= Dialogue::longestJoined);
    }
    void objects() {
        const Bytes row = bytes("008401AA005F2D030102037F498102BBCC00");
        TlvReader reader(row);
        const auto first = reader.next();
        QCOMPARE(first->tag, 0x84U);
        QCOMPARE(hex(first->value), QByteArray("aa"));
        const auto second = reader.next();
        QCOMPARE(second->tag, 0x5F2DU);
        QCOMPARE(hex(second->value), QByteArray("010203"));
        const auto third = reader.next();
        QCOMPARE(third->tag, 0x7F49U);
        QCOMPARE(hex(third->value), QByteArray("bbcc"));
        QVERIFY(reader.atEnd());
        QVERIFY(!reader.next().ok());
        QCOMPARE(hex(*findTlv(row, 0x7F49)), QByteArray("bbcc"));
        QVERIFY(!findTlv(row, 0x85).ok());
    }
    void illFormedObjects_data() {
        QTest::addColumn<QByteArray>("row");
        for (const char* row : {"84", "8402AA", "5F", "5F2D", "5F808001", "5F80808001AA", "8480AA",
                                "8483000001AA", "8482FF", "8482FFFF01", "84FF"})
            QTest::newRow(row) << QByteArray(row);
    }
    void illFormedObjects() {
        QFETCH(QByteArray, row);
        const Bytes spelt = bytes(row);
        QCOMPARE(TlvReader(spelt).next().error().code, ErrorCode::SmartCardDamaged);
    }
    void aHeadNeedsNoValueYet() {
        const auto head = tlvHead(bytes("30820151"));
        QVERIFY(head.ok());
        QCOMPARE(head->headSize, std::size_t{4});
        QCOMPARE(head->valueSize, std::size_t{0x151});
    }
    void answersToReset_data() {
        QTest::addColumn<QByteArray>("atr");
        QTest::addColumn<QByteArray>("historical"); // empty: refused
        QTest::newRow("T=0, no check byte")
            << QByteArray("3B6500000102030405") << QByteArray("0102030405");
        QTest::newRow("T=1") << QByteArray("3B8201AABB92") << QByteArray("aabb");
        QTest::newRow("two protocols") << QByteArray("3B8F8001804F0CA000000306030001000000006A")
                                       << QByteArray("804f0ca00000030603000100000000");
        QTest::newRow("inverse") << QByteArray("3F6200004142") << QByteArray("4142");
        QTest::newRow("wrong check byte") << QByteArray("3B8201AABB93") << QByteArray();
        QTest::newRow("check byte missing") << QByteArray("3B8201AABB") << QByteArray();
        QTest::newRow("too short") << QByteArray("3B6500000102") << QByteArray();
        QTest::newRow("too long") << QByteArray("3B650000010203040506") << QByteArray();
        QTest::newRow("cut off in the interface bytes") << QByteArray("3BF0FF") << QByteArray();
        QTest::newRow("wrong first byte") << QByteArray("3A6500000102030405") << QByteArray();
        QTest::newRow("endless chain")
            << QByteArray("3B80") + QByteArray("80").repeated(31) << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void answersToReset() {
        QFETCH(QByteArray, atr);
        QFETCH(QByteArray, historical);
        const Bytes spelt = bytes(atr);
        const auto found = historicalBytes(spelt);
        QCOMPARE(found.ok(), !historical.isEmpty());
        if (found.ok())
            QCOMPARE(hex(*found), historical);
    }
    void announcedApplications() {
        const auto announced = [](const char* historical) {
            const Bytes spelt = bytes(historical);
            return hex(announcedApplication(spelt));
        };
        QCOMPARE(announced("80F2AABB"), QByteArray("aabb"));
        QCOMPARE(announced("8031C0F2AABB"), QByteArray("aabb"));
        QCOMPARE(announced("00F2AABB"), QByteArray());
        QCOMPARE(announced("80F3AABB"), QByteArray());
        QCOMPARE(announced("80"), QByteArray());
        QCOMPARE(announced(""), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
