// The form that uses everything, filled by a citizen: what is asked comes and goes, rows are added
// and taken away, what is computed is locked, and only what is asked is filed.
#include "platform/matter/check.h"
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace jiujin;
using journey::Event;
using journey::State;
using world::World;

namespace {

std::string valueOf(const World& w, const char* key) {
    return std::string(w.journey.sheet().fields()[w.row(key)].value.expose());
}

bool isAsked(const World& w, std::string_view key) {
    const auto& fields = w.journey.sheet().fields();
    return std::ranges::any_of(fields, [&](const auto& each) { return each.key == key; });
}

void fill(World& w, std::initializer_list<std::pair<const char*, const char*>> answers) {
    for (const auto& [key, value] : answers)
        QVERIFY2(w.journey.setValue(w.row(key), value), key);
}

void fillAll(World& w) {
    fill(w, {{"home", "330106 浙江省杭州市西湖区"},
             {"since", "2020-02-29"},
             {"trade", "08"},
             {"runsShop", "1"},
             {"creditCode", "91350100M000100Y43"},
             {"area", "62.5"},
             {"rent", "1500.50"},
             {"members.1.memberName", "李某某"},
             {"members.1.relation", "2"},
             {"members.1.memberBirth", "2010-06-01"},
             {"members.1.school", "某某中学"},
             {"members.1.memberIncome", "20.5"},
             {"ownIncome", "3000"},
             {"payment", "1"}});
}

} // namespace

class FormTest : public QObject {
    Q_OBJECT
private slots:
    void whatTheCardSaysIsNotAskedAndAgeIsComputed() {
        World w;
        w.toFormOfEverything();
        const auto& fields = w.journey.sheet().fields();
        for (const char* key : {"name", "number", "birth", "age"})
            QVERIFY(fields[w.row(key)].locked);
        QCOMPARE(valueOf(w, "age"), std::string("36"));
        QVERIFY(!w.journey.setValue(w.row("age"), "20"));
        QVERIFY(fields[w.row("age")].source == protocol::Source::Computed);
    }

    void conditionsBringAndTakeFields() {
        World w;
        w.toFormOfEverything();
        QVERIFY(!isAsked(w, "rent"));
        fill(w, {{"runsShop", "1"}, {"rent", "100"}, {"address", "某处"}});
        QCOMPARE(valueOf(w, "rentYear"), std::string("1200.00"));
        fill(w, {{"runsShop", "2"}});
        QVERIFY(!isAsked(w, "rent"));
        QVERIFY(!w.journey.sheet().answers().contains("rent"));
        QCOMPARE(valueOf(w, "address"), std::string("某处"));
        // It is there again, but it was not filed meanwhile.
        fill(w, {{"runsShop", "1"}});
        QCOMPARE(valueOf(w, "rent"), std::string("100"));
    }

    void rowsComeAndGo() {
        World w;
        w.toFormOfEverything();
        QVERIFY(isAsked(w, "members.1.memberName"));
        QVERIFY(!w.journey.removeRow("members", 1)); // one is the least
        QVERIFY(w.journey.addRow("members"));
        QVERIFY(w.journey.addRow("members"));
        QVERIFY(w.journey.addRow("members"));
        QVERIFY(!w.journey.addRow("members")); // four are the most
        QVERIFY(!w.journey.addRow("shop"));
        QVERIFY(!w.journey.removeRow("members", 5));
        fill(w, {{"members.1.memberName", "甲"},
                 {"members.2.memberName", "乙"},
                 {"members.3.memberName", "丙"},
                 {"members.3.memberIncome", "7"}});
        QCOMPARE(valueOf(w, "memberCount"), std::string("4"));
        QCOMPARE(valueOf(w, "income"), std::string("7.00"));
        QVERIFY(w.journey.removeRow("members", 2));
        QCOMPARE(valueOf(w, "members.2.memberName"), std::string("丙"));
        QCOMPARE(valueOf(w, "members.2.memberIncome"), std::string("7"));
        QVERIFY(valueOf(w, "members.3.memberName").empty());
        QCOMPARE(valueOf(w, "memberCount"), std::string("3"));
    }

    void anEmptyRowKeepsTheFormFromGoingOn() {
        World w;
        w.toFormOfEverything();
        fillAll(w);
        QVERIFY(!w.journey.sheet().faultyField());
        QVERIFY(w.journey.addRow("members"));
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Form);
        const auto& first = w.journey.sheet().fields()[*w.journey.sheet().faultyField()];
        QCOMPARE(first.key, std::string("members.2.memberName"));
        QVERIFY(first.faultShown && first.fault->code == ErrorCode::FieldMissing);
    }

    void aRuleIsToldAtItsField() {
        World w;
        w.toFormOfEverything();
        fillAll(w);
        fill(w, {{"payment", "2"}});
        const auto& field = w.journey.sheet().fields()[*w.journey.sheet().faultyField()];
        QCOMPARE(field.key, std::string("payment"));
        QVERIFY(!field.fault->say.zh.empty());
        // Who runs no shop may pay in cash.
        fill(w, {{"runsShop", "2"}});
        QVERIFY(!w.journey.sheet().faultyField());
    }

    void whatIsFiledIsRightAtTheCentre() {
        World w;
        w.toFormOfEverything();
        fillAll(w);
        fill(w, {{"runsShop", "2"}});
        const auto answers = w.journey.sheet().answers();
        QVERIFY(!answers.contains("area") && !answers.contains("rentYear"));
        const auto& matter = *w.journey.sheet().matter();
        const auto day = matter::localDay(w.clock.now.time);
        QVERIFY(matter::checkAnswers(matter, answers, day).empty());
        const auto sources = w.journey.sheet().provenance();
        QCOMPARE(sources.size(), answers.size());
        QVERIFY(sources.at("income") == protocol::Source::Computed);
        QVERIFY(sources.at("name") == protocol::Source::Card);
        QVERIFY(sources.at("trade") == protocol::Source::Citizen);
    }

    void withoutAClockNoAgeIsSaid() {
        World w;
        w.clock.now.grade = ClockGrade::Unknown;
        w.toFormOfEverything();
        QVERIFY(valueOf(w, "age").empty());
        QVERIFY(w.journey.sheet().form().lacksDay());
        QVERIFY(!w.journey.sheet().fields()[w.row("age")].fault);
    }

    void whoFilesForAnotherIsTheHelper() {
        World w;
        w.toFormOfEverything();
        auto matter = w.matterOf(world::everything);
        matter.applicant.kind = matter::ApplicantKind::Agent;
        journey::FormSheet sheet(matter, world::person(QStringLiteral("zhang")),
                                 {matter::localDay(w.clock.now.time), std::nullopt});
        QVERIFY(sheet.setValue(w.row("trade"), "08"));
        QVERIFY(sheet.provenance().at("trade") == protocol::Source::Helper);
    }
};

QTEST_GUILESS_MAIN(FormTest)
#include "tst_form.moc"
