#include "platform/protocol/test_cards.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::protocol;

namespace {

TestCards sample() {
    return {*fromRfc3339("2026-11-22T01:04:00.000Z"),
            *fromRfc3339("2027-11-22T01:04:00.000Z"),
            {std::string(43, 'A'), std::string(42, 'B') + 'A'}};
}

} // namespace

class TestCardsTest : public QObject {
    Q_OBJECT
private slots:
    // As any program makes it: printf 'resident 11010519491231002X' | openssl dgst -sha256 -binary
    void aCardIsNamedByADigest() {
        QCOMPARE(testCardDigest("resident", Secret("11010519491231002X")),
                 std::string("D62O6M5iafr2jRhO149slAhcbEOgz5dN-GyHXCJaRUo"));
        QVERIFY(testCardDigest("hkmt", Secret("11010519491231002X")) !=
                testCardDigest("resident", Secret("11010519491231002X")));
    }

    void itsSpellingStands() {
        QCOMPARE(encode(sample()), std::string(R"({"testCards":[")" + std::string(43, 'A') +
                                               R"(",")" + std::string(42, 'B') +
                                               R"(A"],"issued":"2026-11-22T01:04:00.000Z",)"
                                               R"("until":"2027-11-22T01:04:00.000Z"})"));
        const auto back = decodeTestCards(encode(sample()));
        QVERIFY(back.ok());
        QVERIFY(*back == sample());
    }

    void everyOtherSpellingIsRefused_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char* name, const char* from, const char* to) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to);
        };
        row("white space", R"("issued":)", R"("issued": )");
        row("unknown member", R"("until":)", R"("more":1,"until":)");
        row("no digest", R"("AA)", R"("A)");
        row("ends before it begins", "2027-", "2025-");
        row("no time", "2027-11-22", "2027-13-22");
        row("a credential", R"({"testCards")", R"({"t")");
    }
    void everyOtherSpellingIsRefused() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QByteArray good = QByteArray::fromStdString(encode(sample()));
        QByteArray bad = good;
        bad.replace(bad.indexOf(from), from.size(), to);
        QVERIFY(bad != good);
        const auto decoded = decodeTestCards(bad.toStdString());
        QVERIFY(!decoded.ok());
        QCOMPARE(decoded.error().code, ErrorCode::TokenMalformed);
    }

    void cardsStandOnceAndInOrder() {
        TestCards list = sample();
        std::swap(list.digests[0], list.digests[1]);
        QVERIFY(!decodeTestCards(encode(list)).ok());
        list.digests[0] = list.digests[1];
        QVERIFY(!decodeTestCards(encode(list)).ok());
        list.digests.clear();
        QVERIFY(!decodeTestCards(encode(list)).ok());
    }
};

QTEST_GUILESS_MAIN(TestCardsTest)
#include "tst_test_cards.moc"
