// The form of tests/data/matters/everything, answered rightly and wrongly.
#include "platform/matter/asked_form.h"
#include "platform/matter/check.h"
#include "platform/matter/fault_words.h"
#include "platform/matter/review.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;
using protocol::Answers;

namespace {

constexpr sys_days today = 2026y / November / 22;

// Key -> value; an empty value takes the answer away.
using Changes = std::vector<std::pair<std::string, std::string>>;

Answers changed(Answers answers, const Changes& changes) {
    for (const auto& [key, value] : changes) {
        answers.erase(key);
        if (!value.empty())
            answers.emplace(key, Secret(value));
    }
    return answers;
}

std::string told(std::vector<Fault> faults) {
    std::sort(faults.begin(), faults.end(),
              [](const Fault& a, const Fault& b) { return a.id < b.id; });
    std::string text;
    for (const Fault& each : faults)
        text += (text.empty() ? "" : " ") + each.id + "=" + std::string(codeOf(each.code));
    return text;
}

} // namespace

class TestForm : public QObject {
    Q_OBJECT
    const Matter matter_ = tests::everythingMatter();

    std::string faultsOf(const Changes& changes) const {
        return told(checkAnswers(matter_, changed(tests::everythingAnswers(), changes), today));
    }

private slots:
    void rightAnswersHaveNoFault() { QCOMPARE(faultsOf({}), std::string()); }

    void eachWrongAnswerIsToldAtItsField_data() {
        QTest::addColumn<QString>("changes"); // key=value;key=value
        QTest::addColumn<QString>("faults");
        const auto row = [](const char* name, const std::string& changes, const char* faults) {
            QTest::newRow(name) << QString::fromStdString(changes) << faults;
        };
        row("number", "area=6O", "area=JJ-1107");
        row("too many decimals", "area=1.234", "area=JJ-1107");
        row("leading zero", "area=07", "area=JJ-1107");
        row("below least", "area=0.5", "area=JJ-1123");
        row("above most", "area=5000.01", "area=JJ-1123");
        row("money", "ownIncome=12.345;income=", "income=JJ-1124 ownIncome=JJ-1122");
        row("credit code", "creditCode=91350100M000100Y44", "creditCode=JJ-1119");
        row("division", "home=0301 某地", "home=JJ-1121");
        row("division with a hidden mark", "home=330106 某\u202e地", "home=JJ-1107");
        row("division without its name", "home=330106", "");
        row("date before least", "since=1949-12-31", "since=JJ-1123");
        row("date after today", "since=2026-11-23", "since=JJ-1123");
        row("date today", "since=2026-11-22", "");
        row("no day", "since=2023-02-29", "since=JJ-1111");
        row("choice", "trade=17", "trade=JJ-1108");
        row("blank", "address=　 ", "address=JJ-1105");
        row("too long", "address=" + std::string(101, 'a'), "address=JJ-1106");
        row("age", "age=37", "age=JJ-1124");
        row("age left out", "age=", "age=JJ-1124");
        row("age of yesterday counts", "birth=1990-11-22;age=35", "");
        row("age of today counts", "birth=1990-11-22;age=36", "");
        row("computed below least", "birth=2016-01-01;age=10", "age=JJ-1123");
        row("product", "rentYear=18006", "rentYear=JJ-1124");
        row("sum of rows", "members.2.memberIncome=0.90", "income=JJ-1124");
        row("sum of rows right", "members.2.memberIncome=0.90;income=5001.00", "");
        row("count", "memberCount=3", "memberCount=JJ-1124");
        row("rule without words", "contactMobile=", "contactMobile=JJ-1105");
        row("rule with words", "payment=2", "payment=JJ-1107");
        row("unknown", "nosuch=1", "nosuch=JJ-1109");
        row("row of one digit more", "members.01.memberName=甲", "members.01.memberName=JJ-1109");
        row("row nought", "members.0.memberName=甲", "members.0.memberName=JJ-1109");
        row("group without a row", "memberName=甲", "memberName=JJ-1109");
        row("a group that does not repeat has no rows", "shop.1.rent=1", "shop.1.rent=JJ-1109");
    }
    void eachWrongAnswerIsToldAtItsField() {
        QFETCH(QString, changes);
        QFETCH(QString, faults);
        Changes list;
        for (const QString& each : changes.split(QLatin1Char(';')))
            list.emplace_back(each.section(QLatin1Char('='), 0, 0).toStdString(),
                              each.section(QLatin1Char('='), 1).toStdString());
        QCOMPARE(QString::fromStdString(faultsOf(list)), faults);
    }

