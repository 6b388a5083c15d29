#include "platform/matter/matter.h"
#include "platform/matter/notice.h"
#include "tests/support/schema/published_schema.h"
#include "tests/unit/matter/edited.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::matter;
using tests::content;
using tests::replaced;

namespace {

bool schemaTakes(const std::string& name, const std::string& document) {
    return tests::PublishedSchema(name).takes(document);
}

void mistakeColumns() {
    for (const char* name : {"file", "what", "by", "place"})
        QTest::addColumn<QString>(name);
}

void row(const char* name, const char* file, const char* what, const char* by, const char* place) {
    const auto text = [](const char* utf8) {
        return QString::fromUtf8(utf8);
    };
    QTest::newRow(name) << text(file) << text(what) << text(by) << text(place);
}

// The published schema and the loader refuse it alike; the loader names the place.
void checkMistake() {
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

} // namespace

class TestLoad : public QObject {
    Q_OBJECT
private slots:
    void theSampleMatterIsRead() {
        const Matter matter = tests::pensionMatter();
        QCOMPARE(matter.title.zh, std::string("城乡居民基本养老保险参保登记"));
        QVERIFY(!matter.verified());
        QCOMPARE(matter.materials.size(), std::size_t(2));
        QCOMPARE(matter.applicant.minimumAge, 16);
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
        QVERIFY(!matter.verified());
        for (auto& material : matter.materials)
            material.basis.verified = true;
        QVERIFY(matter.verified());
        matter.materials[0].creditWaiver = CreditWaiver{{"甲", "A"}, {}};
        QVERIFY(!matter.verified());
        matter.materials[0].creditWaiver->basis.verified = true;
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
        mistakeColumns();
        row("unknown key", "matter", "\"minimumAge\"", "\"minimalAge\"",
            "matter.json: /applicant/minimalAge");
        row("age as text", "matter", ": 16", ": \"16\"", "matter.json: /applicant/minimumAge");
        row("verified missing", "matter", "\"verified\": false", "\"date\": \"2026-01-01\"",
            "matter.json: /elements/0/verified");
        row("unknown way", "matter", "\"later\", \"bring\"", "\"later\", \"post\"",
            "matter.json: /materials/0/ways/1");
        row("way twice", "matter", "\"later\", \"bring\"", "\"later\", \"later\"",
            "matter.json: /materials/0/ways/1");
        row("later without days", "matter", "\"later\", \"bring\"", "\"bring\"",
            "matter.json: /materials/0");
        row("no basis", "matter", "\"basis\": {", "\"ground\": {",
            "matter.json: /materials/0/ground");
        row("basis without date", "matter", "\"date\": \"2026-11-22\",\n        \"verified\"",
            "\"verified\"", "matter.json: /materials/0/basis/date");
        row("unknown rank", "matter", "\"secondary\"", "\"third\"",
            "matter.json: /materials/0/rank");
        row("a main one later", "matter", "\"secondary\"", "\"main\"",
            "matter.json: /materials/0/rank");
        row("no count", "matter", "\"originals\": 1,", "", "matter.json: /materials/0/originals");
        row("nothing counted", "matter", "\"originals\": 1,", "\"originals\": 0,",
            "matter.json: /materials/0/originals");
        row("too many copies", "matter", "\"copies\": 0", "\"copies\": 21",
            "matter.json: /materials/0/copies");
        row("certificate type", "matter", "\"copies\": 0,",
            "\"copies\": 0, \"certificateType\": \"1.2.156.3005.2\",",
            "matter.json: /materials/0/certificateType");
        row("a way for nobody", "matter", "[\"commit\", \"bring\"]", "[\"commit\"]",
            "matter.json: /materials/1/ways");
        row("commitment without version", "matter",
            "\"commitment\": {\n        \"version\": \"1.0\",", "\"commitment\": {",
            "matter.json: /materials/1/commitment/version");
        row("waiver without rule", "matter", "\"rank\": \"main\",",
            "\"rank\": \"main\", \"creditWaiver\": {},",
            "matter.json: /materials/1/creditWaiver/rule");
        row("card kind", "matter", "\"hkmt\"", "\"passport\"",
            "matter.json: /applicant/cardKinds/1");
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
    void eachMistakeIsNamedWithItsPlace() { checkMistake(); }
    void eachMistakeOfTheTermsIsNamedWithItsPlace_data() {
        mistakeColumns();
        row("domain", "matter", "\"socialSecurity\"", "\"Social security\"",
            "matter.json: /domain");
        row("event", "matter", "[\"retire\"]", "[\"retire\", 7]", "matter.json: /lifeEvents/1");
        row("keyword in one language", "matter", ", \"en\": \"old-age pension\"", "",
            "matter.json: /keywords/1/en");
        row("applicant", "matter", "\"person\"", "\"robot\"", "matter.json: /applicant/kind");
        row("whose number", "matter", "\"kind\": \"person\"", "\"kind\": \"agent\"",
            "matter.json: /applicant/number");
        row("kind of limit", "matter", "\"type\": \"promised\"", "\"type\": \"soon\"",
            "matter.json: /limit/type");
        row("unit", "matter", "\"workingDays\"", "\"weeks\"", "matter.json: /limit/unit");
        row("no promise", "matter", ", \"promised\": 10", "", "matter.json: /limit/promised");
        row("nothing promised", "matter", "\"promised\": 10", "\"promised\": 0",
            "matter.json: /limit/promised");
        row("visits", "matter", "\"visits\": 0", "\"visits\": -1", "matter.json: /visits");
        row("reach", "matter", "\"scope\": \"city\"", "\"scope\": \"street\"",
            "matter.json: /reach/scope");
        row("division", "matter", "\"scope\": \"city\"",
            "\"scope\": \"city\", \"divisions\": [\"3301\"]", "matter.json: /reach/divisions/0");
        row("amount", "matter", "\"items\": []",
            "\"items\": [{\"name\": {\"zh\": \"工本费\", \"en\": \"Cost\"}, \"amount\": "
            "\"10\", \"basis\": {\"text\": {\"zh\": \"某规定\", \"en\": \"A rule\"}, "
            "\"source\": \"某规定\", \"date\": \"2026-11-22\", \"verified\": false}}]",
            "matter.json: /fee/items/0/amount");
        row("assurance", "matter", "\"L1\"", "\"L4\"", "matter.json: /assurance");
        row("step", "matter", "\"form-paper\"", "\"dance\"", "matter.json: /steps/5/id");
        row("device", "matter", "\"receipt\", \"needs\": [\"printer\"]",
            "\"receipt\", \"needs\": [\"fax\"]", "matter.json: /steps/4/needs/0");
        row("no alternative", "matter", "\"form-paper\", \"needs\": [\"printer\"], \"otherwise\"",
            "\"form-paper\", \"needs\": [\"printer\"], \"or\"", "matter.json: /steps/5/or");
        row("rating", "matter", "\"question\"", "\"ask\"", "matter.json: /rating/0/ask");
        row("change from nothing", "matter", "\"kind\": \"new\"", "\"kind\": \"changed\"",
            "matter.json: /change/from");
        row("since ever", "matter", "{ \"from\": \"2026-11-01\" }", "{}",
            "matter.json: /effective/from");
    }
    void eachMistakeOfTheTermsIsNamedWithItsPlace() { checkMistake(); }
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
    // The schema knows no arithmetic over two places.
    void aLateMaterialEndsTwoWorkingDaysBeforeThePromise() {
        for (const auto& [promised, mend] : std::vector<std::pair<std::string, std::string>>{
                 {"10", ""},
                 {"9", "matter.json: /materials/0/laterWorkingDays: must end two working days "
                       "before the promise of \"limit\"; at most 7"},
                 {"2", "matter.json: /materials/0/ways: "},
                 {"1", "matter.json: /materials/0/ways: "}}) {
            auto package = tests::pensionPackage();
            package.matter =
                replaced(package.matter, "\"promised\": 10", "\"promised\": " + promised);
            QVERIFY(schemaTakes("matter", package.matter));
            const auto matter = readMatter(package);
            QCOMPARE(matter.ok(), mend.empty());
            QVERIFY(matter.ok() || matter.error().where.starts_with(mend));
        }
    }
    void aFeeIsYuanWithTwoDecimals() {
        const auto readWith = [](const std::string& amount) {
            auto package = tests::fullPackage();
            package.matter = replaced(package.matter, "\"10.00\"", "\"" + amount + "\"");
            return readMatter(package);
        };
        for (const auto& [amount, fen] : std::vector<std::pair<std::string, std::int64_t>>{
                 {"10.00", 1000}, {"0.05", 5}, {"999999999.99", 99'999'999'999}}) {
            const auto matter = readWith(amount);
            QVERIFY2(matter.ok(), amount.c_str());
            QCOMPARE(matter->fees[0].fen, fen);
        }
        for (const char* amount : {"10", "10.0", "10.000", "010.00", ".50", "-1.00", "1e2.00"})
            QVERIFY2(!readWith(amount).ok(), amount);
    }
    void aMaterialMayBeAskedForByTheAnswers() {
        for (const auto& [when, mend] : std::vector<std::pair<std::string, std::string>>{
                 {R"({"field": "household", "is": ["20"]})", ""},
                 {R"({"not": {"field": "contactName", "given": true}})", ""},
                 {R"({"field": "pigeon", "is": ["20"]})",
                  "matter.json: /materials/0/when/field: no field"},
                 {R"({"field": "household", "is": ["999"]})",
                  "matter.json: /materials/0/when/is/0: the field has no choice"}}) {
            auto package = tests::pensionPackage();
            package.matter = replaced(package.matter, "\"rank\": \"secondary\",",
                                      "\"rank\": \"secondary\", \"when\": " + when + ",");
            QVERIFY(schemaTakes("matter", package.matter));
            const auto matter = readMatter(package);
            QCOMPARE(matter.ok(), mend.empty());
            QVERIFY(matter.ok() || matter.error().where.starts_with(mend));
            QVERIFY(!matter.ok() || !matter->materials[0].when.always());
        }
    }
    void whatAMaterialMayHoldIsRead() {
        auto package = tests::pensionPackage();
        package.matter = replaced(
            package.matter, "\"rank\": \"main\",",
            "\"rank\": \"main\", \"certificateType\": \"11220000013544541J032\", \"creditWaiver\": "
            "{\"rule\": {\"zh\": \"守信免交\", \"en\": \"Spared\"}, \"basis\": {\"text\": "
            "{\"zh\": \"某规定\", \"en\": \"A rule\"}, \"source\": \"某规定\", \"date\": "
            "\"2026-11-22\", \"verified\": true}},");
        package.matter = replaced(package.matter, "[\"commit\", \"bring\"]",
                                  "[\"commit\", \"bring\", \"scan\"]");
        package.matter = replaced(package.matter, "\"version\": \"1.0\",\n        \"text\"",
                                  "\"version\": \"2\", \"notWithBadCredit\": true, \"text\"");
        QVERIFY(schemaTakes("matter", package.matter));
        const auto matter = readMatter(package);
        QVERIFY(matter.ok());
        const Material& first = matter->materials[0];
        QVERIFY(first.rank == MaterialRank::Secondary && !first.commitment && !first.creditWaiver);
        QVERIFY(first.laterWorkingDays == 8 && first.originals == 1 && first.copies == 0);
        const Material& second = matter->materials[1];
        QVERIFY(second.rank == MaterialRank::Main && second.hasWay("scan"));
        QCOMPARE(second.certificateType, std::string("11220000013544541J032"));
        QVERIFY(second.commitment->version == "2" && second.commitment->notWithBadCredit);
        QCOMPARE(second.creditWaiver->rule.zh, std::string("守信免交"));
        QVERIFY(second.creditWaiver->basis.verified && !second.basis.verified);
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
        QVERIFY(std::ranges::any_of(
            *all, [](const Matter& each) { return each.code == tests::pensionMatter().code; }));
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
