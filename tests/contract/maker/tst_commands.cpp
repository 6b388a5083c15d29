// new, lint, build and diff as their users type them: what they make, and what they say when they
// cannot.
#include "platform/matter/matter.h"
#include "tests/contract/maker/maker_process.h"

#include <QtTest/QtTest>

using namespace jiujin;
using tests::Maker;
using tests::Said;
namespace fs = std::filesystem;

namespace {

QStringList words(const char* line) {
    return QString::fromUtf8(line).split(QLatin1Char(' '));
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

class TestCommands : public QObject {
    Q_OBJECT

    // Of a matter that was damaged: place and code are named, and the exit code is not 0.
    static void refuses(const Maker& maker, const QByteArray& place) {
        const Said said = maker.run(words("lint tree/matters"));
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains(place), said.out.constData());
        const Said built = maker.run(words("build tree packed.tar"));
        QCOMPARE(built.code, 1);
        QVERIFY2(built.err.contains("JJ-3003"), built.err.constData());
        QVERIFY(!fs::exists(maker.at("packed.tar")));
    }

private slots:
    void aNewMatterIsWholeAndClaimsNothing() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("matters/card", QStringLiteral("SAMPLE-A")).code, 0);
        QCOMPARE(entries(maker.at("matters/card")), std::size_t{3});
        const auto matter = matter::loadMatter(maker.at("matters/card"));
        QVERIFY(matter.ok());
        QCOMPARE(matter->code, std::string("SAMPLE-A"));
        QCOMPARE(matter->title.zh, std::string("图书借阅证办理"));
        QCOMPARE(matter->title.en, std::string("Library card"));
        for (const auto& element : matter->elements) {
            QVERIFY(!element.verified);
            QCOMPARE(element.date, std::string("2026-11-22"));
        }
        QVERIFY(Maker::read(maker.at("matters/card/guide.json")).contains("示例，请改写"));
        QCOMPARE(maker.run(words("lint matters")).code, 0);
        QCOMPARE(maker.run(words("lint matters/card")).code, 0);
        const Said production = maker.run(words("lint matters --production"));
        QCOMPARE(production.code, 1);
    }

    void newOverwritesNothingAndLeavesNothingHalfMade() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("card", QStringLiteral("SAMPLE-A")).code, 0);
        const QByteArray before = Maker::read(maker.at("card/matter.json"));
        const Said again = maker.makeMatter("card", QStringLiteral("SAMPLE-B"));
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("JJ-3005"));
        QCOMPARE(Maker::read(maker.at("card/matter.json")), before);
        for (const char* title : {"", "名\u202e称", "两\n行"}) {
            const Said bad =
                maker.run({QStringLiteral("new"), QStringLiteral("other"), QStringLiteral("--code"),
                           QStringLiteral("B"), QStringLiteral("--title"), QString::fromUtf8(title),
                           QStringLiteral("--title-en"), QStringLiteral("B")});
            QCOMPARE(bad.code, 1);
            QVERIFY2(bad.err.contains("matter.json: /title/zh"), bad.err.constData());
        }
        QCOMPARE(entries(maker.at("")), std::size_t{1});
    }

    void titlesMayHoldWhatJsonEscapes() {
        const Maker maker;
        const auto title = QStringLiteral("“引\"号\\\" {{code}}");
        const Said said =
            maker.run({QStringLiteral("new"), QStringLiteral("card"), QStringLiteral("--code"),
                       QStringLiteral("A"), QStringLiteral("--title"), title,
                       QStringLiteral("--title-en"), QStringLiteral("A")});
        QVERIFY2(said.code == 0, said.err.constData());
        QCOMPARE(matter::loadMatter(maker.at("card"))->title.zh, title.toStdString());
    }

    void mistypedCommandsSayHow() {
        const Maker maker;
        for (const char* line : {"make", "new", "lint", "diff one", "build x", "lint x --loud"}) {
            const Said said = maker.run(words(line));
            QCOMPARE(said.code, 2);
            QVERIFY(said.err.contains("JJ-3004") && said.err.contains("--help-all"));
        }
        QCOMPARE(maker.run(words("--help-all")).code, 0);
        QVERIFY(maker.run(words("lint nowhere")).err.contains("JJ-3002"));
    }

    void whatIsBrokenIsNamedAndNotPacked() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("tree/matters/card", QStringLiteral("A")).code, 0);
        const fs::path form = maker.at("tree/matters/card/form.json");
        const QByteArray right = Maker::read(form);
        const auto with = [&](const QByteArray& from, const QByteArray& to) {
            Maker::write(form, right);
            Maker::alter(form, from, to);
        };
        with("]\n}\n", "]\n");
        refuses(maker, "card/form.json");
        with("\"maxLength\": 11", "\"maxLength\": 11, \"colour\": 1");
        const QByteArray altered = Maker::read(form);
        const auto line = altered.left(altered.indexOf("\"colour\"")).count('\n') + 1;
        refuses(maker,
                "card/form.json:" + QByteArray::number(line) + ": /groups/1/fields/1/colour: ");
        with("{ \"zh\": \"姓名\"", "{ \"zh\": \"<b>\u202e姓名\"");
        refuses(maker, "/groups/0/fields/0/label/zh");
        with("\"姓名\"", "\"" + QByteArray(50000, 'x') + "\"");
        refuses(maker, "/groups/0/fields/0/label/zh");
        with("\"姓名\"", QByteArray(5000, '[') + QByteArray(5000, ']'));
        refuses(maker, "card/form.json");
        with("\"姓名\"", "\"\xff\"");
        refuses(maker, "card/form.json");
    }

    void whatMayNotLieThereIsNotPacked() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("tree/matters/card", QStringLiteral("A")).code, 0);
        QCOMPARE(maker.makeMatter("tree/matters/twin", QStringLiteral("A")).code, 0);
        const Said twins = maker.run(words("build tree packed.tar"));
        QCOMPARE(twins.code, 1);
        QVERIFY2(twins.err.contains("matters/twin/matter.json: /version"), twins.err.constData());
        fs::remove_all(maker.at("tree/matters/twin"));
        fs::create_symlink("/etc/hostname", maker.at("tree/matters/card/secret.json"));
        const Said linked = maker.run(words("build tree packed.tar"));
        QCOMPARE(linked.code, 1);
        QVERIFY2(linked.err.contains("JJ-2329") && linked.err.contains("secret.json"),
                 linked.err.constData());
        QVERIFY(!fs::exists(maker.at("packed.tar")));
    }

    // What a visit reads of it before it has a window.
    void whatFindsTheMattersIsCheckedToo() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("tree/matters/card", QStringLiteral("A")).code, 0);
        const QByteArray topics = "{\"topics\": [\n"
                                  "  {\"id\": \"work\", \"title\": {\"zh\": \"就业\", \"en\": "
                                  "\"Work\"}, \"icon\": \"w\"},\n"
                                  "  {\"id\": \"other\", \"title\": {\"zh\": \"其他\", \"en\": "
                                  "\"Other\"}, \"icon\": \"o\"}\n]}";
        const auto put = [&](const char* name, const QByteArray& content) {
            Maker::write(maker.at("tree/matters/finding") / name, content);
        };
        put("readings.txt", "bao 保\n");
        put("phrases.txt", "");
        put("events.json", topics);
        refuses(maker, "finding/domains.json:1: /: error [finding]: ");
        put("domains.json", topics);
        put("order.json", "{\"mostUsed\": [\"A\"]}");
        QVERIFY(!maker.run(words("lint tree/matters")).out.contains("[finding]"));

        put("events.json", QByteArray(topics).replace("other", "work"));
        refuses(maker,
                "finding/events.json:3: /topics/1: error [finding]: cannot be read; this id");
        put("events.json", topics + "}");
        refuses(maker, "finding/events.json:4: /: error [finding]: ");
        put("events.json", topics);
        put("phrases.txt", "# 词\n重\n");
        refuses(maker, "finding/phrases.txt:2: /: error [finding]: ");
        put("phrases.txt", "");

        // Passed over by terminals, and in nobody's way here.
        put("order.json", "{\"mostUsed\": [\"A\",\n\"GONE\"]}");
        put("events.json", QByteArray(topics).replace("other", "rest"));
        const Said strangers = maker.run(words("lint tree/matters"));
        QCOMPARE(strangers.code, 0);
        QVERIFY2(strangers.out.contains("finding/order.json:2: /mostUsed/1: warning [finding]: "),
                 strangers.out.constData());
        const auto line = Maker::read(maker.at("tree/matters/card/matter.json"));
        const auto at = 1 + line.left(line.indexOf("\"lifeEvents\"")).count('\n');
        QVERIFY2(strangers.out.contains("card/matter.json:" + QByteArray::number(at) +
                                        ": /lifeEvents/0: warning [finding]: other"),
                 strangers.out.constData());
        QCOMPARE(maker.run(words("build tree packed.tar")).code, 0);
    }

    void theSameFolderGivesTheSameBytes() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("one/matters/card", QStringLiteral("A")).code, 0);
        QCOMPARE(maker.makeMatter("two/matters/b", QStringLiteral("B")).code, 0);
        QCOMPARE(maker.makeMatter("one/matters/b", QStringLiteral("B")).code, 0);
        QCOMPARE(maker.makeMatter("two/matters/card", QStringLiteral("A")).code, 0);
        fs::permissions(maker.at("two/matters/card/form.json"), fs::perms::owner_all);
        fs::last_write_time(maker.at("two/matters/card/form.json"), fs::file_time_type::min());
        QCOMPARE(maker.run(words("build one one.tar")).code, 0);
        QCOMPARE(maker.run(words("build two two.tar")).code, 0);
        QCOMPARE(Maker::read(maker.at("one.tar")), Maker::read(maker.at("two.tar")));
        QCOMPARE(maker.run(words("build one one.tar")).code, 1); // never over another
        Maker::alter(maker.at("two/matters/card/form.json"), "姓名", "名姓");
        QCOMPARE(maker.run(words("build two three.tar")).code, 0);
        QVERIFY(Maker::read(maker.at("one.tar")) != Maker::read(maker.at("three.tar")));
    }

    void commonToolsReadABundle() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("tree/matters/card", QStringLiteral("A")).code, 0);
        QCOMPARE(maker.run(words("build tree packed.tar")).code, 0);
        fs::create_directory(maker.at("out"));
        QCOMPARE(QProcess::execute(QStringLiteral("tar"),
                                   {QStringLiteral("-xf"), maker.name("packed.tar"),
                                    QStringLiteral("-C"), maker.name("out")}),
                 0);
        QProcess sums;
        sums.setWorkingDirectory(maker.name("out"));
        sums.start(QStringLiteral("sha256sum"), {QStringLiteral("-c"), QStringLiteral("--strict"),
                                                 QStringLiteral("SHA256SUMS")});
        QVERIFY(sums.waitForFinished());
        QCOMPARE(sums.exitCode(), 0);
        QCOMPARE(sums.readAllStandardOutput().count(": OK"), 3);
    }

    void ofSeveralVersionsTheLastOneIsCompared() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("old/card", QStringLiteral("A")).code, 0);
        fs::copy(maker.at("old"), maker.at("new"), fs::copy_options::recursive);
        fs::copy(maker.at("old/card"), maker.at("new/again"));
        const Said twice = maker.run(words("diff old new"));
        QCOMPARE(twice.code, 1);
        QVERIFY2(twice.err.contains("JJ-3003"), twice.err.constData());
        const fs::path next = maker.at("new/again/matter.json");
        Maker::alter(next, "\"version\": \"0.1\"", "\"version\": \"0.2\"");
        Maker::alter(next, "{ \"from\": \"2026-11-22\" }", "{ \"from\": \"2027-01-01\" }");
        const Said later = maker.run(words("diff old new"));
        QVERIFY2(later.out.contains("0.1 → 0.2"), later.out.constData());
        QCOMPARE(maker.run(words("diff new new")).code, 0);
    }

    void whatChangedIsSaidInAClerksWords() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("old/card", QStringLiteral("A")).code, 0);
        fs::copy(maker.at("old"), maker.at("new"), fs::copy_options::recursive);
        const Said same = maker.run(words("diff old new"));
        QCOMPARE(same.code, 0);
        QCOMPARE(same.out, QByteArray("没有不同。\n"));
        Maker::alter(maker.at("new/card/matter.json"), "\"promised\": 10", "\"promised\": 8");
        const Said changed = maker.run(words("diff old new"));
        QCOMPARE(changed.code, 1); // the version and the kind of change are missing
        QVERIFY2(changed.out.contains("规则 办理时限 › 承诺时限：10 → 8"), changed.out.constData());
        QVERIFY(changed.out.contains("请换一个版本号"));
        const Said english = maker.run(words("diff old/card new/card --english"));
        QVERIFY2(english.out.contains("rule    time limit › promised limit: 10 → 8"),
                 english.out.constData());
        Maker::alter(maker.at("new/card/matter.json"), "\"version\": \"0.1\"",
                     "\"version\": \"0.2\"");
        Maker::alter(
            maker.at("new/card/matter.json"), "{ \"kind\": \"new\" }",
            "{\"kind\": \"changed\", \"from\": [{\"code\": \"A\", \"version\": \"0.1\"}], "
            "\"transition\": \"asFiled\", \"notice\": {\"zh\": \"快了\", \"en\": \"Sooner\"}}");
        const Said right = maker.run(words("diff old new"));
        QVERIFY2(right.code == 0, right.out.constData());
        QVERIFY(right.out.contains("发布类型：变更"));
    }

    void whatWasPackedIsComparedLikeAFolder() {
        const Maker maker;
        QCOMPARE(maker.makeMatter("tree/matters/card", QStringLiteral("A")).code, 0);
        QCOMPARE(maker.run(words("build tree old.tar")).code, 0);
        QCOMPARE(maker.run(words("diff old.tar tree/matters")).code, 0);
        Maker::alter(maker.at("tree/matters/card/form.json"), "姓名", "名姓");
        QCOMPARE(maker.run(words("build tree new.tar")).code, 0);
        const Said packed = maker.run(words("diff old.tar new.tar"));
        QCOMPARE(packed.code, 1);
        QVERIFY2(packed.out.contains("姓名 → 名姓"), packed.out.constData());
        QCOMPARE(maker.run(words("diff old.tar tree/matters")).out, packed.out);
        Maker::write(maker.at("old.tar"), Maker::read(maker.at("old.tar")).left(700));
        const Said cut = maker.run(words("diff old.tar new.tar"));
        QCOMPARE(cut.code, 1);
        QVERIFY2(cut.err.contains("JJ-2329"), cut.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
