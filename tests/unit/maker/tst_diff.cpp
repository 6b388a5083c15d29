// What a clerk is told of two versions: every difference, where it stands, whether it is a rule,
// and what is still missing for its publication.
#include "platform/maker/diff.h"
#include "platform/maker/key_words.h"
#include "platform/maker/new_package.h"

#include <QtTest/QtTest>
#include <boost/json/parse.hpp>

#include <set>

using namespace jiujin;
using namespace jiujin::maker;
namespace json = boost::json;

namespace {

matter::PackageText sample(const std::string& code) {
    auto made = newPackage({code, {"示例", "Sample"}, "2026-11-22"});
    if (!made.ok())
        qFatal("%s", made.error().text().c_str());
    return std::move(made).value();
}

void alter(std::string& text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        qFatal("the template does not say %s", from.c_str());
    text.replace(at, from.size(), to);
}

Edition editionOf(const matter::PackageText& text) {
    auto read = matter::readMatter(text);
    if (!read.ok())
        qFatal("%s", read.error().text().c_str());
    return {std::move(read).value(), json::parse(text.matter), json::parse(text.form),
            json::parse(text.guide)};
}

Editions catalogue(const std::vector<matter::PackageText>& texts) {
    Editions editions;
    for (const auto& text : texts) {
        Edition edition = editionOf(text);
        const std::string code = edition.matter.code;
        editions.emplace(code, std::move(edition));
    }
    return editions;
}

std::vector<Difference> between(const matter::PackageText& before,
                                const matter::PackageText& after) {
    return differences(editionOf(before), editionOf(after));
}

// The only difference, "where: before -> after".
std::string only(const std::vector<Difference>& found) {
    if (found.size() != 1)
        return std::to_string(found.size()) + " differences";
    const Difference& one = found.front();
    return one.where.zh + ": " + one.before.zh + " -> " + one.after.zh;
}

constexpr const char* changed =
    R"({ "kind": "changed", "from": [{ "code": "A", "version": "0.1" }], "transition": "asFiled",
       "notice": { "zh": "变了", "en": "Changed" } })";

} // namespace

