// Mistakes in form.json, each with place and mend; and what a form asks though it is known.
#include "platform/matter/known_facts.h"
#include "platform/matter/matter.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace jiujin;
using namespace jiujin::matter;

namespace {

// Quotes as apostrophes: raw strings across lines are more than moc reads.
std::string json(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

// A form of one group whose fields are given, after two that any of them may name.
std::string faultOf(const std::string& fields, const std::string& group = {},
                    const std::string& rest = {}) {
    const std::string words = json("{'zh': '甲', 'en': 'A'}");
    auto package = tests::everythingPackage();
    package.form =
        json("{'groups': [{'title':") + words + json(", 'fields': [ {'id': 'kind', 'label':") +
        words + json(", 'kind': 'choice', 'choices': [ {'code': '1', 'label':") + words +
        json("}, {'code': '2', 'label':") + words + json("}]}, {'id': 'count', 'label':") + words +
        json(", 'kind': 'number'}, {'id': 'place', 'label':") + words +
        json(", 'kind': 'division'}]}, {'title':") + words + group + json(", 'fields': [") +
        fields + "]}]" + rest + "}";
    const auto matter = readMatter(package);
    return matter ? std::string() : matter.error().where;
}

std::string field(const std::string& more, const std::string& kind = "text") {
    return json("{'id': 'a', 'label': {'zh': '甲', 'en': 'A'}, 'kind': '") + kind + "\"" + more +
           "}";
}

const std::string rows =
    json(", 'id': 'rows', 'repeat': {'least': 0, 'most': 4, 'add': {'zh': '加', 'en': 'Add'}}");

void judge() {
    QFETCH(QString, fault);
    QFETCH(QString, where);
    if (where.isEmpty())
        QCOMPARE(fault, QString());
    QVERIFY2(fault.startsWith(where.isEmpty() ? where : QStringLiteral("form.json: ") + where),
             qPrintable(fault));
}

} // namespace

class TestFormLoad : public QObject {
    Q_OBJECT
private slots:
    void theFormThatUsesEverythingIsRead() {
        const Matter matter = tests::everythingMatter();
        QCOMPARE(matter.groups.size(), std::size_t(5));
        QCOMPARE(matter.groups[2].id, std::string("shop"));
        QVERIFY(!matter.groups[2].when.always());
        QCOMPARE(matter.groups[3].repeat->most, std::size_t(4));
        QVERIFY(matter.groups[3].fields[0].whose == Whose::Other);
        QVERIFY(matter.field("members.4.memberName") && !matter.field("members.5.memberName"));
        QCOMPARE(matter.rules.size(), std::size_t(2));
    }

