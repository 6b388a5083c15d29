// How a citizen comes to a matter, what can be taken back, and that nothing of it stays.
#include "tests/journey/world.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>
#include <fstream>

using namespace jiujin;
using journey::Event;
using journey::MatterChooser;
using journey::Part;
using journey::State;
using world::World;

namespace {

matter::Words both(const char* text) {
    return {text, text};
}

matter::Head matterOf(std::string code, const char* title, std::vector<std::string> events) {
    matter::Head matter;
    matter.code = std::move(code);
    matter.title = both(title);
    matter.lifeEvents = std::move(events);
    return matter;
}

// Two questions: first to C or to the second, which leads to A and B or to nothing that is here.
find::Scene sceneOf(std::string id, std::string event) {
    find::Question first{"first", both("甲"), {}}, second{"second", both("乙"), {}};
    first.answers = {{both("丙"), 1, {}}, {both("丁"), 0, {"C"}}};
    second.answers = {{both("戊"), 0, {"B", "A"}}, {both("己"), 0, {"gone"}}};
    return {std::move(id), both("景"), std::move(event), {first, second}};
}

struct Choosing {
    std::vector<matter::Head> catalogue{matterOf("A", "失业登记", {"work"}),
                                        matterOf("B", "居住证签注", {"move", "work"}),
                                        matterOf("C", "老年证", {})};
    int changes = 0;
    MatterChooser chooser{catalogue, finding(), [this] {
                              ++changes;
                          }};

    static find::Finding finding() {
        find::Finding all;
        all.events = {{"school", both("上学"), "s"},
                      {"work", both("就业"), "w"},
                      {"move", both("搬家"), "m"}};
        all.mostUsed = {"C", "B"};
        all.scenes = {sceneOf("general", ""), sceneOf("ofWork", "work")};
        return all;
    }
    std::string rows() const {
        std::string codes;
        for (const auto row : chooser.rows())
            codes += catalogue[row].code;
        return codes;
    }
};

} // namespace

class TestChoosing : public QObject {
    Q_OBJECT
private slots:
    void theListAndWhatIsTyped() {
        Choosing c;
        QCOMPARE(c.rows(), std::string("CBA"));
        QCOMPARE(c.chooser.way(), MatterChooser::Way::All);
        c.chooser.type("失业");
        QCOMPARE(c.rows(), std::string("A"));
        QCOMPARE(c.chooser.way(), MatterChooser::Way::Typed);
        c.chooser.type("失业");
        QCOMPARE(c.changes, 1); // nothing new, nothing said
        c.chooser.type("天");
        QCOMPARE(c.rows(), std::string());
        c.chooser.type("");
        QCOMPARE(c.rows(), std::string("CBA"));
        QVERIFY(!c.chooser.back());
    }

    void eventsWithMattersOnly() {
        Choosing c;
        QCOMPARE(c.chooser.events().size(), std::size_t(2)); // none is filed for school
        c.chooser.openEvent(0);
        QCOMPARE(c.rows(), std::string("BA"));
        QCOMPARE(c.chooser.event()->id, std::string("work"));
        c.chooser.openEvent(7);
        QCOMPARE(c.rows(), std::string("BA"));
        QCOMPARE(c.chooser.scenes().front()->id, std::string("ofWork"));
        QVERIFY(c.chooser.back() && c.chooser.event() == nullptr);
        QCOMPARE(c.chooser.scenes().front()->id, std::string("general"));
    }

    void questionsAreTakenBackOneByOne() {
        Choosing c;
        c.chooser.openEvent(0);
        c.chooser.openScene(0);
        QCOMPARE(c.chooser.question()->id, std::string("first"));
        QCOMPARE(c.rows(), std::string());
        c.chooser.answer(0);
        QCOMPARE(c.chooser.question()->id, std::string("second"));
        c.chooser.answer(0);
        QVERIFY(c.chooser.question() == nullptr);
        QCOMPARE(c.rows(), std::string("BA"));
        c.chooser.answer(0); // nothing is asked
        QVERIFY(c.chooser.back());
        QCOMPARE(c.chooser.question()->id, std::string("second"));
        c.chooser.answer(1);
        QCOMPARE(c.rows(), std::string()); // leads to a matter that is not here
        QVERIFY(c.chooser.back() && c.chooser.back() && c.chooser.back());
        QCOMPARE(c.chooser.way(), MatterChooser::Way::Event);
        QVERIFY(c.chooser.back() && !c.chooser.back());
        QCOMPARE(c.chooser.way(), MatterChooser::Way::All);
        c.chooser.answer(0);
        c.chooser.openScene(3);
        QCOMPARE(c.rows(), std::string("CBA"));
    }

