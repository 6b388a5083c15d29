// The emulator against the published table, before it judges any driver: frames here are literal.
#include "tests/support/samv/module.h"

#include <QtTest/QtTest>

using namespace samv_peer;

namespace {

QByteArray hex(const Octets& octets) {
    return QByteArray(reinterpret_cast<const char*>(octets.data()),
                      static_cast<qsizetype>(octets.size()))
        .toHex();
}

Octets frame(const char* tail) {
    const QByteArray bytes = QByteArray::fromHex(QByteArray("aaaaaa9669") + tail);
    return {bytes.begin(), bytes.end()};
}

// The answer to a request given by its published tail.
QByteArray ask(Module& module, const char* tail) {
    Octets line = frame(tail);
    const auto request = takeRequest(line);
    return request && line.empty() ? hex(module.answer(*request)) : QByteArray("no request");
}

QByteArray whole(const char* tail) {
    return QByteArray("aaaaaa9669") + QByteArray(tail).replace(" ", "");
}

Chip someChip() {
    return *chipOf({{"id", "x"},
                    {"kind", "resident"},
                    {"name", "张某某"},
                    {"sex", "1"},
                    {"nation", "01"},
                    {"birth", "19900307"},
                    {"number", "110105199003070017"}});
}

} // namespace

class TestModule : public QObject {
    Q_OBJECT
private slots:
    void requestsWithoutACard_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char* name, const char* request, const char* answer) {
            QTest::newRow(name) << QByteArray(request) << whole(answer);
        };
        row("reset", "000310ffec", "0004 000090 94");
        row("status", "000311ffed", "0004 000090 94");
        row("find", "0003200122", "0004 000080 84");
        row("select", "0003200221", "0004 000081 85");
        row("read", "0003300132", "0004 000041 45");
        row("read with fingerprint", "0003301023", "0004 000041 45");
        row("newest address", "0003300330", "0004 000091 95");
        row("rate", "0003600063", "0004 000090 94");
        row("wrong checksum", "0003200121", "0004 000010 14");
        row("wrong command", "0003204063", "0004 000021 25");
    }
    void requestsWithoutACard() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, answer);
        Module module;
        QCOMPARE(ask(module, request.constData()), answer);
    }
    void samIdHasSixteenBytes() {
        Module module;
        QCOMPARE(ask(module, "000312ffee"),
                 whole("0014 000090 05000100 d1dd3201 4e61bc00 9d542f1e d4"));
        QVERIFY(module.setSamId("0102030405060708090a0b0c0d0e0f10"));
        QVERIFY(ask(module, "000312ffee").startsWith(whole("0014 000090 0102")));
        QVERIFY(!module.setSamId("0102"));
    }
    // Written to the chip after the card was made: only a card that was read tells it.
    void theNewestAddressHasSeventyBytes() {
        Module module;
        QVERIFY(!module.setNewestAddress("某省"));
        module.place(someChip());
        QVERIFY(module.setNewestAddress("某省"));
        QCOMPARE(ask(module, "0003300330"), whole("0004 000091 95"));
        for (const char* tail : {"0003200122", "0003200221", "0003300132"})
            ask(module, tail);
        const QByteArray answer = ask(module, "0003300330");
        QVERIFY(answer.startsWith(whole("004a 000090 d067 0177 2000")));
        QCOMPARE(answer.size(), 2 * (7 + 0x4A));
        QVERIFY(module.setNewestAddress(""));
        QCOMPARE(ask(module, "0003300330"), whole("0004 000091 95"));
        QVERIFY(!module.setNewestAddress(std::string(36, 'x')));
    }
    void findSelectRead() {
        Module module;
        module.place(someChip());
        QCOMPARE(ask(module, "0003200122"), whole("0008 00009f 00000000 97"));
        QCOMPARE(ask(module, "0003200221"), whole("000c 000090 0000000000000000 9c"));
        const QByteArray answer = ask(module, "0003300132");
        QVERIFY(answer.startsWith(whole("0508 000090 01000400 205f d067 d067 2000")));
        QCOMPARE(answer.size(), 2 * 1295);
        QCOMPARE(ask(module, "0003200122"), whole("0004 000080 84")); // until it is lifted
        module.lift();
        module.place(someChip());
        QCOMPARE(ask(module, "0003200122"), whole("0008 00009f 00000000 97"));
    }
    void eachStepIsMandatory() {
        Module module;
        module.place(someChip());
        QCOMPARE(ask(module, "0003300132"), whole("0004 000041 45"));
        QCOMPARE(ask(module, "0003200221"), whole("0004 000081 85"));
        ask(module, "0003200122");
        QCOMPARE(ask(module, "0003300132"), whole("0004 000041 45"));
    }
    void fingerprintsMakeTheLongFrame() {
        Module module;
        Chip chip = someChip();
        module.place(chip);
        ask(module, "0003200122");
        ask(module, "0003200221");
        const QByteArray with = ask(module, "0003301023");
        QVERIFY(with.startsWith(whole("090a 000090 010004000400")));
        QCOMPARE(with.size(), 2 * 2321);
        chip.fingerprint.clear();
        module.place(chip);
        ask(module, "0003200122");
        ask(module, "0003200221");
        const QByteArray without = ask(module, "0003301023");
        QVERIFY(without.startsWith(whole("050a 000090 010004000000")));
        QCOMPARE(without.size(), 2 * 1297);
    }
    void liftedDuringTheRead() {
        Module module;
        module.place(someChip());
        module.liftDuringRead();
        ask(module, "0003200122");
        ask(module, "0003200221");
        QCOMPARE(ask(module, "0003300132"), whole("0004 000041 45"));
        QCOMPARE(ask(module, "0003200122"), whole("0004 000080 84"));
    }
    void requestsArriveInPiecesAndAfterNoise() {
        Octets line{0x00, 0xAA, 0xAA};
        QVERIFY(!takeRequest(line));
        const Octets request = frame("0003200122");
        for (const auto octet : request) {
            QVERIFY(!takeRequest(line));
            line.push_back(octet);
        }
        const auto taken = takeRequest(line);
        QVERIFY(taken && taken->check == Check::Good);
        QCOMPARE(taken->command * 256 + taken->parameter, 0x2001);
    }
    void layoutsPutTheKindAtTheSamePlace() {
        const auto mark = [](const char* kind) {
            return chipOf({{"kind", kind}})->text[248];
        };
        QCOMPARE(mark("resident"), ' ');
        QCOMPARE(mark("hkmt"), 'J');
        QCOMPARE(mark("foreign2017"), 'I');
        QCOMPARE(mark("foreign2023"), 'Y');
        QVERIFY(!chipOf({{"kind", "passport"}}));
        QVERIFY(!chipOf({{"kind", "resident"}, {"name", "一二三四五六七八九十一二三四五六"}}));
    }
    void surrogatesTakeTwoUnits() {
        const Chip chip = *chipOf({{"kind", "resident"}, {"name", "𠮷"}});
        QCOMPARE(hex({chip.text.begin(), chip.text.begin() + 6}), QByteArray("42d8b7df2000"));
    }
};

QTEST_GUILESS_MAIN(TestModule)
#include "tst_module.moc"
