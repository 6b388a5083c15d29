// The folder "finding" as published, its schemas, and every mistake that somebody may make in it.
#include "platform/find/finding.h"
#include "platform/matter/json_place.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/schema/published_schema.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::find;

namespace {

const std::string topics =
    R"({"topics":[{"id":"work","title":{"zh":"就业","en":"Work"},"icon":"w"},)"
    R"({"id":"school","title":{"zh":"上学","en":"School"},"icon":"s"}]})";
const std::string scene =
    R"({"id":"work","title":{"zh":"就业","en":"Work"},"event":"work","questions":[)"
    R"({"id":"first","text":{"zh":"甲","en":"A"},"answers":[)"
    R"({"label":{"zh":"乙","en":"B"},"question":"second"},)"
    R"({"label":{"zh":"丙","en":"C"},"matters":["ONE"]}]},)"
    R"({"id":"second","text":{"zh":"甲","en":"A"},"answers":[)"
    R"({"label":{"zh":"乙","en":"B"},"matters":["ONE","TWO"]},)"
    R"({"label":{"zh":"丙","en":"C"},"matters":["TWO"]}]}]})";
const std::string order = R"({"mostUsed":["TWO","ONE"]})";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    if (at == std::string::npos)
        qFatal("the text no longer holds: %s", what.c_str());
    return text.replace(at, what.size(), by);
}

bool schemaTakes(const std::string& name, const std::string& document) {
    return tests::PublishedSchema(name).takes(document);
}

matter::Head matterOf(const char* code, const char* domain, std::vector<std::string> events) {
    matter::Head matter;
    matter.code = code;
    matter.folder = "of-one";
    matter.domain = domain;
    matter.lifeEvents = std::move(events);
    return matter;
}

// A chain of as many questions, each leading to the next.
std::string longScene(int questions) {
    const std::string end =
        R"("matters":["ONE"]},{"label":{"zh":"丙","en":"C"},"matters":["ONE"]}]})";
    std::string text = R"({"id":"long","title":{"zh":"长","en":"L"},"questions":[)";
    for (int i = 0; i < questions; ++i) {
        const std::string here = "q" + std::to_string(i), next = "q" + std::to_string(i + 1);
        std::string one = R"({"id":"HERE","text":{"zh":"甲","en":"A"},)"
                          R"("answers":[{"label":{"zh":"乙","en":"B"},)" +
                          end;
        one = replaced(one, "HERE", here);
        if (i + 1 < questions)
            one = replaced(one, R"("matters":["ONE"])", R"("question":")" + next + "\"") + ",";
        text += one;
    }
    return text + "]}";
}

} // namespace

class TestFinding : public QObject {
    Q_OBJECT
private slots:
    void thePublishedFolderAndItsMattersKnowEachOther() {
        const auto folder = tests::sourceFile("resources/matters");
        const auto finding = loadFinding(folder);
        QVERIFY2(finding.ok(), finding.ok() ? "" : finding.error().text().c_str());
        QVERIFY(!finding->scenes.empty() && !finding->events.empty() && !finding->domains.empty());
        const auto catalogue = matter::Catalogue::check(folder);
        QVERIFY(catalogue.ok());
        for (const Stranger& each : strangers(*finding, *catalogue))
            QFAIL((each.file + each.place + ": " + each.cause).c_str());
        for (const auto* list : {&finding->events, &finding->domains})
            for (const Topic& topic : *list)
                QVERIFY2(QFile::exists(QString::fromStdString(
                             tests::sourceFile("resources/icons/" + topic.icon + ".svg"))),
                         topic.icon.c_str());
    }

    void publishedSchemasTakeWhatIsRead() {
        QVERIFY(schemaTakes("topics", topics) && schemaTakes("scene", scene));
        QVERIFY(schemaTakes("order", order));
        const std::filesystem::path folder = tests::sourceFile("resources/matters/finding");
        for (const char* name : {"events.json", "domains.json"})
            QVERIFY2(schemaTakes("topics", *matter::readFile(folder / name)), name);
        QVERIFY(schemaTakes("order", *matter::readFile(folder / "order.json")));
        for (const auto& each : std::filesystem::directory_iterator(folder))
            QVERIFY2(!each.path().filename().string().starts_with("scene") ||
                         schemaTakes("scene", *matter::readFile(each.path())),
                     each.path().c_str());
        QVERIFY(!schemaTakes("scene", replaced(scene, R"("question":"second")", R"("que":"s")")));
    }