    void oneWayAtATime() {
        Choosing c;
        c.chooser.type("失业");
        c.chooser.openScene(0);
        QVERIFY(c.chooser.typed().empty());
        c.chooser.answer(1);
        QCOMPARE(c.rows(), std::string("C"));
        c.chooser.type("居住");
        QVERIFY(c.chooser.question() == nullptr);
        QCOMPARE(c.rows(), std::string("B"));
        c.chooser.openEvent(1);
        QVERIFY(c.chooser.typed().empty());
        QCOMPARE(c.rows(), std::string("B"));
    }

    void manyAreNotAllShown() {
        std::vector<matter::Head> many;
        for (std::size_t i = 0; i < MatterChooser::shownMost + 7; ++i)
            many.push_back(matterOf("M" + std::to_string(i), "登记", {}));
        MatterChooser chooser(many, {}, [] {});
        QCOMPARE(chooser.rows().size(), MatterChooser::shownMost);
        QCOMPARE(chooser.notShown(), std::size_t(7));
    }

    void backTakesBackTheSearchBeforeItLeaves() {
        World w;
        w.readCard();
        w.journey.chooser().type("yanglao");
        QVERIFY(std::find(w.said.begin(), w.said.end(), Part::Choice) != w.said.end());
        w.journey.handle(Event::Back);
        QVERIFY(!w.journey.leaveAsked());
        QVERIFY(w.journey.chooser().typed().empty());
        w.journey.handle(Event::Back);
        QVERIFY(w.journey.leaveAsked());
    }

    void typingIsNoIdleness() {
        World w;
        w.readCard();
        for (int i = 0; i < 5; ++i) {
            w.pass(std::chrono::seconds(50));
            w.journey.chooser().type(std::string(static_cast<std::size_t>(i) + 1, 'a'));
        }
        QCOMPARE(w.state(), State::ChooseMatter);
    }

    void whatWasTypedStaysForTheWayBackAndGoesWithThePerson() {
        World w;
        w.readCard();
        w.journey.chooser().type("养老保险");
        w.journey.chooseMatter(w.journey.chooser().rows().front());
        QCOMPARE(w.state(), State::Guide);
        w.journey.handle(Event::Back);
        QCOMPARE(w.journey.chooser().typed().expose(), std::string_view("养老保险"));
        w.journey.handle(Event::Home);
        w.journey.confirmLeave();
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(w.journey.chooser().typed().empty());
        QCOMPARE(w.journey.chooser().way(), MatterChooser::Way::All);
    }

    // A disk that went bad takes one matter from the citizen, and not the visit.
    void aMatterThatCannotBeReadIsNotOpened() {
        World w;
        const QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        const auto source = qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString();
        std::filesystem::copy(source + "/resources/matters", root / "matters",
                              std::filesystem::copy_options::recursive);
        std::ofstream(root / "heads")
            << matter::encodeHeads(*matter::Catalogue::check(root / "matters"));
        auto opened = matter::Catalogue::open(root / "matters", root / "heads");
        w.catalogue = std::move(*opened);
        w.readCard();
        std::filesystem::remove(root / "matters/pension-enrolment/form.json");
        w.choose();
        QCOMPARE(w.state(), State::ChooseMatter);
        QCOMPARE(w.journey.message(), std::optional(ErrorCode::FileUnreadable));
        // Not of files and packages.
        const auto words = w.journey.messageWords();
        QVERIFY(words.zh.find("窗口") != std::string::npos);
        QVERIFY(words.en.find("counter") != std::string::npos);
        // Tapped again it goes and comes, so that the screen shows it anew.
        w.said.clear();
        w.choose();
        QVERIFY(std::count(w.said.begin(), w.said.end(), Part::Message) == 2);
        // Who looks for something else has read it.
        w.journey.chooser().type("y");
        QVERIFY(!w.journey.message() && w.journey.messageWords().zh.empty());
        w.choose();
        QVERIFY(w.journey.message());
        w.choose("SAMPLE-SYDJ");
        QCOMPARE(w.state(), State::Guide);
        QVERIFY(!w.journey.message());
    }
};

QTEST_APPLESS_MAIN(TestChoosing)
#include "tst_choosing.moc"
