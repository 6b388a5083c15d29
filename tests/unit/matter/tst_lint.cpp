#include "platform/matter/lint.h"
#include "tests/unit/matter/edited.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::matter;
using tests::replaced;

namespace {

const std::string chainOf(const std::string& first, const std::string& second) {
    return R"("chain": { "nodes": [
        { "id": "a", "title": { "zh": "甲", "en": "A" }, "authority": { "zh": "局", "en": "B" },
          "limit": { "type": "promised", "unit": "workingDays", "promised": 6 } },
        { "id": "b", "title": { "zh": "乙", "en": "B" }, "authority": { "zh": "局", "en": "B" },
          "limit": { "type": "promised", "unit": "workingDays", "promised": 6 } } ],
      "orders": [
        { "id": "one", "title": { "zh": "一", "en": "One" }, )" +
           first + R"( },
        { "id": "two", "title": { "zh": "二", "en": "Two" }, )" +
           second + R"( } ] },
      "change": { "kind": "new" },)";
}

const formats::DivisionHistory& divisions() {
    static const auto table = formats::DivisionHistory::parse(
        tests::content(tests::sourceFile("resources/divisions/divisions.tsv")), "divisions.tsv");
    return *table;
}

QString told(const std::vector<Finding>& findings) {
    QString text;
    for (const Finding& each : findings)
        text += QString::fromStdString(textOf(each)) + QLatin1Char('\n');
    return text;
}

std::vector<Finding> errorsIn(std::vector<Finding> findings) {
    std::erase_if(findings, [](const Finding& each) { return each.severity != Severity::Error; });
    return findings;
}

int lineOf(const std::string& text, const std::string& what) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(what));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

// Folders of a catalogue, each a matter.
class Folder {
public:
    void add(const std::string& name, const PackageText& package) {
        const std::filesystem::path folder = path() / name;
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "matter.json") << package.matter;
        std::ofstream(folder / "form.json") << package.form;
        std::ofstream(folder / "guide.json") << package.guide;
    }
    std::filesystem::path path() const { return folder_.path().toStdString(); }

private:
    QTemporaryDir folder_;
};

PackageText sample(const std::string& code, const std::string& issues, const std::string& needs) {
    auto package = tests::pensionPackage();
    package.matter = replaced(package.matter, "SAMPLE-CXJB-CBDJ", code);
    if (!issues.empty())
        package.matter = replaced(
            package.matter, "\"change\":", "\"issues\": [\"" + issues + "\"],\n  \"change\":");
    if (!needs.empty())
        package.matter = replaced(package.matter, "\"copies\": 0,",
                                  "\"copies\": 0,\n      \"certificateType\": \"" + needs + "\",");
    return package;
}

const std::string certificateA = "11220000013544541J001", certificateB = "11220000013544541J002";

} // namespace

class TestLint : public QObject {
    Q_OBJECT
private slots:
    void theMattersOfTheRepositoryHaveNoFault() {
        const auto findings =
            lintCatalogue(tests::sourceFile("resources/matters"), {false, &divisions(), {}});
        QVERIFY(findings.ok());
        QVERIFY2(errorsIn(*findings).empty(), qPrintable(told(errorsIn(*findings))));
    }