    void whatIsNotAskedIsNotTaken() {
        QCOMPARE(faultsOf({{"runsShop", "2"}}),
                 std::string("area=JJ-1125 creditCode=JJ-1125 rent=JJ-1125 rentYear=JJ-1125"));
        QCOMPARE(faultsOf({{"members.2.relation", "3"}}), std::string("members.2.school=JJ-1125"));
        // Required only when asked.
        const Changes without{
            {"runsShop", "2"}, {"area", ""}, {"creditCode", ""}, {"rent", ""}, {"rentYear", ""}};
        QCOMPARE(faultsOf(without), std::string());
        QCOMPARE(faultsOf({{"area", ""}}), std::string("area=JJ-1105"));
        // The rule about cash holds only who runs a shop.
        Changes cash = without;
        cash.emplace_back("payment", "2");
        QCOMPARE(faultsOf(cash), std::string());
    }

    void rowsAreCounted() {
        Changes none;
        for (const auto& [key, value] : tests::everythingAnswers()) {
            if (key.rfind("members.", 0) == 0)
                none.emplace_back(key, "");
        }
        none.insert(none.end(), {{"memberCount", "0"}, {"income", "3000.10"}});
        QCOMPARE(faultsOf(none), std::string("members=JJ-1126"));
        Changes five{{"memberCount", "4"}, {"income", "5000.10"}};
        for (const char* row : {"3", "4", "5"}) {
            const std::string start = std::string("members.") + row + ".";
            five.insert(five.end(), {{start + "memberName", "甲"},
                                     {start + "relation", "1"},
                                     {start + "memberBirth", "2000-01-01"}});
        }
        QCOMPARE(faultsOf(five),
                 std::string("members=JJ-1127 members.5.memberBirth=JJ-1109 "
                             "members.5.memberName=JJ-1109 members.5.relation=JJ-1109"));
        // A row that is left out in the middle is missing.
        QCOMPARE(faultsOf({{"members.1.memberName", ""},
                           {"members.1.relation", ""},
                           {"members.1.memberBirth", ""},
                           {"members.1.memberIncome", ""},
                           {"income", "3000.10"}}),
                 std::string("members.1.memberBirth=JJ-1105 members.1.memberName=JJ-1105 "
                             "members.1.relation=JJ-1105"));
    }

    void withoutAClockNoAgeIsCounted() {
        const AnswerDay none(std::nullopt, std::nullopt);
        auto answers = tests::everythingAnswers();
        QCOMPARE(told(checkAnswers(matter_, answers, none)), std::string("age=JJ-1124"));
        answers.erase("age");
        QCOMPARE(told(checkAnswers(matter_, answers, none)), std::string());
    }

    void aFaultIsToldWithItsMend() {
        const auto words = [&](const Changes& changes, Language language) {
            const auto faults =
                checkAnswers(matter_, changed(tests::everythingAnswers(), changes), today);
            return faults.size() == 1 ? faultWords(matter_, faults[0], language) : std::string();
        };
        QCOMPARE(words({{"area", "0.5"}}, Language::Chinese),
                 std::string("应在 1 到 5000 之间，请修改。"));
        QCOMPARE(words({{"since", "2030-01-01"}}, Language::English),
                 std::string("Must be from 1950-01-01 to today. Please change it."));
        QCOMPARE(words({{"members.1.memberBirth", "2030-01-01"}}, Language::Chinese),
                 std::string("不能晚于今天，请重新选择。"));
        QCOMPARE(words({{"payment", "2"}}, Language::Chinese),
                 std::string("经营店铺的，不能用现金付款，请选银行代扣。"));
        QCOMPARE(words({{"trade", "17"}}, Language::Chinese),
                 std::string(wordsOf(ErrorCode::FieldChoice, Language::Chinese)));
        const Fault few{"members", ErrorCode::RowsTooFew};
        QCOMPARE(faultWords(matter_, few, Language::Chinese),
                 std::string("至少要填 1 组，请再添加。"));
        QCOMPARE(faultWords(matter_, few, Language::English),
                 std::string("At least 1 entry is needed. Please add one."));
        Matter one = matter_;
        for (FieldGroup& group : one.groups)
            if (group.repeat)
                group.repeat = Repeat{2, 1, {}};
        QCOMPARE(faultWords(one, few, Language::English),
                 std::string("At least 2 entries are needed. Please add one."));
        QCOMPARE(faultWords(one, {"members", ErrorCode::RowsTooMany}, Language::English),
                 std::string("At most 1 entry is taken."));
    }

