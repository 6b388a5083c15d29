// The emulator's reading of commands against the published reference: bytes here are literal.
#include "tests/support/escpos/interpreter.h"

#include <QtTest/QtTest>

using namespace escpos_peer;

namespace {

struct Paper {
    QList<QByteArray> replies;
    QList<QImage> tickets;
    Interpreter interpreter{384,
                            {[] { return QByteArray(1, '\x03'); },
                             [](int) { return QByteArray("abcd"); },
                             [this](const QByteArray& bytes) { replies.append(bytes); },
                             [this](const QImage& ticket) {
                                 tickets.append(ticket);
                             }}};

    // How many commands and letters were taken.
    int feed(QByteArray bytes) {
        int count = 0;
        for (; !bytes.isEmpty(); ++count) {
            const Done done = interpreter.take(bytes);
            if (done.used == 0)
                return count;
            bytes.remove(0, done.used);
        }
        return count;
    }
};

bool dark(const QImage& image, int x, int y) {
    return qGray(image.pixel(x, y)) < 128;
}

} // namespace

class TestInterpreter : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(qApp != nullptr); }
    void textIsAsciiAndDoubleBytes() {
        Paper paper;
        paper.feed(QByteArray::fromHex("1b40 1c26 41 b0a1 20 c4e3 0a"));
        QCOMPARE(paper.interpreter.page().texts(), QStringList{QStringLiteral("A啊 你")});
        QVERIFY(paper.interpreter.unknown().isEmpty());
    }
    void fourBytesAreOneLetter() {
        Paper paper;
        paper.feed(QByteArray::fromHex("8139ef31 0a"));
        QCOMPARE(paper.interpreter.page().texts().first(), QStringLiteral("㐂"));
    }
    void aBareControlByteIsNoCommand_data() {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* bytes : {"07", "1b51", "1d0a", "1c7f"})
            QTest::newRow(bytes) << QByteArray::fromHex(bytes);
    }
    void aBareControlByteIsNoCommand() {
        QFETCH(QByteArray, bytes);
        Paper paper;
        paper.feed(bytes + "xx");
        QCOMPARE(paper.interpreter.unknown().size(), 1);
    }
    void aCommandWaitsForItsRest_data() {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* bytes : {"1b", "1b61", "1d2103", "1d286b0300314303", "1d2876",
                                  "1d7630000100020080", "1d5642", "b0", "1c"})
            QTest::newRow(bytes) << QByteArray::fromHex(bytes);
    }
    void aCommandWaitsForItsRest() {
        QFETCH(QByteArray, bytes);
        Paper paper;
        QByteArray shorter = bytes.left(std::max<qsizetype>(1, bytes.size() - 1));
        QCOMPARE(paper.interpreter.take(shorter).used, 0);
    }
    void aPictureIsDrawnBitByBit() {
        Paper paper;
        paper.feed(QByteArray::fromHex("1d763000 0200 0200 8001 0000 1d564200"));
        QCOMPARE(paper.tickets.size(), 1);
        const QImage& ticket = paper.tickets.first();
        QVERIFY(dark(ticket, 40, 40) && dark(ticket, 55, 40));
        QVERIFY(!dark(ticket, 41, 40) && !dark(ticket, 40, 41));
    }
    void aCodeIsDrawnWhereItIsAligned() {
        Paper paper;
        paper.feed(QByteArray::fromHex("1b6101 1d286b0300314303 1d286b0500315030 4142 "
                                       "1d286b0300315130 1d5601"));
        const QImage& ticket = paper.tickets.first();
        const int left = 40 + (384 - 21 * 3) / 2;
        QVERIFY(dark(ticket, left, 40) && !dark(ticket, left - 1, 40));
    }
    void theSensorIsAnsweredInItsTurn() {
        Paper paper;
        QCOMPARE(paper.feed(QByteArray::fromHex("41 1d7201 1d610e 42")), 4);
        QCOMPARE(paper.replies, (QList<QByteArray>{QByteArray(1, '\x03'), "abcd"}));
    }
    void largeLettersTakeTheRoom() {
        Paper paper;
        paper.feed(QByteArray::fromHex("1d2111 1c210c b0a1 0a 1d5601"));
        // 40 of margin above and below, a line of 48 and the space below it.
        QCOMPARE(paper.tickets.first().height(), 40 + 48 + 6 + 40);
    }
};

QTEST_MAIN(TestInterpreter)
#include "tst_interpreter.moc"
