// A bundle has one spelling: whatever is not as it was packed is refused, and nothing of it is
// returned.
#include "platform/maker/bundle.h"
#include "platform/maker/new_package.h"
#include "platform/maker/tar.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::maker;

namespace {

matter::PackageText sample(const std::string& code) {
    auto made = newPackage({code, {"示例", "Sample"}, "2026-11-22"});
    if (!made.ok())
        qFatal("%s", made.error().text().c_str());
    return std::move(made).value();
}

TarFile sums(const std::vector<TarFile>& files) {
    Bundle bundle;
    for (const TarFile& file : files)
        bundle.files[file.name] = file.content;
    return readTar(encode(bundle)).value().front();
}

std::vector<TarFile> rightFiles() {
    const auto package = sample("A");
    std::vector<TarFile> files{{"calendar/2026.json", "{}"},
                               {"matters/a/form.json", package.form},
                               {"matters/a/guide.json", package.guide},
                               {"matters/a/matter.json", package.matter}};
    files.insert(files.begin(), sums(files));
    return files;
}

// Why it is not taken; empty: it is.
std::string refusal(std::vector<TarFile> files) {
    const auto read = decodeBundle(writeTar(files));
    return read.ok() ? std::string() : read.error().where;
}

} // namespace

class TestBundle : public QObject {
    Q_OBJECT
private slots:
    void whatWasPackedIsUnpacked() {
        const std::string bytes = writeTar(rightFiles());
        const auto bundle = decodeBundle(bytes);
        QVERIFY(bundle.ok());
        QCOMPARE(bundle->files.size(), std::size_t{4});
        QCOMPARE(bundle->items.size(), std::size_t{2});
        QCOMPARE(bundle->items[0].path, std::string("calendar"));
        QCOMPARE(bundle->items[1].path, std::string("matters/a"));
        QCOMPARE(bundle->items[1].code, std::string("A"));
        QCOMPARE(bundle->items[1].version, std::string("0.1"));
        QCOMPARE(encode(*bundle), bytes);
    }

    void everyBitCounts() {
        const std::string right = writeTar(rightFiles());
        for (std::size_t at = 0; at < right.size() * 8; at += 61) {
            std::string bytes = right;
            bytes[at / 8] = static_cast<char>(bytes[at / 8] ^ (1 << at % 8));
            QVERIFY(!decodeBundle(bytes).ok());
        }
        for (std::size_t size = 0; size < right.size(); size += 499)
            QVERIFY(!decodeBundle(right.substr(0, size)).ok());
    }

    void namesLeadNowhereElse() {
        for (const char* name : {"/etc/passwd", "../../x", "matters/../x", "x", "matters/.ssh/x",
                                 "a/b/c/d", "matters//x", "matters/a/form.json/", ""}) {
            auto files = rightFiles();
            files.push_back({name, "x"});
            files.front() = sums({files.begin() + 1, files.end()});
            QVERIFY2(!refusal(files).empty(), name);
        }
    }

    void theListAndTheFilesAgree() {
        auto files = rightFiles();
        files.push_back({"notices/extra.json", "{}"});
        QVERIFY(refusal(files).find("notices/extra.json") != std::string::npos);
        files = rightFiles();
        files.pop_back();
        QVERIFY(refusal(files).find("SHA256SUMS") != std::string::npos);
        files = rightFiles();
        std::swap(files[1], files[2]);
        QVERIFY(refusal(files).find("out of order") != std::string::npos);
        files = rightFiles();
        files.push_back(files.back());
        QVERIFY(!refusal(files).empty());
        QVERIFY(!refusal({}).empty());
    }

    void everyMatterIsRead() {
        auto files = rightFiles();
        files[2].content = "{}";
        files.front() = sums({files.begin() + 1, files.end()});
        QVERIFY(refusal(files).find("matters/a/form.json") != std::string::npos);
        files = rightFiles();
        const auto twin = sample("A");
        for (const auto& [name, text] :
             {std::pair{"form", twin.form}, {"guide", twin.guide}, {"matter", twin.matter}})
            files.push_back({std::string("matters/b/") + name + ".json", text});
        files.front() = sums({files.begin() + 1, files.end()});
        QVERIFY(refusal(files).find("stands in another folder too") != std::string::npos);
    }

    void longNamesArePossible() {
        std::string name(182, 'a');
        name[60] = name[121] = '/';
        const auto read = readTar(writeTar({{name, "x"}}));
        QVERIFY(read.ok());
        QCOMPARE(read->front().name, name);
    }
};

QTEST_APPLESS_MAIN(TestBundle)
#include "tst_bundle.moc"
