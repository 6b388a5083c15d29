#include "platform/matter/matter.h"
#include "platform/matter/notice.h"
#include "tests/support/cases/sample_case.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <sstream>

using namespace jiujin;
using namespace jiujin::matter;
namespace json = boost::json;

namespace {

std::string content(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// The published schema's own verdict, by valijson.
bool schemaTakes(const std::string& name, const std::string& document) {
    using Adapter = valijson::adapters::BoostJsonAdapter;
    const json::value rules = json::parse(
        content(tests::sourceFile("resources/matters/schema/" + name + ".schema.json")));
    valijson::Schema schema;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(rules), schema);
    const json::value value = json::parse(document);
    return valijson::Validator().validate(schema, Adapter(value), nullptr);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    if (at == std::string::npos)
        qFatal("the package no longer holds: %s", what.c_str());
    return text.replace(at, what.size(), by);
}

struct Mistake {
    const char* file;
    std::string what, by, place;
};

} // namespace

class TestLoad : public QObject {
    Q_OBJECT
private slots:
    void theSampleMatterIsRead() {
        const Matter matter = tests::pensionMatter();
        QCOMPARE(matter.title.zh, std::string("城乡居民基本养老保险参保登记"));
        QVERIFY(!matter.verified());
        QCOMPARE(matter.materials.size(), std::size_t(2));
        QCOMPARE(matter.minimumAge, 16);
        std::size_t fields = 0, locked = 0;
        for (const auto& group : matter.groups) {
            fields += group.fields.size();
            for (const auto& field : group.fields)
                locked += field.locked;
        }
        QVERIFY(fields >= 8 && locked == 5);
        QVERIFY(matter.field("mobile") && !matter.field("nosuch"));
        for (const auto& element : matter.elements)
            QVERIFY2(!element.source.empty() && !element.verified, element.id.c_str());
    }
    void everyWordStandsInBothLanguages() {
        const Matter matter = tests::pensionMatter();
        for (const auto& section : matter.guide)
            QVERIFY(section.text.zh != section.text.en && section.title.zh != section.title.en);
        for (const auto& group : matter.groups) {
            for (const auto& field : group.fields)
                QVERIFY2(field.label.zh != field.label.en, field.id.c_str());
        }
    }
    void verifiedNeedsEveryElement() {
        Matter matter = tests::pensionMatter();
        for (auto& element : matter.elements)
            element.verified = true;
        QVERIFY(matter.verified());
        matter.elements.back().verified = false;
        QVERIFY(!matter.verified());
        matter.elements.clear();
        QVERIFY(!matter.verified());
    }
    void publishedSchemasTakeTheSample() {
        const auto package = tests::pensionPackage();
        QVERIFY(schemaTakes("matter", package.matter));
        QVERIFY(schemaTakes("form", package.form));
        QVERIFY(schemaTakes("guide", package.guide));
        QVERIFY(
            schemaTakes("notice", content(tests::sourceFile("resources/notices/consent.json"))));
    }
    void eachMistakeIsNamedWithItsPlace_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* file, const char* what, const char* by,
                            const char* place) {
            QTest::newRow(name) << file << what << by << place;
        };
        row("unknown key", "matter", "\"minimumAge\"", "\"minimalAge\"",
            "matter.json: /minimalAge");
        row("age as text", "matter", ": 16", ": \"16\"", "matter.json: /minimumAge");
        row("verified missing", "matter", "\"verified\": false", "\"date\": \"2026-01-01\"",
            "matter.json: /elements/0/verified");
        row("unknown way", "matter", "\"later\", \"bring\"", "\"later\", \"post\"",
            "matter.json: /materials/0/ways/1");
        row("way twice", "matter", "\"later\", \"bring\"", "\"later\", \"later\"",
            "matter.json: /materials/0/ways/1");
        row("later without days", "matter", "\"later\", \"bring\"", "\"bring\"",
            "matter.json: /materials/0");
        row("card kind", "matter", "\"hkmt\"", "\"passport\"", "matter.json: /cardKinds/1");
        row("unknown kind", "form", "\"kind\": \"mobile\"", "\"kind\": \"telephone\"",
            "form.json: /groups/1/fields/1/kind");
        row("unknown prefill", "form", "card.name", "card.nickname",
            "form.json: /groups/0/fields/0/prefill");
        row("locked alone", "form", "\"prefill\": \"card.name\",", "",
            "form.json: /groups/0/fields/0");
        row("id", "form", "\"id\": \"mobile\"", "\"id\": \"Mobile\"",
            "form.json: /groups/1/fields/1/id");
        row("length", "form", "\"maxLength\": 60", "\"maxLength\": 0",
            "form.json: /groups/0/fields/0/maxLength");
        row("rule with a pattern", "form", "\"required\": [\"contactName\"]",
            "\"pattern\": \"(a+)+\"", "form.json: /rules/0/if/pattern");
        row("language missing", "guide", "\"en\"", "\"fr\"", "guide.json: /sections/0/title");
    }
    void eachMistakeIsNamedWithItsPlace() {
        QFETCH(QString, file);
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, place);
        auto package = tests::pensionPackage();
        std::string& text = file == QLatin1String("matter") ? package.matter
                            : file == QLatin1String("form") ? package.form
                                                            : package.guide;
        text = replaced(text, what.toStdString(), by.toStdString());
        QVERIFY(!schemaTakes(file.toStdString(), text));
        const auto matter = readMatter(package);
        QVERIFY(!matter.ok() && matter.error().code == ErrorCode::MatterInvalid);
        const QString found = QString::fromStdString(matter.error().where);
        QVERIFY2(found.startsWith(place + QLatin1String(": ")) ||
                     found.startsWith(place + QLatin1Char('/')),
                 qPrintable(found));
    }
    // What a schema cannot say, the loader says.
    void doublesAndLooseEndsAreFound() {
        for (const auto& [what, by] : std::vector<std::pair<std::string, std::string>>{
                 {"\"id\": \"number\"", "\"id\": \"name\""},
                 {"\"code\": \"02\"", "\"code\": \"01\""},
                 {"[\"contactMobile\"]", "[\"contactMobil\"]"},
                 {"本人信息", "本人\\u202e信息"},
                 {"本人信息", "本人\\n信息"}}) {
            auto package = tests::pensionPackage();
            package.form = replaced(package.form, what, by);
            QVERIFY2(!readMatter(package).ok(), by.c_str());
        }
        auto package = tests::pensionPackage();
        package.matter = replaced(package.matter, "2026-11-22", "2026-02-30");
        QVERIFY(!readMatter(package).ok());
    }
    void tooDeepTooLongAndBrokenTextIsRefused() {
        const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
        const std::string nested =
            "{\"groups\":" + std::string(50, '[') + std::string(50, ']') + "}";
        const std::string large = "\"" + std::string(300'000, 'a') + "\"";
        for (const std::string& text :
             {deep, nested, large, std::string("\xFF"), std::string(), std::string("{"),
              std::string("null"), std::string("[]"), std::string("{} {}")}) {
            for (int part = 0; part < 3; ++part) {
                auto package = tests::pensionPackage();
                (part == 0 ? package.matter : part == 1 ? package.form : package.guide) = text;
                const auto matter = readMatter(package);
                QVERIFY(!matter.ok() && matter.error().code == ErrorCode::MatterInvalid);
            }
        }
    }
    void theCatalogueSkipsTheSchemasAndNamesTheFaultyOne() {
        const auto all = loadCatalogue(tests::sourceFile("resources/matters"));
        QVERIFY(all.ok());
        QCOMPARE(all->size(), std::size_t(1));
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        std::filesystem::copy(tests::sourceFile("resources/matters"), root / "matters",
                              std::filesystem::copy_options::recursive);
        std::filesystem::create_directory(root / "matters/another");
        std::ofstream(root / "matters/another/matter.json") << "{";
        const auto faulty = loadCatalogue(root / "matters");
        QVERIFY(!faulty.ok());
        QCOMPARE(faulty.error().code, ErrorCode::FileUnreadable);
        std::ofstream(root / "matters/another/form.json") << "{}";
        std::ofstream(root / "matters/another/guide.json") << "{}";
        const auto broken = loadCatalogue(root / "matters");
        QCOMPARE(QString::fromStdString(broken.error().where).left(20),
                 QStringLiteral("another/matter.json:"));
        QVERIFY(!loadCatalogue(root / "nowhere").ok());
    }
    void theNoticeTellsWhoWhyHowLongAndTheRights() {
        const auto notice = loadNotice(tests::sourceFile("resources/notices/consent.json"));
        QVERIFY(notice.ok());
        QVERIFY(!notice->version.empty() && !notice->consent.zh.empty());
        std::string titles;
        for (const auto& section : notice->sections)
            titles += section.title.zh;
        for (const char* part : {"谁在处理", "用来做什么", "保存多久", "您的权利"})
            QVERIFY2(titles.find(part) != std::string::npos, part);
        QVERIFY(!readNotice("{\"version\":\"1\"}").ok());
    }
};

QTEST_APPLESS_MAIN(TestLoad)
#include "tst_load.moc"