class TestDiff : public QObject {
    Q_OBJECT
private slots:
    void eachIsFoundWhereItStands_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("rule");
        const auto row = [](const char* name, const char* file, const char* from, const char* to,
                            const char* said, bool rule) {
            QTest::newRow(name) << file << QString::fromUtf8(from) << QString::fromUtf8(to)
                                << QString::fromUtf8(said) << rule;
        };
        row("limit", "matter", "\"promised\": 10", "\"promised\": 8",
            "办理时限 › 承诺时限: 10 -> 8", true);
        row("scope", "matter", "\"city\"", "\"province\"", "通办范围 › 级别: 全市 -> 全省", true);
        row("element", "matter", "20个工作日", "30个工作日",
            "法定要素“法定办结时限” › 内容: 20个工作日 -> 30个工作日", true);
        row("material", "matter", "\"laterWorkingDays\": 5", "\"laterWorkingDays\": 3",
            "材料“证明材料（示例）” › 补交期限（工作日）: 5 -> 3", true);
        row("ways", "matter", "[\"later\", \"bring\"]", "[\"bring\", \"later\"]",
            "材料“证明材料（示例）” › 提供方式: 容缺后补, 窗口出示 -> 窗口出示, 容缺后补", true);
        row("age", "matter", "\"minimumAge\": 16, ", "", "申请人 › 最低年龄: 16 -> ", true);
        row("cards", "matter", "[\"resident\"]", "[\"resident\", \"hkmt\"]",
            "申请人 › 可用证件: 居民身份证 -> 居民身份证, 港澳台居民居住证", true);
        row("field", "form", "\"maxLength\": 11", "\"maxLength\": 11, \"required\": false",
            "表单“联系方式” › 项“手机号码” › 必填:  -> 否", true);
        row("choice", "form", "示例二", "示例三",
            "表单“申请内容” › 项“申请哪一种（示例）” › 选项“示例二” › 名称: 示例二 -> 示例三",
            false);
        row("help", "form", "办理结果会用短信告诉您。", "用短信告诉您。",
            "表单“联系方式” › 项“手机号码” › 填写说明: 办理结果会用短信告诉您。 -> 用短信告诉您。",
            false);
        row("guide", "guide", "终端打印收件凭证。", "打印凭证。",
            "办事指南“之后会怎样” › 正文: "
            "（示例，请改写）终端打印收件凭证。办理结果用短信告诉您。 -> "
            "（示例，请改写）打印凭证。办理结果用短信告诉您。",
            false);
        row("verified", "matter", "\"verified\": false", "\"verified\": true",
            "法定要素“设定依据” › 已核实: 否 -> 是", false);
    }
    void eachIsFoundWhereItStands() {
        QFETCH(QString, file);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QFETCH(bool, rule);
        const auto before = sample("A");
        auto after = before;
        auto& text = file == QStringLiteral("matter") ? after.matter
                     : file == QStringLiteral("form") ? after.form
                                                      : after.guide;
        alter(text, from.toStdString(), to.toStdString());
        const auto found = between(before, after);
        QCOMPARE(QString::fromStdString(only(found)), said);
        QCOMPARE(found.front().bearing == Bearing::Rule, rule);
        QVERIFY(!found.front().where.en.empty());
    }

    void entriesAreKnownByTheirIdWhereverTheyStand() {
        const auto before = sample("A");
        auto after = before;
        alter(after.matter, "\"id\": \"visits\"", "\"id\": \"call\"");
        auto found = between(before, after);
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].before.zh, std::string("“到现场次数”"));
        QVERIFY(found[0].after.zh.empty());
        QCOMPARE(found[1].after.zh, std::string("“到现场次数”"));
        after = before;
        alter(after.matter, "{ \"id\": \"form\" },\n    { \"id\": \"materials\" }",
              "{ \"id\": \"materials\" },\n    { \"id\": \"form\" }");
        found = between(before, after);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].where.zh, std::string("步骤 › 顺序"));
    }

    void whatIsTheSameIsNotTold() {
        const auto before = sample("A");
        QVERIFY(between(before, before).empty());
        QVERIFY(compare(catalogue({before}), catalogue({before})).empty());
        auto spaced = before;
        alter(spaced.matter, "\"visits\": 0", "\"visits\":\n\n   0");
        QVERIFY(between(before, spaced).empty());
    }

    void aChangeNeedsItsVersionAndItsKind() {
        const auto before = sample("A");
        auto after = before;
        alter(after.matter, "\"promised\": 10", "\"promised\": 8");
        auto found = compare(catalogue({before}), catalogue({after}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].mends.size(), std::size_t{2});
        alter(after.matter, "\"version\": \"0.1\"", "\"version\": \"0.2\"");
        alter(after.matter, "{ \"kind\": \"new\" }", changed);
        found = compare(catalogue({before}), catalogue({after}));
        QVERIFY(found[0].mends.empty());
        QCOMPARE(found[0].kinds.front(), matter::ChangeKind::Changed);
        alter(after.matter, "\"version\": \"0.1\"", "\"version\": \"0.05\""); // of "from"
        found = compare(catalogue({before}), catalogue({after}));
        QCOMPARE(found[0].mends.size(), std::size_t{1});
    }

    void nothingVanishesUnsaid() {
        const auto a = sample("A"), b = sample("B");
        auto found = compare(catalogue({a, b}), catalogue({b}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].code, std::string("A"));
        QCOMPARE(found[0].mends.size(), std::size_t{1});
        auto heir = sample("C");
        std::string merged = changed;
        alter(merged, "changed", "merged");
        alter(heir.matter, "{ \"kind\": \"new\" }", merged);
        found = compare(catalogue({a, b}), catalogue({b, heir}));
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(found[0].mends.empty() && found[1].mends.empty());
    }

    void whatIsNewSaysSo() {
        const auto a = sample("A"), b = sample("B");
        QVERIFY(compare(catalogue({a}), catalogue({a, b}))[0].mends.empty());
        auto odd = b;
        alter(odd.matter, "{ \"kind\": \"new\" }", changed);
        QCOMPARE(compare(catalogue({a}), catalogue({a, odd}))[0].mends.size(), std::size_t{1});
    }

    // Whatever a package may say has a name in a clerk's language.
    void everyKeyHasWords() {
        const auto folder =
            std::filesystem::path(qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString()) /
            "resources/matters/schema";
        std::size_t keys = 0;
        for (const char* name : {"matter", "form", "guide"}) {
            QFile file(QString::fromStdString((folder / name).string() + ".schema.json"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            keys += lookUp(json::parse(file.readAll().toStdString()), false);
        }
        QVERIFY(keys > 100);
    }

private:
    // How many names of members stand in a schema; each must be known.
    static std::size_t lookUp(const json::value& value, bool areMembers) {
        std::size_t count = 0;
        if (const auto* list = value.if_array())
            for (const auto& each : *list)
                count += lookUp(each, false);
        if (const auto* object = value.if_object())
            for (const auto& [key, below] : *object) {
                const std::string name(key.data(), key.size());
                // Of a rule, which is JSON Schema itself, and of a condition: their own words.
                static const std::set<std::string> inner{
                    "if", "then",  "else", "not", "allOf",      "anyOf", "oneOf", "const", "enum",
                    "is", "given", "all",  "any", "properties", "sum",   "ageOf", "count", "times"};
                if (areMembers && !inner.contains(name)) {
                    ++count;
                    if (!isKnownKey(name))
                        QTest::qFail(("no words for the key " + name).c_str(), __FILE__, __LINE__);
                }
                count += lookUp(below, !areMembers && name == "properties");
            }
        return count;
    }
};

QTEST_APPLESS_MAIN(TestDiff)
#include "tst_diff.moc"