    void aSceneIsReadWhole() {
        const auto read = readScene("s.json", scene);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().where.c_str());
        QCOMPARE(read->event, std::string("work"));
        QCOMPARE(read->questions.size(), std::size_t(2));
        QCOMPARE(read->questions[0].answers[0].question, std::size_t(1));
        QCOMPARE(read->questions[1].answers[0].matters, (std::vector<std::string>{"ONE", "TWO"}));
        QVERIFY(readScene("s.json", longScene(askedMost)).ok());
        const auto tooLong = readScene("s.json", longScene(askedMost + 1));
        QVERIFY(!tooLong);
        QCOMPARE(tooLong.error().where.substr(0, 23), std::string("s.json: /questions/4: i"));
    }

    void everyMistakeOfASceneIsNamed_data() {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char* name, std::string from, std::string to, std::string says) {
            QTest::newRow(name) << from << to << "s.json: " + says;
        };
        row("unknown key", "\"event\"", "\"evnt\"", "/evnt: unknown key");
        row("no title", R"("title":{"zh":"就业","en":"Work"},)", "", "/title: is missing");
        row("no English", R"({"zh":"乙","en":"B"})", R"({"zh":"乙"})",
            "/questions/0/answers/0/label/en: is missing");
        row("markup", R"("en":"Work")", R"("en":"\u202eWork")", "/title/en: ");
        row("twice", R"("id":"second")", R"("id":"first")", "/questions/1: this id stands");
        row("nowhere", R"("question":"second")", R"("question":"third")",
            "/questions/0/answers/0/question: there is no question");
        row("to itself", R"("question":"second")", R"("question":"first")",
            "/questions/0/answers/0/question: leads back");
        row("in a circle", R"("matters":["TWO"])", R"("question":"first")",
            "/questions/1/answers/1/question: leads back");
        row("never asked", R"("question":"second")", R"("matters":["ONE"])",
            "/questions/1: no answer before it");
        row("both ways", R"("matters":["TWO"])", R"("matters":["TWO"],"question":"second")",
            "/questions/1/answers/1: must lead to");
        row("no way", R"(,"matters":["TWO"])", "", "/questions/1/answers/1: must lead to");
        row("no code", R"(["TWO"])", "[7]", "/questions/1/answers/1/matters/0: ");
        row("no codes", R"(["TWO"])", "[]", "/questions/1/answers/1/matters: must be a list");
        row("one answer", R"(,{"label":{"zh":"丙","en":"C"},"matters":["TWO"]})", "",
            "/questions/1/answers: must be a list of 2 to 6");
        row("no JSON", R"(]}]})", "", "");
    }
    void everyMistakeOfASceneIsNamed() {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, says);
        const auto read = readScene("s.json", replaced(scene, from, to));
        QVERIFY(!read && read.error().code == ErrorCode::MatterInvalid);
        QVERIFY2(read.error().where.starts_with(says), read.error().where.c_str());
    }

    void mistakesOfTopicsAndOrderAreNamed() {
        const auto twice = readTopics("t.json", replaced(topics, "school", "work"));
        QCOMPARE(twice.error().where, std::string("t.json: /topics/1: this id stands there twice"));
        QCOMPARE(readTopics("t.json", R"({"topics":[]})").error().where,
                 std::string("t.json: /topics: must be a list of 1 to 60 entries"));
        QCOMPARE(readOrder("o.json", replaced(order, "TWO", "ONE")).error().where,
                 std::string("o.json: /mostUsed/1: stands there twice; remove one"));
        QVERIFY(!readOrder("o.json", R"({"mostUsed":[{}]})"));
        QCOMPARE(*readOrder("o.json", order), (std::vector<std::string>{"TWO", "ONE"}));
    }

    void aFolderIsTakenWholeOrNotAtAll() {
        QTemporaryDir temporary;
        const std::filesystem::path root = temporary.path().toStdString();
        const auto none = loadFinding(root);
        QVERIFY(none.ok() && none->scenes.empty() && none->events.empty());
        std::filesystem::create_directories(root / "finding");
        const auto write = [&](const char* name, const std::string& text) {
            std::ofstream(root / "finding" / name) << text;
        };
        write("readings.txt", "bao 保\n");
        write("phrases.txt", "");
        write("events.json", topics);
        write("domains.json", topics);
        QCOMPARE(loadFinding(root).error().code, ErrorCode::FileUnreadable);
        write("order.json", order);
        write("scene-b.json", scene);
        QVERIFY(loadFinding(root).ok());
        write("scene-c.json", scene);
        QCOMPARE(loadFinding(root).error().where,
                 std::string("finding/scene-c.json: /id: another scene has this id"));
        write("scene-a.json", "{");
        QVERIFY(loadFinding(root).error().where.starts_with("finding/scene-a.json: "));
        write("scene_d.json", scene);
        QVERIFY(loadFinding(root).error().where.starts_with("finding/scene_d.json: does not"));
        write("phrases.txt", "重\n");
        QVERIFY(loadFinding(root).error().where.starts_with("finding/phrases.txt:1: "));
    }

    void strangersAreNamed() {
        Finding finding;
        finding.events = *readTopics("events.json", topics);
        finding.domains = *readTopics("domains.json", topics);
        finding.mostUsed = *readOrder("order.json", order);
        finding.scenes = {*readScene("s.json", scene)};
        QVERIFY(strangers(finding, {matterOf("ONE", "work", {"school"}), matterOf("TWO", "", {})})
                    .empty());
        const auto found = strangers(finding, {matterOf("ONE", "war", {"work", "peace"})});
        QCOMPARE(found.size(), std::size_t(5)); // TWO in order and twice in the scene, war, peace
        const auto isAt = [](const Stranger& each, const char* file, const char* place,
                             const char* name) {
            return each.file == file && each.place == place && !each.mend.empty() &&
                   each.cause.find(name) != std::string::npos;
        };
        QVERIFY(isAt(found[0], "finding/order.json", "/mostUsed/0", "TWO"));
        QVERIFY(isAt(found[1], "finding/s.json", "/questions/1/answers/0/matters/1", "TWO"));
        QVERIFY(isAt(found[3], "of-one/matter.json", "/domain", "war"));
        QVERIFY(isAt(found[4], "of-one/matter.json", "/lifeEvents/1", "peace"));
        finding.events.pop_back();
        finding.events.front().id = "other";
        QVERIFY(strangers(finding, {}).size() > 3);
    }
};

QTEST_APPLESS_MAIN(TestFinding)
#include "tst_finding.moc"
