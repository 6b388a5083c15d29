// The bundle's nodes as staff record them at the shipped platform, from acceptance to the end of
// the case.
#include "tests/contract/platform/platform_process.h"
#include "tests/support/cases/bundle_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;

class TestNodes : public QObject {
    Q_OBJECT
    tests::PlatformProcess platform;
    const samples::Terminal terminal = samples::terminalIn(platform.terminal(""));
    const samples::Filing filing =
        samples::file(terminal, tests::bundleBody(tests::bundleMatter(), "11"));
    const std::string number = filing.header.core.caseNumber;

    tests::Ended run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--settings", platform.settings()});
        return platform.command(words);
    }
    tests::Ended step(const std::string& kind, const std::string& node) const {
        return run({"step", number, kind, "--node", node, "--by", "MSR-0231"});
    }
    void handle(const std::string& node) const {
        for (const char* kind : {"node-begun", "node-ended"}) {
            const auto recorded = step(kind, node);
            QVERIFY2(recorded.code == 0, recorded.err.constData());
        }
    }
    static void holds(const QByteArray& text, const std::vector<const char*>& parts) {
        for (const char* part : parts)
            QVERIFY2(text.contains(part), text.constData());
    }

private slots:
    void initTestCase() {
        QVERIFY(platform.start());
        QCOMPARE(platform.post({filing.packet}).status, 202);
        QTRY_VERIFY(run({"case", "show", number}).out.contains("accepted-for-checking"));
    }

    void whoRecordsItIsAskedFor() {
        const auto nobody = run({"step", number, "node-begun", "--node", "premises"});
        QCOMPARE(nobody.code, 2);
        QVERIFY2(nobody.err.contains("--by"), nobody.err.constData());
        const auto named =
            run({"step", number, "node-begun", "--node", "premises", "--by", "zhangsan"});
        QCOMPARE(named.code, 2);
        QVERIFY(named.err.contains("MSR-0231") && !named.err.contains("zhangsan"));
    }

    void whatComesTooEarlyIsRefused() {
        const auto early = step("node-begun", "licence");
        QCOMPARE(early.code, 1);
        holds(early.err, {"JJ-2011", "licence (发照)", "after approval", "record node-ended"});
        QVERIFY(!run({"case", "show", number}).out.contains("node-begun"));
    }

    void theClockShowsEveryNode() {
        handle("profession");
        handle("premises");
        QVERIFY(step("node-begun", "skill").out.contains("正在办 under way"));
        const auto clock = run({"clock", number});
        QVERIFY2(clock.code == 0, clock.err.constData());
        holds(clock.out, {"State: running", "in the order permitFirst: 先证后照 / Permit first",
                          "premises  经营场所 / Premises: 办完 done",
                          "技术证件 / Technical certificate: 正在办", "等待 waits for skill",
                          "等待 waits for approval",
                          "Of 5 steps 2 are done, 1 is under way, 2 have not begun.",
                          "premises: 2 working days", "超期 late no"});
    }

    void theLastNodeEndsTheCase() {
        QCOMPARE(step("node-ended", "skill").code, 0);
        handle("approval");
        QCOMPARE(step("node-begun", "licence").code, 0);
        const auto last = step("node-ended", "licence");
        holds(last.out, {"node-ended licence  by staff:MSR-0231", "decided  by staff:MSR-0231",
                         "一共 5 个环节，都办完了。All 5 steps are done."});
        holds(run({"clock", number}).out,
              {"State: ended", "licence  发照 / Business licence: 办完"});
        holds(run({"case", "show", number}).out,
              {"node: licence", "order: permitFirst", "body: 市场监督管理部门",
               "chain of 13 events is unbroken"});
        QCOMPARE(step("node-begun", "licence").code, 1);
        QCOMPARE(platform.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TestNodes)
#include "tst_nodes.moc"
