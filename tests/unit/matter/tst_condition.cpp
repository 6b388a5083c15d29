#include "platform/matter/condition.h"
#include "platform/matter/json_place.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::matter;

namespace {

struct ReadCondition {
    Condition condition;
    std::optional<Error> fault;
};

ReadCondition conditionOf(const std::string& text) {
    const auto document = parseJson("form.json", text);
    if (!document)
        return {{}, document.error()};
    FaultLog faults("form.json");
    Condition condition = readCondition(Place(*document, faults));
    return {std::move(condition), faults.first()};
}

bool holdsFor(const std::string& condition, const protocol::Answers& answers) {
    return holds(conditionOf(condition).condition, answers);
}

const std::string isTen = R"({"field": "household", "is": ["10", "30"]})";
const std::string given = R"({"field": "contact", "given": true})";

protocol::Answers answersOf(const char* household, const char* contact) {
    protocol::Answers answers;
    if (*household != '\0')
        answers.emplace("household", Secret(household));
    if (*contact != '\0')
        answers.emplace("contact", Secret(contact));
    return answers;
}

std::vector<FieldGroup> oneGroup() {
    Field household;
    household.id = "household";
    household.kind = FieldKind::Choice;
    household.choices = {{"10", {"城镇", "Urban"}}, {"30", {"居民", "Resident"}}};
    Field contact;
    contact.id = "contact";
    FieldGroup group;
    group.fields = {household, contact};
    return {group};
}

std::string screened(const std::string& text) {
    FaultLog faults("matter.json");
    screenCondition(conditionOf(text).condition, oneGroup(), faults);
    return faults.first() ? faults.first()->where : std::string();
}

} // namespace

class TestCondition : public QObject {
    Q_OBJECT
private slots:
    void eachKindHoldsAsItSays_data() {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("holds"); // for 10+name, 20+name, 10 alone, nothing
        const auto row = [](const char* name, const std::string& condition, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(condition) << expected;
        };
        row("is", isTen, "1010");
        row("given", given, "1100");
        row("not is", R"({"not": )" + isTen + "}", "0101");
        row("all", R"({"all": [)" + isTen + "," + given + "]}", "1000");
        row("any", R"({"any": [)" + isTen + "," + given + "]}", "1110");
        row("nested", R"({"all": [{"not": )" + isTen + R"(}, {"any": [)" + given + "]}]}", "0100");
    }
    void eachKindHoldsAsItSays() {
        QFETCH(QString, condition);
        QFETCH(QString, holds);
        const std::vector<protocol::Answers> people{answersOf("10", "张"), answersOf("20", "张"),
                                                    answersOf("10", ""), answersOf("", "")};
        QVERIFY(!conditionOf(condition.toStdString()).fault);
        for (int at = 0; at < holds.size(); ++at)
            QCOMPARE(holdsFor(condition.toStdString(), people[static_cast<std::size_t>(at)]),
                     holds[at] == QLatin1Char('1'));
    }
    void withoutConditionItAlwaysHolds() {
        QVERIFY(Condition().always());
        QVERIFY(holds(Condition(), protocol::Answers{}));
        QVERIFY(!conditionOf(isTen).condition.always());
    }
    // De Morgan, over all answers of a small table.
    void notTurnsAllIntoAny() {
        const std::vector<std::string> leaves{isTen, given, R"({"not": )" + given + "}"};
        for (const auto& a : leaves) {
            for (const auto& b : leaves) {
                const std::string left = R"({"not": {"all": [)" + a + "," + b + "]}}";
                const std::string right = R"({"any": [{"not": )" + a + R"(}, {"not": )" + b + "}]}";
                for (const char* household : {"", "10", "20"})
                    for (const char* contact : {"", "张"})
                        QCOMPARE(holdsFor(left, answersOf(household, contact)),
                                 holdsFor(right, answersOf(household, contact)));
            }
        }
    }
    void mistakesAreNamedWithTheirPlace_data() {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* condition, const char* where) {
            QTest::newRow(condition) << condition << where;
        };
        row("[]", "form.json: /: must be an object");
        row("{}", "form.json: /field: is missing");
        row(R"({"field": "a"})", "form.json: /: needs either");
        row(R"({"field": "a", "is": ["1"], "given": true})", "form.json: /: needs either");
        row(R"({"field": "a", "is": []})", "form.json: /is: must be a list of 1 to");
        row(R"({"field": "a", "is": [1]})", "form.json: /is/0: must be text");
        row(R"({"field": "a", "is": ["1", "1"]})", "form.json: /is/1: stands there twice");
        row(R"({"field": "a", "given": false})", "form.json: /given: must be true");
        row(R"({"field": "A", "given": true})", "form.json: /field: must begin with");
        row(R"({"all": []})", "form.json: /all: must be a list");
        row(R"({"all": [{"field": "a", "given": true}], "any": []})", "form.json: /any: unknown");
        row(R"({"any": [{"not": {"fields": "a"}}]})", "form.json: /any/0/not/fields: unknown key");
    }
    void mistakesAreNamedWithTheirPlace() {
        QFETCH(QString, condition);
        QFETCH(QString, where);
        const auto read = conditionOf(condition.toStdString());
        QVERIFY(read.fault);
        QCOMPARE(read.fault->code, ErrorCode::MatterInvalid);
        QVERIFY2(QString::fromStdString(read.fault->where).startsWith(where),
                 read.fault->where.c_str());
    }
    void whatTheFormCannotAnswerIsNamed() {
        QCOMPARE(screened(isTen), std::string());
        QCOMPARE(screened(R"({"field": "household", "is": ["30"]})"), std::string());
        QCOMPARE(screened(R"({"any": [{"field": "nobody", "given": true}]})"),
                 std::string("matter.json: /any/0/field: no field of the form has this id, or it "
                             "stands in a group that repeats"));
        QCOMPARE(screened(R"({"field": "household", "is": ["30", "31"]})"),
                 std::string("matter.json: /is/1: the field has no choice with this code"));
    }
};

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_condition.moc"
