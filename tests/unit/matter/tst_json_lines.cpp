// Each value of a file has its line, whatever the file looks like.
#include "platform/matter/json_lines.h"

#include <QtTest/QtTest>

using jiujin::matter::JsonLines;

class TestJsonLines : public QObject {
    Q_OBJECT
private slots:
    void everyValueHasItsLine() {
        const JsonLines lines(
            "\n{\n  \"a\": [1,\n 2, {\"b\"\n:\n\"x\"}],\n\"c\\\"}\": \"} [ \\\\\", "
            "\"d\": {},\n \"e\": [ ]}\n");
        const std::vector<std::pair<const char*, int>> expected{
            {"", 2}, {"/a", 3}, {"/a/0", 3}, {"/a/1", 4}, {"/a/2/b", 6}, {"/d", 7}, {"/e", 8}};
        for (const auto& [place, line] : expected)
            QCOMPARE(lines.lineOf(place), line);
        QVERIFY(!lines.brokenAt() && lines.doubles().empty());
    }
    void whatIsMissingIsWhereItWouldBe() {
        const JsonLines lines("{\n\"a\": {\n\"b\": 1}}");
        QCOMPARE(lines.lineOf("/a/c/d"), 2);
        QCOMPARE(lines.lineOf("/x"), 1);
        QCOMPARE(lines.lineOf("nonsense"), 1);
        QCOMPARE(JsonLines("").lineOf("/a"), 1);
    }
    void brokenTextsEndWhereTheyBreak() {
        QCOMPARE(*JsonLines("{\n\"a\": 1\n\"b\": 2\n}\n").brokenAt(), 3);
        QCOMPARE(*JsonLines("{\n\"a\": \"x\n}\n").brokenAt(), 2);
        QCOMPARE(*JsonLines("[\n1,\n").brokenAt(), 3);
        QCOMPARE(*JsonLines(std::string(100000, '[')).brokenAt(), 1);
        QCOMPARE(*JsonLines("\"x\\").brokenAt(), 1);
        QCOMPARE(*JsonLines("{} {}").brokenAt(), 1);
    }
    void aKeyThatStandsTwiceIsFound() {
        const JsonLines lines("{\"a\": 1,\n\"b\": {\"a\": 1, \"c\": 2, \"c\": 3}}");
        QCOMPARE(lines.doubles(), std::vector<std::string>{"/b/c"});
    }
};

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_json_lines.moc"
