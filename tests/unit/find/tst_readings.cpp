// Polyphones in their phrases, every character of the catalogue, and each mistake of the two files.
#include "platform/find/characters.h"
#include "platform/find/finding.h"
#include "platform/find/spelling.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::find;

namespace {

Readings published() {
    auto finding = loadFinding(tests::sourceFile("resources/matters"));
    if (!finding)
        qFatal("%s", finding.error().text().c_str());
    return std::move(finding->readings);
}

QString read(const Readings& readings, const std::string& text) {
    QStringList out;
    for (const auto syllable : readings.of(plainForm(text)))
        out += QString::fromUtf8(syllable.data(), static_cast<qsizetype>(syllable.size()));
    return out.join(u' ');
}

} // namespace

class TestReadings : public QObject {
    Q_OBJECT
private slots:
    void polyphonesAreReadAsTheirPhraseSays_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        const auto row = [](const char* text, const char* said) {
            QTest::newRow(said) << QString::fromUtf8(text) << QString::fromUtf8(said);
        };
        row("重庆", "chong qing");
        row("重点", "zhong dian");
        row("长沙", "chang sha");
        row("校长", "xiao zhang");
        row("银行", "yin hang");
        row("行政", "xing zheng");
        row("银行业", "yin hang ye");
        row("会计", "kuai ji");
        row("社会保险", "she hui bao xian");
        row("参与", "can yu");
        row("人参", "ren shen");
        row("调解", "tiao jie");
        row("调查", "diao cha");
        row("重新参加", "chong xin can jia");
        row("家长和学校", "jia zhang he xue xiao");
        row("厦门", "xia men");
        row("大厦", "da sha");
        row("西藏", "xi zang");
        row("六安市", "lu an shi");
        row("给付", "ji fu");
        row("女", "nv");
        row("市长", "shi zhang");
        row("重庆市长期护理", "chong qing shi chang qi hu li");
    }
    void polyphonesAreReadAsTheirPhraseSays() {
        static const Readings readings = published();
        QFETCH(QString, text);
        QTEST(read(readings, text.toStdString()), "read");
    }

    void everyCharacterOfTheCatalogueIsRead() {
        const Readings readings = published();
        const auto catalogue = matter::loadCatalogue(tests::sourceFile("resources/matters"));
        QVERIFY(catalogue.ok());
        int characters = 0;
        for (const auto& matter : *catalogue) {
            for (const auto& text : {matter.title.zh, matter.summary.zh}) {
                const auto signs = plainForm(text);
                const auto syllables = readings.of(signs);
                for (std::size_t i = 0; i < signs.size(); ++i) {
                    characters += isHan(signs[i]) ? 1 : 0;
                    QVERIFY2(!isHan(signs[i]) || !syllables[i].empty(), text.c_str());
                }
            }
        }
        QVERIFY(characters > 40);
    }

    void whatIsUnknownHasNoReading() {
        QCOMPARE(read(published(), "a𠮷1"), QStringLiteral("  "));
        QCOMPARE(read(Readings(), "重庆"), QStringLiteral(" "));
    }

    void everyMistakeIsNamed_data() {
        QTest::addColumn<std::string>("characters");
        QTest::addColumn<std::string>("phrases");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char* name, std::string characters, std::string phrases,
                            std::string says) {
            QTest::newRow(name) << characters << phrases << says;
        };
        row("no characters", "bao\n", "", "readings.txt:1: write a syllable");
        row("capital", "# about\n\nBao 保\n", "", "readings.txt:3: write a syllable");
        row("three words", "bao 保 报\n", "", "readings.txt:1: write a syllable");
        row("too long", "baobaob 保\n", "", "readings.txt:1: write a syllable");
        row("twice", "bao 保报\nchong 重\nzhong 重\n", "",
            "readings.txt:3: a character stands here");
        row("no character", "bao b\n", "", "readings.txt:1: only characters from");
        row("not UTF-8", "bao \xff\n", "", "readings.txt:1: the characters are not UTF-8");
        row("one character", "", "重 chong\n", "phrases.txt:1: write a phrase of 2");
        row("a syllable too few", "", "重庆 chong\n", "phrases.txt:1: write a phrase of 2");
        row("not a syllable", "", "重庆 chong 4\n", "phrases.txt:1: a syllable is");
        row("double space", "", "重庆  chong qing\n", "phrases.txt:1: write a phrase");
        row("Latin", "", "ab chong qing\n", "phrases.txt:1: a phrase has characters");
        row("phrase twice", "", "重庆 chong qing\n重庆 zhong qing\n", "phrases.txt:2: this phrase");
    }
    void everyMistakeIsNamed() {
        QFETCH(std::string, characters);
        QFETCH(std::string, phrases);
        QFETCH(std::string, says);
        const auto readings = Readings::parse(characters, phrases);
        QVERIFY(!readings && readings.error().code == ErrorCode::MatterInvalid);
        QVERIFY2(readings.error().where.starts_with(says), readings.error().where.c_str());
    }

    void theLongestPhraseIsTaken() {
        const auto readings = Readings::parse("a 甲\nb 乙\nc 丙\n", "甲乙 x y\n甲乙丙 l m n\n");
        QVERIFY(readings.ok());
        QCOMPARE(read(*readings, "甲乙丙甲乙甲"), QStringLiteral("l m n x y a"));
    }

    void soundsThatManyDoNotTellApart() {
        QCOMPARE(alikeForm("zhuang"), std::string("zuan"));
        QCOMPARE(alikeForm("shengliang"), std::string("sennian"));
        QCOMPARE(alikeForm("nv"), std::string("nu"));
        QCOMPARE(alikeForm("hui"), std::string("hui"));
        QCOMPARE(alikeForm("gai"), std::string("gai"));
    }
};

QTEST_APPLESS_MAIN(TestReadings)
#include "tst_readings.moc"
