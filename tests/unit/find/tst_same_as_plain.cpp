// The search that shares and passes over finds, in the same order, exactly what the plain scan
// finds: for thousands of queries made of pieces of the titles, cut, mixed, run together, with
// slips and spaces.
#include "platform/find/characters.h"
#include "tests/unit/find/plain_scan.h"
#include "tests/unit/find/sample_matters.h"

#include <random>

using namespace jiujin;
using namespace jiujin::find;

namespace {

using Random = std::mt19937;

template <typename List>
const auto& anyOf(const List& list, Random& random) {
    return list[random() % list.size()];
}

const std::vector<std::string> parts{"居民", "养老", "保险", "登记", "重庆", "长沙", "银行",
                                     "会计", "参与", "女",   "证",   "𠮷",   "老人", "申领",
                                     "（",   "略",   "绿",   "上海", "西安", "先",   "2"};
const std::vector<std::string> latin{"card",  "pension", "bank", "new",      "a",
                                     "vocal", "2026",    "LONG", "register", "lane"};

std::string chinese(Random& random, std::size_t most) {
    std::string text;
    for (std::size_t count = 1 + random() % most; count > 0; --count)
        text += anyOf(parts, random);
    return text;
}

std::string english(Random& random) {
    std::string text = anyOf(latin, random);
    for (std::size_t count = random() % 3; count > 0; --count)
        text += " " + anyOf(latin, random);
    return text;
}

std::vector<matter::Head> invented(Random& random) {
    std::vector<matter::Head> matters;
    for (std::size_t i = 0; i < 14; ++i) {
        std::vector<matter::Words> keywords;
        for (std::size_t count = random() % 3; count > 0; --count)
            keywords.push_back({chinese(random, 2), english(random)});
        matters.push_back(sampleMatter("M" + std::to_string(i),
                                       {chinese(random, 5), english(random)}, keywords,
                                       random() % 2 == 0 ? chinese(random, 6) : ""));
    }
    // A title that is another one's keyword and a third one's summary.
    matters[1].keywords.push_back(matters[0].title);
    matters[2].summary = matters[0].title;
    return matters;
}

// A piece of a text: its characters, each as it is, by its sound or by its first letters.
std::string piece(const std::string& text, const Readings& readings, Random& random) {
    const std::u32string signs = plainForm(text);
    const auto sounds = readings.of(signs);
    const std::size_t from = random() % signs.size();
    const std::size_t way = random() % 4;
    std::string out;
    for (std::size_t i = from; i < signs.size() && i - from < 1 + random() % 6; ++i) {
        const std::size_t how = way == 3 ? random() % 3 : way;
        if (how == 0 || sounds[i].empty())
            out += QString::fromUcs4(&signs[i], 1).toStdString();
        else
            out += how == 1 ? sounds[i] : sounds[i].substr(0, 1 + random() % 2);
    }
    return out;
}

// Only between ASCII letters: other bytes belong together.
void slip(std::string& typed, Random& random) {
    const std::size_t at = typed.empty() ? 0 : random() % typed.size();
    if (typed.size() < 2 || at + 1 >= typed.size() || typed[at] < ' ' || typed[at + 1] < ' ')
        return;
    if (random() % 3 == 0)
        std::swap(typed[at], typed[at + 1]);
    else if (random() % 2 == 0)
        typed.erase(at, 1);
    else
        typed[at] = static_cast<char>('a' + random() % 26);
}

std::string query(const std::vector<matter::Head>& matters, const Readings& readings,
                  Random& random) {
    std::string typed;
    const matter::Head& one = anyOf(matters, random);
    for (std::size_t count = 1 + random() % 3; count > 0; --count) {
        const matter::Head& matter = random() % 4 == 0 ? anyOf(matters, random) : one;
        const std::size_t of = random() % 8;
        typed += piece(of < 4   ? matter.title.zh
                       : of < 7 ? matter.title.en
                                : chinese(random, 2),
                       readings, random);
        if (random() % 5 == 0)
            typed += ' ';
    }
    for (std::size_t slips = random() % 4; slips > 1; --slips)
        slip(typed, random);
    return typed;
}

} // namespace

class TestSameAsPlain : public QObject {
    Q_OBJECT
private slots:
    void forWhateverIsTyped() {
        const Finding finding = publishedFinding();
        Random random(20261123);
        int fitting = 0;
        for (int catalogue = 0; catalogue < 40; ++catalogue) {
            const auto matters = invented(random);
            const Finder finder(matters, finding);
            const plain::Scan scan(matters, finding);
            for (int i = 0; i < 150; ++i) {
                const std::string typed = query(matters, finding.readings, random);
                const auto found = finder.matching(typed);
                fitting += found.empty() ? 0 : 1;
                QVERIFY2(found == scan.matching(typed, finder.all()), typed.c_str());
            }
        }
        QVERIFY2(fitting > 2000, "the queries are too strange to show anything");
    }

    void forEveryKeystrokeInThePublishedCatalogue() {
        const Finding finding = publishedFinding();
        const auto matters = matter::Catalogue::check(tests::sourceFile("resources/matters"));
        QVERIFY(matters.ok());
        const Finder finder(*matters, finding);
        const plain::Scan scan(*matters, finding);
        for (const std::string whole :
             {"yanglaobaoxiandengji", "ylbxdj", "yanglaocanbao", "我要办理养老保险",
              "养老参保dengji", "ynaglao", "laonianzheng", "xxxxxxxxxxxx", "Pension registration",
              "y l b x d j a b"})
            for (std::size_t end = 1; end <= whole.size(); ++end) {
                const std::string typed = whole.substr(0, end);
                QVERIFY2(finder.matching(typed) == scan.matching(typed, finder.all()),
                         typed.c_str());
            }
    }
};

QTEST_APPLESS_MAIN(TestSameAsPlain)
#include "tst_same_as_plain.moc"
