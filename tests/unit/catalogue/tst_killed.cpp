// A publisher who is killed at every step: what is served is the old catalogue or the new one,
// whole, and the next attempt ends with the new one and nothing beside it.
#include "platform/catalogue/tree.h"
#include "tests/support/catalogue/catalogue.h"
#include "tests/support/killsteps/kill_steps.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>

#include <iostream>

using namespace jiujin;
using namespace jiujin::catalogue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using samples::must;
using samples::noon;

namespace {

int handOnUntil(const fs::path& made, const fs::path& served, int killedAt) {
    const Anchors anchors{must(seal::Certificate::fromFile(made / "root.pem"))};
    killsteps::killBefore(killedAt);
    must(handOn(made, served, anchors));
    std::cout << "K " << killsteps::stepsSoFar() << std::endl;
    return 0;
}

// Every object that the served catalogue names is there; the version.
std::uint64_t wholeVersion(const fs::path& served, const Anchors& anchors) {
    const Published found = must(published(served, anchors));
    for (const ListName& list : found.catalogue.lists) {
        const auto text = must(readFile(served / objectPath(list.object.digest), maxListBytes));
        for (const Item& item : must(itemsOf(text, list)).items)
            for (const File& file : item.files) {
                const auto object = objectPath(file.object.digest);
                const auto content = must(readFile(served / object, maxObjectBytes));
                if (!isObject(viewOf(content), file.object))
                    qFatal("%s is not what it was", object.c_str());
            }
    }
    return found.timestamp.version;
}

std::set<std::string> filesBelow(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names.insert(fs::relative(entry.path(), folder).string());
    return names;
}

} // namespace

class TestKilled : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const Anchors anchors{pki.root};
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const samples::Publisher publisher{pki, root};

    int stepsUntil(const fs::path& served, int killedAt) const {
        QProcess handing;
        handing.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--hand-on"),
                       QString::fromStdString(publisher.folder().string()),
                       QString::fromStdString(served.string()), QString::number(killedAt)});
        if (!handing.waitForFinished(20'000))
            qFatal("a publisher that does not end");
        const QByteArray said = handing.readAllStandardOutput().trimmed();
        return said.startsWith("K ") ? said.mid(2).toInt() : 0;
    }

private slots:
    void theOldOneOrTheNewOneIsServed() {
        samples::writeFile(publisher.folder() / "root.pem", pki.root.pem());
        const fs::path seed = root / "seed", whole = root / "whole", served = root / "served";
        // Three versions: the last leaves the first one without a use.
        for (const char* content : {"one", "two"}) {
            publisher.put("pension", content);
            publisher.publish();
            must(handOn(publisher.folder(), seed, anchors));
        }
        publisher.put("pension", "three");
        publisher.publish(noon() + 1h);
        fs::copy(seed, whole, fs::copy_options::recursive);
        const int steps = stepsUntil(whole, 0);
        QVERIFY(steps > 10);
        const auto tidy = filesBelow(whole);
        QVERIFY(!tidy.contains(catalogueName(1)) && tidy.contains(catalogueName(2)));
        int olds = 0, news = 0;
        for (int killedAt = 1; killedAt <= steps; ++killedAt) {
            fs::remove_all(served);
            fs::copy(seed, served, fs::copy_options::recursive);
            QCOMPARE(stepsUntil(served, killedAt), 0);
            const std::uint64_t version = wholeVersion(served, anchors);
            QVERIFY(version == 2 || version == 3);
            ++(version == 2 ? olds : news);
            must(handOn(publisher.folder(), served, anchors));
            QCOMPARE(wholeVersion(served, anchors), std::uint64_t(3));
            QVERIFY2(filesBelow(served) == tidy, std::to_string(killedAt).c_str());
        }
        qInfo("%d steps: %d times the old one, %d the new one", steps, olds, news);
        QVERIFY(olds > 0 && news > 0);
    }
};

int main(int count, char** words) {
    if (count == 5 && std::string_view(words[1]) == "--hand-on")
        return handOnUntil(words[2], words[3], std::atoi(words[4]));
    const QCoreApplication application(count, words);
    TestKilled test;
    return QTest::qExec(&test, count, words);
}
#include "tst_killed.moc"