    void theReviewShowsRowsAndSources() {
        protocol::CaseBody body;
        body.language = "zh_CN";
        body.filed = tests::sampleTime();
        body.answers = changed(tests::everythingAnswers(), {{"runsShop", "2"}});
        for (const auto& [key, value] : body.answers)
            body.provenance.emplace(key, protocol::Source::Citizen);
        body.provenance["age"] = protocol::Source::Computed;
        const auto sections = reviewSections(matter_, body, Language::Chinese);
        std::string titles;
        for (const auto& each : sections)
            titles += each.title + ";";
        QCOMPARE(titles, std::string("申请事项;本人信息;住处和职业;共同居住的家庭成员 1;"
                                     "共同居住的家庭成员 2;收入和联系人;"));
        const std::string text(reviewText(matter_, body).expose());
        QVERIFY(text.find("年龄: 36 (自动算出)\n") != std::string::npos);
        QVERIFY(text.find("居住地区划: 浙江省杭州市西湖区 (330106)\n") != std::string::npos);
        QVERIFY(text.find("就读学校: 某某中学\n") != std::string::npos);
        QVERIFY(text.find("月租金") == std::string::npos);
    }

    // Whatever is wrong here does not hide what is wrong there.
    void faultsOfDifferentFieldsAddUp() {
        const std::vector<std::pair<std::string, std::string>> wrong{{"address", ""},
                                                                     {"area", "x"},
                                                                     {"trade", "99"},
                                                                     {"creditCode", "1"},
                                                                     {"contactMobile", "128"},
                                                                     {"home", "nobody"},
                                                                     {"age", "1"},
                                                                     {"since", "2099-01-01"},
                                                                     {"members.1.memberName", ""}};
        for (const auto& a : wrong) {
            for (const auto& b : wrong) {
                if (a.first >= b.first)
                    continue;
                QCOMPARE(faultsOf({a, b}), faultsOf({a}) + " " + faultsOf({b}));
                QCOMPARE(faultsOf({b, a}), faultsOf({a, b}));
            }
        }
    }

    // What the walk computes is what the check takes, and what it hides is never taken.
    void theWalkAndTheCheckAgree() {
        std::mt19937 random(20261122); // NOLINT(cert-msc51-cpp): the same table each time
        const std::vector<Changes> bits{
            {{"runsShop", "2"}},           {{"members.1.relation", "2"}},
            {{"members.2.relation", "4"}}, {{"ownIncome", "0.01"}},
            {{"rent", "99999.99"}},        {{"birth", "2000-02-29"}},
            {{"contactName", ""}},         {{"members.2.memberIncome", "7"}}};
        for (int round = 0; round < 300; ++round) {
            Answers answers = tests::everythingAnswers();
            for (const Changes& bit : bits) {
                if (random() % 2 == 0)
                    answers = changed(answers, bit);
            }
            Answers filed;
            const auto rows = rowsIn(matter_.groups, answers);
            for (const auto& each : askedFields(matter_.groups, answers, rows, today)) {
                if (!each.value.empty())
                    filed.emplace(each.key, each.value);
            }
            QCOMPARE(told(checkAnswers(matter_, filed, today)), std::string());
            for (const auto& [key, value] : answers) {
                if (filed.count(key) != 0)
                    continue;
                auto more = filed;
                more.emplace(key, value);
                const auto faults = checkAnswers(matter_, more, today);
                QVERIFY(std::find(faults.begin(), faults.end(),
                                  Fault{key, ErrorCode::FieldNotAsked}) != faults.end());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestForm)
#include "tst_form.moc"
