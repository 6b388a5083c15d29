#include "platform/protocol/checkpoint_question.h"
#include "platform/protocol/digest.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::protocol;

namespace {

Checkpoint sample() {
    return {"330105-A017",
            42,
            57,
            16,
            std::string(43, 'A'),
            "AAAAAAAAAAAAAAAAAAAAAA",
            *fromRfc3339("2026-11-22T01:04:00.000Z"),
            56,
            std::string(43, 'B').replace(42, 1, "A"),
            false};
}

std::vector<CheckpointLeaf> leavesUpTo(std::uint64_t count) {
    std::vector<CheckpointLeaf> leaves;
    for (std::uint64_t i = 1; i <= count; ++i)
        leaves.push_back({i, digestText({viewOf("header " + std::to_string(i))})});
    return leaves;
}

} // namespace

class CheckpointTest : public QObject {
    Q_OBJECT
private slots:
    void itsSpellingStands() {
        QCOMPARE(
            encode(sample()),
            std::string(R"({"terminalId":"330105-A017","from":42,"upTo":57,"count":16,"root":")" +
                        std::string(43, 'A') +
                        R"(","nonce":"AAAAAAAAAAAAAAAAAAAAAA","issued":)"
                        R"("2026-11-22T01:04:00.000Z","headCounter":56,"headReceipt":")" +
                        std::string(42, 'B') + R"(A","standing":"good"})"));
        const auto back = decodeCheckpoint(encode(sample()));
        QVERIFY(back.ok());
        QVERIFY(*back == sample());
    }

    void everyOtherSpellingIsRefused_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char* name, const char* from, const char* to) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to);
        };
        row("white space", R"("from":42)", R"("from": 42)");
        row("unknown member", R"("count":16)", R"("count":16,"more":1)");
        row("missing member", R"("count":16,)", "");
        row("other order", R"("from":42,"upTo":57)", R"("upTo":57,"from":42)");
        row("from zero", R"("from":42)", R"("from":0)");
        row("from behind the end", R"("from":42)", R"("from":58)");
        row("too wide", R"("upTo":57)", R"("upTo":1042)");
        row("no counter", R"("upTo":57)", R"("upTo":10000000)");
        row("more than the range", R"("count":16)", R"("count":17)");
        row("negative", R"("count":16)", R"("count":-1)");
        row("float", R"("count":16)", R"("count":16.0)");
        row("terminal", "330105-A017", "330105-a017");
        row("root", R"(AAA","nonce")", R"(AA","nonce")");
        row("root's spare bits", R"(AAA","nonce")", R"(AAB","nonce")");
        row("short nonce", R"("nonce":"AA)", R"("nonce":"A)");
        row("nonce in other letters", R"("nonce":"AA)", R"("nonce":"+A)");
        row("time", ".000Z", "Z");
        row("a head without its receipt", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA", "");
        row("a receipt without its counter", R"("headCounter":56)", R"("headCounter":0)");
        row("a standing of another kind", R"("good")", R"("fine")");
        row("no standing", R"(,"standing":"good")", "");
    }
    void everyOtherSpellingIsRefused() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray text = QByteArray::fromStdString(encode(sample()));
        QVERIFY(text.contains(from));
        const auto decoded = decodeCheckpoint(text.replace(from, to).toStdString());
        QCOMPARE(decoded.error().code, ErrorCode::TokenMalformed);
    }

    void headAndStandingComeBack() {
        Checkpoint first = sample();
        first.headCounter = 0;
        first.headReceipt.clear();
        Checkpoint stopped = sample();
        stopped.suspended = true;
        for (const Checkpoint& checkpoint : {first, stopped})
            QVERIFY(*decodeCheckpoint(encode(checkpoint)) == checkpoint);
    }

    void rootsAreThoseOfAnotherImplementation_data() {
        QTest::addColumn<int>("leaves");
        QTest::addColumn<QByteArray>("root");
        // From a dozen lines of Python after RFC 9162.
        QTest::newRow("0") << 0 << QByteArray("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        QTest::newRow("1") << 1 << QByteArray("IFuebjjcbeaHmo6DcVkj4RyVx9OTPp8kdj5-PWc_6e8");
        QTest::newRow("2") << 2 << QByteArray("oN8zX-e6A71UW47Qx-g8UHYLMpyzJAX3fLF7rjWxE_U");
        QTest::newRow("3") << 3 << QByteArray("WviI6orYwzJi12G_BfViqUT8C80f3Nid58kOuMALNlg");
        QTest::newRow("5") << 5 << QByteArray("98AEKJMc1ZvdUei1ttUwgVaBzuBwcXhVHCTZ4jim3uI");
        QTest::newRow("7") << 7 << QByteArray("gShUliu4ObiALmNbyXqfw40jFBCeluJqniMjAJ3vI2o");
    }
    void rootsAreThoseOfAnotherImplementation() {
        QFETCH(int, leaves);
        QFETCH(QByteArray, root);
        QCOMPARE(checkpointRoot(leavesUpTo(static_cast<std::uint64_t>(leaves))),
                 root.toStdString());
    }

    void aQuestionHasOneSpelling() {
        const CheckpointQuestion question{12, 1011, "AAAAAAAAAAAAAAAAAAAAAA", 1000,
                                          std::string(43, 'A')};
        const std::string text = "from=12&upTo=1011&nonce=AAAAAAAAAAAAAAAAAAAAAA&count=1000&root=" +
                                 std::string(43, 'A');
        QCOMPARE(encode(question), text);
        QVERIFY(*decodeCheckpointQuestion(text) == question);
        const auto refused = [&](const std::string& bad) {
            QVERIFY2(bad != text, "nothing was altered");
            QCOMPARE(decodeCheckpointQuestion(bad).error().code, ErrorCode::TokenMalformed);
        };
        for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"from=12", "from=012"},
                 {"from=12", "from=11"}, // too wide
                 {"from=12", "from=0"},
                 {"from=12", "from=-1"},
                 {"from=12", "from=99999999999999999999"},
                 {"from=12&upTo=1011", "from=12&upTo=11"},
                 {"from=12&upTo=1011", "upTo=1011&from=12"},
                 {"nonce=AAAAAAAAAAAAAAAAAA", "nonce="},
                 {"&nonce=AAAAAAAAAAAAAAAAAAAAAA", ""},
                 {"count=1000", "count=1001"},
                 {"count=1000", "count=-1"},
                 {"count=1000", "count="},
                 {"root=A", "root="},
                 {"root=A", "root=+"},
                 {"&root=", "&more=1&root="}})
            refused(QByteArray::fromStdString(text).replace(from, to).toStdString());
        for (const std::string& bad : {std::string(), std::string("from=12"), text + "&more=1",
                                       text.substr(0, text.find("&root"))})
            refused(bad);
    }

    void everyLeafMovesTheRoot() {
        const auto leaves = leavesUpTo(9);
        const std::string root = checkpointRoot(leaves);
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            auto other = leaves;
            other[i].headerDigest[0] = other[i].headerDigest[0] == 'A' ? 'B' : 'A';
            QVERIFY(checkpointRoot(other) != root);
            other = leaves;
            other[i].counter += 100;
            QVERIFY(checkpointRoot(other) != root);
            other = leaves;
            other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
            QVERIFY(checkpointRoot(other) != root);
        }
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