    void mistakesAreNamedWithTheirPlace_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* name, const std::string& fault, const char* where) {
            QTest::newRow(name) << QString::fromStdString(fault) << where;
        };
        const auto when = [](const std::string& condition) {
            return faultOf(field(json(", 'when':") + condition));
        };
        row("none", faultOf(field("")), "");
        row("own answer", when(json("{'field': 'a', 'given': true}")),
            "/groups/1/fields/0/when/field: no field that stands before");
        row("no such code", when(json("{'field': 'kind', 'is': ['3']}")),
            "/groups/1/fields/0/when/is/0: the field has no choice");
        row("division asked", when(json("{'field': 'place', 'is': ['330106']}")),
            "/groups/1/fields/0/when/is: a division is not asked so");
        row("bound of text", faultOf(field(json(", 'least': '1'"))),
            "/groups/1/fields/0/least: needs a number, money or date");
        row("bound no number", faultOf(field(json(", 'least': 'x'"), "number")),
            "/groups/1/fields/0/least: must be a number");
        row("bound too fine", faultOf(field(json(", 'most': '1.5'"), "number")),
            "/groups/1/fields/0/most: must be a number");
        row("bound no date", faultOf(field(json(", 'most': 'tomorrow'"), "date")),
            "/groups/1/fields/0/most: must be \"today\"");
        row("no answer right", faultOf(field(json(", 'least': '2', 'most': '1'"), "money")),
            "/groups/1/fields/0: \"least\" is above");
        row("decimals of money", faultOf(field(json(", 'decimals': 1"), "money")),
            "/groups/1/fields/0/decimals: needs");
        row("card of others",
            faultOf(field(json(", 'of': 'other', 'prefill': 'card.name'"), "name")),
            "/groups/1/fields/0: the card says nothing of others");
        row("fact of a visit", faultOf(field(json(", 'prefill': 'visit.shopName'"))), "");
        row("fact of others", faultOf(field(json(", 'of': 'other', 'prefill': 'visit.x1'"))), "");
        row("fact without a name", faultOf(field(json(", 'prefill': 'visit.'"))),
            "/groups/1/fields/0/prefill: behind \"visit.\" stands a name");
        row("fact with a bad name", faultOf(field(json(", 'prefill': 'visit.shop-name'"))),
            "/groups/1/fields/0/prefill: behind \"visit.\" stands a name");
        row("locked by no card", faultOf(field(json(", 'prefill': 'visit.x', 'locked': true"))),
            "/groups/1/fields/0: a locked field needs");
        row("two computations",
            faultOf(field(json(", 'compute': {'sum': ['count'], 'count': 'rows'}"), "number")),
            "/groups/1/fields/0/compute: needs one of");
        row("sum of text", faultOf(field(json(", 'compute': {'sum': ['kind']}"), "number")),
            "/groups/1/fields/0/compute: \"kind\" must be a number or money");
        row("computed from itself",
            faultOf(field(json(", 'compute': {'times': ['a', '2']}"), "money")),
            "/groups/1/fields/0/compute: \"a\" must be a number or money that stands before");
        row("factor", faultOf(field(json(", 'compute': {'times': ['count', 2]}"), "money")),
            "/groups/1/fields/0/compute/times/1: must be");
        row("age of a number", faultOf(field(json(", 'compute': {'ageOf': 'count'}"), "number")),
            "/groups/1/fields/0/compute: \"count\" must be a date");
        row("count of no group", faultOf(field(json(", 'compute': {'count': 'kind'}"), "number")),
            "/groups/1/fields/0/compute: \"kind\" must be a group that repeats");
        row("computed text", faultOf(field(json(", 'compute': {'sum': ['count']}"))),
            "/groups/1/fields/0/compute: needs \"kind\"");
        row("computed and asked",
            faultOf(field(json(", 'required': true, 'compute': {'sum': ['count']}"), "number")),
            "/groups/1/fields/0/compute: is neither asked");
    }
    void mistakesAreNamedWithTheirPlace() { judge(); }

    void mistakesOfGroupsAndRulesAreNamed_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* name, const std::string& fault, const char* where) {
            QTest::newRow(name) << QString::fromStdString(fault) << where;
        };
        row("rows", faultOf(field(""), rows), "");
        row("rows without id",
            faultOf(field(""), json(", 'repeat': {'add': {'zh': '加', 'en': 'Add'}}")),
            "/groups/1: a group that repeats needs an \"id\"");
        row("id of a field", faultOf(field(""), json(", 'id': 'kind'")),
            "/groups/1/id: this id stands there twice");
        row("rows that may be empty", faultOf(field(json(", 'required': false")), rows),
            "/groups/1: each row needs a field");
        row("row from the card", faultOf(field(json(", 'prefill': 'card.name'"), "name"), rows),
            "/groups/1/fields/0: a row is not filled");
        row("21 rows",
            faultOf(field(""),
                    json(", 'id': 'r', 'repeat': {'most': 21, 'add': {'zh': '加', 'en': 'A'}}")),
            "/groups/1/repeat/most: must be a whole number from 1 to 20");
        row("least above most",
            faultOf(field(""), json(", 'id': 'r', 'repeat': {'least': 3, 'most': 2, 'add': {'zh': "
                                    "'加', 'en': 'A'}}")),
            "/groups/1/repeat: \"least\" is above");
        row("rule over rows", faultOf(field(""), rows, json(", 'rules': [{'required': ['a']}]")),
            "/rules/0/required/0: no field of this form");
        row("rule that names no field",
            faultOf(field(""), "", json(", 'rules': [{'not': {'required': ['a']}}]")),
            "/rules/0/say: is missing");
        row("words of no field",
            faultOf(field(""), "",
                    json(", 'rules': [{'required': ['a'], 'say': {'zh': '甲', 'en': 'A'}, 'field': "
                         "'b'}]")),
            "/rules/0/field: no field of this form");
    }
    void mistakesOfGroupsAndRulesAreNamed() { judge(); }

    void allRowsTogetherAreBounded() {
        std::string many;
        for (int at = 0; at < 11; ++at)
            many += (at == 0 ? "" : ",") + std::string(json("{'id': 'f")) + std::to_string(at) +
                    json("', 'label': {'zh': '甲', 'en': 'A'}, 'kind': 'text'}");
        const std::string twenty =
            json(", 'id': 'r', 'repeat': {'add': {'zh': '加', 'en': 'Add'}}");
        QCOMPARE(faultOf(many, twenty),
                 std::string("form.json: /groups: more than 200 answers, rows counted; ask less or "
                             "repeat less often"));
    }

    // The mobile number of the card's holder is asked once in a visit; so is any fact in one form.
    void askingWhatTheVisitKnowsIsFound() {
        Matter matter = tests::pensionMatter();
        QVERIFY(askedThoughKnown(matter.groups).empty());
        std::string found;
        for (auto& group : matter.groups)
            for (auto& field : group.fields)
                if (field.id == "mobile")
                    field.prefill.clear();
        for (const auto& each : askedThoughKnown(matter.groups))
            found += each.field + ": " + each.mend;
        QVERIFY2(found.starts_with("mobile: ") && found.find("visit.mobile") != std::string::npos,
                 found.c_str());
        matter = tests::pensionMatter();
        for (auto& field : matter.groups.back().fields)
            field.prefill = "visit.same";
        found.clear();
        for (const auto& each : askedThoughKnown(matter.groups))
            found += each.mend;
        QVERIFY2(found.find("another field takes visit.same") != std::string::npos, found.c_str());
    }

    void askingWhatTheCardSaysIsFound() {
        QVERIFY(askedThoughKnown(tests::everythingMatter().groups).empty());
        Matter matter = tests::everythingMatter();
        auto& own = matter.groups[0].fields;
        own[0].prefill.clear();
        own[1].kind = FieldKind::Text;
        own[1].prefill.clear();
        own[3].compute = {};
        matter.groups[4].fields[4].whose = Whose::Applicant;
        std::string found;
        for (const auto& each : askedThoughKnown(matter.groups))
            found += each.field + ";";
        QCOMPARE(found, std::string("name;number;age;contactName;"));
    }
};

QTEST_GUILESS_MAIN(TestFormLoad)
#include "tst_form_load.moc"