    // One planted fault a row; it alone is found, with its rule, place and line: that of the
    // planted text, or of the list or object that begins with the words of the last column.
    void eachPlantedFaultIsFound_data() {
        for (const char* name : {"file", "what", "by", "rule", "place", "begins"})
            QTest::addColumn<QString>(name);
        const auto row = [](const char* file, const std::string& what, const std::string& by,
                            const char* rule, const char* place, const char* begins = "") {
            QTest::newRow(qPrintable(QString::fromUtf8(rule) + QString::fromUtf8(place)))
                << QString::fromUtf8(file) << QString::fromStdString(what)
                << QString::fromStdString(by) << QString::fromUtf8(rule) << QString::fromUtf8(place)
                << QString::fromUtf8(begins);
        };
        row("matter", "\"id\": \"conditions\"", "\"id\": \"others\"", "element", "/elements",
            "\"elements\": [");
        row("matter", "10个工作日", "12个工作日", "element", "/elements/8/value");
        row("matter", "\"zh\": \"承诺件\"", "\"zh\": \"即办件\"", "element", "/elements/6/value");
        row("matter", "\"zh\": \"不收费\"", "\"zh\": \"5元\"", "element", "/elements/11/value");
        row("matter", "\"城乡居民基本养老保险经办规程（人社部发〔2019〕84号），未与原文核对\"",
            "\"单位一直要求\"", "basis", "/materials/0/basis", "\"basis\": {");
        row("matter", "Basic pension insurance for residents: registration",
            "城乡居民基本养老保险参保登记", "words", "/title/en");
        row("form", "\"maxLength\": 60,", "", "max-length", "/groups/0/fields/0",
            "{\n          \"id\": \"name\"");
        row("form", "\"kind\": \"mobile\"", "\"kind\": \"fax\"", "format",
            "/groups/1/fields/1/kind");
        row("matter", "\"change\": { \"kind\": \"new\" },",
            chainOf(R"("after": {})", R"("after": {})"), "unreachable", "/chain/orders/1",
            "{ \"id\": \"two\"");
        row("matter", "\"change\": { \"kind\": \"new\" },",
            chainOf(R"("when": {"field": "sex", "is": ["1"]}, "after": {})",
                    R"("when": {"field": "sex", "is": ["2"]}, "after": {})"),
            "unreachable", "/chain/orders", "\"orders\": [");
        row("matter", "\"change\": { \"kind\": \"new\" },",
            chainOf(R"("when": {"field": "sex", "is": ["1"]}, "after": {"b": ["a"]})",
                    R"("after": {})"),
            "clock", "/chain/orders/0/after", "{ \"id\": \"one\"");
        row("form", "\"id\": \"household\",", R"("id": "household", "when": {"all": [
            {"field": "sex", "is": ["1"]}, {"field": "sex", "is": ["2"]}]},)",
            "unreachable", "/groups/2/fields/0", "{\n          \"id\": \"household\"");
        row("matter", "\"scope\": \"city\"", R"("scope": "city", "divisions": ["999999"])",
            "division", "/reach/divisions/0");
        row("matter", "\"scope\": \"city\"", R"("scope": "city", "divisions": ["110103"])",
            "division", "/reach/divisions/0");
        row("matter", "\"visits\": 0,", "\"visits\": 0, \"visits\": 1,", "package", "/visits");
        row("matter", "\"visits\": 0,", "\"visits\": 0,,", "package", "");
        row("guide", "\"en\":", "\"fr\": \"Quoi\", \"en\":", "package", "/sections/0/title/fr");
    }
    void eachPlantedFaultIsFound() {
        QFETCH(QString, file);
        QFETCH(QString, what);
        QFETCH(QString, by);
        QFETCH(QString, rule);
        QFETCH(QString, place);
        QFETCH(QString, begins);
        auto package = tests::pensionPackage();
        std::string& text = file == QLatin1String("matter") ? package.matter
                            : file == QLatin1String("form") ? package.form
                                                            : package.guide;
        const std::string edited = replaced(text, what.toStdString(), by.toStdString());
        const std::string marked = begins.isEmpty() ? by.toStdString() : begins.toStdString();
        QVERIFY(edited.find(marked) != std::string::npos);
        const int line = lineOf(edited, marked);
        text = edited;
        const auto errors = errorsIn(lintMatter("sample", package, {false, &divisions(), {}}));
        QVERIFY2(errors.size() == 1, qPrintable(told(errors)));
        const Finding& found = errors.front();
        QVERIFY2(QString::fromStdString(found.rule) == rule &&
                     QString::fromStdString(found.place) == place,
                 qPrintable(told(errors)));
        QCOMPARE(QString::fromStdString(found.file),
                 QStringLiteral("sample/") + file + QStringLiteral(".json"));
        QVERIFY2(found.line == line, qPrintable(told(errors)));
        QVERIFY(!found.cause.empty() && !found.mend.empty());
    }

    void aFaultNamesItsLine() {
        auto package = tests::pensionPackage();
        package.matter = replaced(package.matter, "\"L1\"", "\"L9\"");
        const auto findings = lintMatter("m", package, {});
        QCOMPARE(findings.front().line, lineOf(package.matter, "\"L9\""));
        QCOMPARE(textOf(findings.front()),
                 "m/matter.json:" + std::to_string(findings.front().line) +
                     ": /assurance: error [package]: cannot be read; must be one of \"L1\", "
                     "\"L2\", \"L3\"");
        package.matter = replaced(package.matter, "\"L9\"", "\"L1\" \"");
        QCOMPARE(lintMatter("m", package, {}).front().line, lineOf(package.matter, "\"L1\" \""));
    }
    // The reader tells the first, lint all of them.
    void everyFaultIsToldAtOnce() {
        auto package = tests::pensionPackage();
        package.matter = replaced(package.matter, "\"L1\"", "\"L9\"");
        package.matter = replaced(package.matter, "\"hkmt\"", "\"passport\"");
        package.form = replaced(package.form, "\"kind\": \"mobile\"", "\"kind\": \"fax\"");
        package.guide = "{";
        QCOMPARE(lintMatter("m", package, {}).size(), std::size_t(4));
    }
    void whatTheCardSaysIsNotAskedAgain() {
        auto package = tests::pensionPackage();
        const auto before = lintMatter("m", package, {}).size();
        package.form = replaced(package.form, "\"prefill\": \"card.name\",", "");
        package.form = replaced(package.form, "\"locked\": true", "\"locked\": false");
        const auto findings = lintMatter("m", package, {});
        QCOMPARE(findings.size(), before + 1);
        QVERIFY(findings.front().rule == "asked-again" &&
                findings.front().severity == Severity::Warning &&
                findings.front().place == "/groups/0/fields/0");
    }
    void whatTwoMattersAskIsOneFact() {
        const auto askedAgain = [](const std::filesystem::path& folder) {
            auto all = *lintCatalogue(folder, {});
            std::erase_if(all, [](const Finding& each) { return each.rule != "asked-again"; });
            return all;
        };
        const auto shipped = askedAgain(tests::sourceFile("resources/matters"));
        QVERIFY2(shipped.empty(), qPrintable(told(shipped)));
        Folder folder;
        auto package = tests::pensionPackage();
        folder.add("one", package);
        package.matter = replaced(package.matter, "SAMPLE-CXJB-CBDJ", "SAMPLE-OTHER");
        folder.add("two", package);
        // Choices that no other matter shares name no fact: a city's, so that they are told here.
        const auto before = askedAgain(folder.path()).size();
        package.form = replaced(package.form, "\"prefill\": \"visit.contactName\",", "");
        folder.add("two", package);
        const auto findings = askedAgain(folder.path());
        QCOMPARE(findings.size(), before + 1);
        const auto found = std::ranges::find_if(findings, [](const Finding& each) {
            return each.cause.find("\"contactName\" of one") != std::string::npos;
        });
        QVERIFY2(found != findings.end(), qPrintable(told(findings)));
        QCOMPARE(found->file, std::string("two/form.json"));
        QVERIFY(found->severity == Severity::Warning && found->line > 1);
        QVERIFY(found->mend.find("visit.contactName") != std::string::npos);
        // Two versions of one matter are never filed side by side.
        package.matter = replaced(package.matter, "SAMPLE-OTHER", "SAMPLE-CXJB-CBDJ");
        folder.add("two", package);
        QVERIFY(askedAgain(folder.path()).empty());
    }
    void aProductionCatalogueTakesNothingUnverified() {
        auto package = tests::fullPackage();
        const auto count = [&package] {
            const auto all = errorsIn(lintMatter("m", package, {true, nullptr, {}}));
            return std::count_if(all.begin(), all.end(),
                                 [](const Finding& each) { return each.rule == "unverified"; });
        };
        QCOMPARE(count(), 16 + 1 + 2); // elements, fee, materials
        for (auto at = package.matter.find(": false"); at != std::string::npos;
             at = package.matter.find(": false"))
            package.matter.replace(at, 7, ": true");
        QCOMPARE(count(), 0);
    }
    void anEndlessPauseIsFound() {
        auto package = tests::pensionPackage();
        package.matter = replaced(package.matter, R"({ "kind": "new" })",
                                  R"({ "kind": "suspended", "from": [{ "code":
            "SAMPLE-CXJB-CBDJ", "version": "0.9" }], "transition": "asFiled",
            "notice": { "zh": "暂停", "en": "Suspended" } })");
        const auto ends = [&package] {
            const auto all = lintMatter("m", package, {});
            return std::none_of(all.begin(), all.end(),
                                [](const Finding& each) { return each.rule == "clock"; });
        };
        QVERIFY(!ends());
        package.matter =
            replaced(package.matter, R"("effective": { "from": "2026-11-01" })",
                     R"("effective": { "from": "2026-11-01", "until": "2027-01-31" })");
        QVERIFY(ends());
    }

    void circlesOfEvidenceAreFound() {
        Folder folder;
        folder.add("a", sample("A", certificateA, certificateB));
        folder.add("b", sample("B", certificateB, certificateA));
        folder.add("c", sample("C", "", certificateA)); // waits for the circle
        const auto found = errorsIn(*lintCatalogue(folder.path(), {}));
        QCOMPARE(found.size(), std::size_t(3));
        for (const Finding& each : found)
            QVERIFY(each.rule == "evidence" && each.place == "/materials/0/certificateType");
        folder.add("d", sample("D", certificateA, "")); // another way to the certificate
        QVERIFY(errorsIn(*lintCatalogue(folder.path(), {})).empty());
    }
    void whoRenewsACertificateBringsTheOldOne() {
        Folder folder;
        folder.add("a", sample("A", certificateA, certificateA));
        QVERIFY(errorsIn(*lintCatalogue(folder.path(), {})).empty());
    }
    void driftFromTheLevelAboveIsFound() {
        Folder city, province;
        province.add("p", sample("A", "", ""));
        auto package = sample("A", "", "");
        city.add("same", package);
        const LintOptions options{false, nullptr, province.path()};
        QVERIFY(errorsIn(*lintCatalogue(city.path(), options)).empty());
        package.matter = replaced(package.matter, "保险参保登记\"", "保险登记\"");
        package.matter = replaced(package.matter, "（国发〔2014〕8号）", "（国发〔2013〕8号）");
        package.matter = replaced(package.matter, "\"zh\": \"承诺件\"", "\"zh\": \"承诺办件\"");
        city.add("same", package);
        const auto found = errorsIn(*lintCatalogue(city.path(), options));
        QVERIFY2(found.size() == 3 && found[0].rule == "drift" && found[0].place == "/title",
                 qPrintable(told(found)));
        const QString basis = told(found);
        QVERIFY2(basis.contains(QStringLiteral("has \"3〕8号")) &&
                     basis.contains(QStringLiteral("where that has \"4〕8号")),
                 qPrintable(basis));
        city.add("same", sample("B", "", ""));
        const auto code = errorsIn(*lintCatalogue(city.path(), options));
        QVERIFY2(code.size() == 1 && code[0].place == "/code", qPrintable(told(code)));
    }
    void whatTheLevelAboveDoesNotStateCannotBeWritten() {
        Folder city, province;
        auto package = sample("A", "", "");
        city.add("same", package);
        package.matter = replaced(package.matter, "\"id\": \"type\"", "\"id\": \"kind\"");
        province.add("p", package);
        const auto found =
            errorsIn(*lintCatalogue(city.path(), LintOptions{false, nullptr, province.path()}));
        QVERIFY2(found.size() == 1 && found[0].place == "/elements/6/value",
                 qPrintable(told(found)));
        QCOMPARE(found[0].mend, std::string("have it stated there first"));
    }
    void otherSpacesAndMarksAreNoDrift() {
        Folder city, province;
        province.add("p", sample("A", "", ""));
        auto package = sample("A", "", "");
        package.matter = replaced(package.matter, "（国发〔2014〕8号）", "(国发〔2014〕 8 号)");
        package.matter = replaced(package.matter, "保险参保登记\"", "保险　参保登记\"");
        city.add("same", package);
        const auto found =
            errorsIn(*lintCatalogue(city.path(), LintOptions{false, nullptr, province.path()}));
        QVERIFY2(found.empty(), qPrintable(told(found)));
    }
    void versionsThatDoNotFitAreFound() {
        Folder folder;
        folder.add("a", sample("A", "", ""));
        folder.add("b", sample("A", "", ""));
        const auto twice = errorsIn(*lintCatalogue(folder.path(), {}));
        QVERIFY2(twice.size() == 2 && twice[0].rule == "version", qPrintable(told(twice)));
        auto part = sample("B", "", "");
        part.matter = replaced(part.matter, R"({ "kind": "new" })",
                               R"({ "kind": "split", "from": [{ "code": "A", "version": "1.0" }],
            "transition": "asFiled", "notice": { "zh": "拆分", "en": "Split" } })");
        folder.add("b", part);
        const auto alone = errorsIn(*lintCatalogue(folder.path(), {}));
        QVERIFY2(alone.size() == 1 && alone[0].place == "/change/kind", qPrintable(told(alone)));
        part.matter = replaced(part.matter, "\"code\": \"B\"", "\"code\": \"C\"");
        folder.add("c", part);
        QVERIFY(errorsIn(*lintCatalogue(folder.path(), {})).empty());
    }
    void aFolderWithoutItsFilesIsAFindingAndNoMatterAnError() {
        Folder folder;
        QCOMPARE(lintCatalogue(folder.path(), {}).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(lintCatalogue(folder.path() / "none", {}).error().code, ErrorCode::FileUnreadable);
        folder.add("a", sample("A", "", ""));
        std::filesystem::remove(folder.path() / "a/guide.json");
        const auto found = lintCatalogue(folder.path() / "a", {});
        QVERIFY(found.ok() && found->size() == 1 && found->front().file == "a/guide.json");
    }
};

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
