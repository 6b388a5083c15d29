// A terminal that is killed at every step of taking a catalogue has the old one or the new one,
// whole, and goes on to the new one.
#include "tests/support/killsteps/kill_steps.h"
#include "tests/unit/terminal/mirror/terminal.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>

#include <iostream>

using namespace jiujin;
using namespace jiujin::tests;
using mirror::Round;

namespace {

std::unique_ptr<mirror::Mirror> openIn(const fs::path& state, const seal::Certificate& root) {
    return must(mirror::Mirror::open(
        {state / "mirror", state / "marks"}, [root] { return catalogue::Anchors{root}; },
        [](const fs::path&) { return Result<void>(); }));
}

void refreshWhole(mirror::Mirror& mirror, const fs::path& published) {
    FolderLibrary library(published);
    while (must(mirror.refresh(library, Site::at(noon()))) == Round::More) {
    }
}

// Opens the mirror, takes what is published, and says how many steps that was.
int takeUntil(const fs::path& state, const fs::path& published, int killedAt) {
    const auto root = must(seal::Certificate::fromFile(published / "root.pem"));
    killsteps::killBefore(killedAt);
    const auto mirror = openIn(state, root);
    refreshWhole(*mirror, published);
    std::cout << "K " << killsteps::stepsSoFar() << std::endl;
    return 0;
}

std::string contentsOf(const mirror::Mirror& mirror) {
    const auto snapshot = mirror.current();
    if (!snapshot)
        return "none";
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::directory_iterator(snapshot->folder / "matters"))
        found[entry.path().filename().string()] =
            must(catalogue::readFile(entry.path() / "matter.json", 1000));
    std::string text;
    for (const auto& [name, content] : found)
        text += name + '=' + content + ' ';
    return text;
}

std::set<std::string> filesBelow(const fs::path& state) {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(state))
        names.insert(fs::relative(entry.path(), state).string());
    return names;
}

} // namespace

class TestKilled : public QObject {
    Q_OBJECT
    Site site;

    int stepsUntil(const fs::path& state, int killedAt) const {
        QProcess taker;
        taker.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--taker"), QString::fromStdString(state.string()),
                     QString::fromStdString(site.publisher.folder().string()),
                     QString::number(killedAt)});
        if (!taker.waitForFinished(20'000))
            qFatal("a taker that does not end");
        const QByteArray said = taker.readAllStandardOutput().trimmed();
        return said.startsWith("K ") ? said.mid(2).toInt() : 0;
    }
    // Killed before each step on the way from `seed`; `old` and `next`: what may be there then.
    void killAtEveryStep(const fs::path& seed, const std::string& old, const std::string& next) {
        const fs::path whole = site.root / (seed.filename().string() + "-whole");
        fs::copy(seed, whole, fs::copy_options::recursive);
        const int steps = stepsUntil(whole, 0);
        QVERIFY(steps > 20);
        const auto tidy = filesBelow(whole);
        int olds = 0, news = 0;
        for (int killedAt = 1; killedAt <= steps; ++killedAt) {
            const fs::path state = site.root / "killed";
            fs::remove_all(state);
            fs::copy(seed, state, fs::copy_options::recursive);
            QCOMPARE(stepsUntil(state, killedAt), 0);
            const auto mirror = openIn(state, site.pki.root);
            const std::string found = contentsOf(*mirror);
            QVERIFY2(found == old || found == next, (std::to_string(killedAt) + found).c_str());
            QVERIFY(!mirror->state(Site::at(noon())).refused);
            ++(found == old ? olds : news);
            refreshWhole(*mirror, site.publisher.folder());
            refreshWhole(*mirror, site.publisher.folder()); // nothing newer: tidied
            QCOMPARE(contentsOf(*mirror), next);
            QVERIFY2(filesBelow(state) == tidy, std::to_string(killedAt).c_str());
            QCOMPARE(must(catalogue::readFile(state / "marks", 4096)),
                     must(catalogue::readFile(whole / "marks", 4096)));
        }
        qInfo("%d steps: %d times the old one, %d the new one", steps, olds, news);
        QVERIFY(olds > 0 && news > 0);
    }

private slots:
    void initTestCase() {
        samples::writeFile(site.publisher.folder() / "root.pem", site.pki.root.pem());
        fs::create_directories(site.root / "empty");
    }

    void theFirstOneComesWholeOrNotAtAll() {
        for (const char* matter : {"pension", "permit", "school"})
            site.publisher.put(matter, "one");
        site.publisher.publish();
        killAtEveryStep(site.root / "empty", "none", "pension=one permit=one school=one ");
    }

    void theOldOneOrTheNewOne() {
        const fs::path seed = site.root / "seed";
        fs::create_directories(seed);
        refreshWhole(*openIn(seed, site.pki.root), site.publisher.folder());
        site.publisher.put("pension", "two");
        site.publisher.put("work", "two");
        fs::remove_all(site.publisher.tree() / "matters" / "permit");
        site.publisher.publish(noon() + 1h);
        killAtEveryStep(seed, "pension=one permit=one school=one ",
                        "pension=two school=one work=two ");
    }
};

int main(int count, char** words) {
    if (count == 5 && std::string_view(words[1]) == "--taker")
        return takeUntil(words[2], words[3], std::atoi(words[4]));
    const QCoreApplication application(count, words);
    TestKilled test;
    return QTest::qExec(&test, count, words);
}
#include "tst_killed.moc"
