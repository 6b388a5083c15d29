// Every matter is found by each spelling of its own title, with a slip anywhere too: the sample's,
// the published catalogue's, and two hundred invented ones.
#include "platform/find/characters.h"
#include "tests/unit/find/sample_matters.h"

#include <random>

using namespace jiujin;
using namespace jiujin::find;

namespace {

std::string utf8Of(std::u32string_view signs) {
    return QString::fromUcs4(signs.data(), static_cast<qsizetype>(signs.size())).toStdString();
}

// The characters of a title, and their syllables.
struct Title {
    std::u32string signs;
    std::vector<std::string> syllables;

    Title(const std::string& text, const Readings& readings) {
        for (const char32_t sign : plainForm(text))
            if (isHan(sign))
                signs += sign;
        for (const auto syllable : readings.of(signs))
            syllables.emplace_back(syllable);
    }
    std::string pinyin(std::size_t from, std::size_t count) const {
        std::string out;
        for (std::size_t i = from; i < std::min(from + count, syllables.size()); ++i)
            out += syllables[i];
        return out;
    }
    std::string initials() const {
        std::string out;
        for (const std::string& syllable : syllables)
            out += syllable.front();
        return out;
    }
};

std::vector<matter::Head> inventedMatters() {
    const std::vector<std::string> parts{"居民", "城镇", "职工",   "养老", "医疗", "生育", "失业",
                                         "工伤", "保险", "登记",   "变更", "注销", "重庆", "长沙",
                                         "银行", "会计", "参与",   "证明", "补贴", "申领", "学校",
                                         "家长", "校长", "女职工", "给付", "调查", "调解", "率先"};
    std::mt19937 random(20261123);
    std::vector<matter::Head> out;
    for (int i = 0; i < 200; ++i) {
        std::string title;
        for (std::size_t count = 3 + random() % 4; count > 0; --count)
            title += parts[random() % parts.size()];
        out.push_back(sampleMatter("N" + std::to_string(i), {title, "A"}));
    }
    return out;
}

void checkSpellings(const std::vector<matter::Head>& catalogue) {
    const Finding finding = publishedFinding();
    const Finder finder(catalogue, finding);
    const auto finds = [&](const std::string& typed, std::size_t row) {
        const auto rows = finder.matching(typed);
        return std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    for (std::size_t row = 0; row < catalogue.size(); ++row) {
        const Title title(catalogue[row].title.zh, finding.readings);
        QVERIFY2(finds(catalogue[row].title.zh, row), catalogue[row].title.zh.c_str());
        QVERIFY2(finds(catalogue[row].title.en, row), catalogue[row].title.en.c_str());
        QVERIFY2(finds(title.initials(), row), title.initials().c_str());
        const std::size_t length = title.signs.size();
        for (std::size_t from = 0; from + 2 <= length; ++from) {
            const std::string two = title.pinyin(from, 2);
            QVERIFY2(finds(two, row), two.c_str());
            const auto mixed = utf8Of(title.signs.substr(from, 1)) + title.pinyin(from + 1, 3);
            QVERIFY2(finds(mixed, row), mixed.c_str());
            QVERIFY(finds(utf8Of(title.signs.substr(from, 3)), row));
        }
        // As it is typed, letter by letter: at no keystroke does it vanish.
        const std::string whole = title.pinyin(0, length).substr(0, 40);
        for (std::size_t typed = 1; typed <= whole.size(); ++typed)
            QVERIFY2(finds(whole.substr(0, typed), row), whole.c_str());
    }
}

// Of a piece of at least eight letters, each swap and each letter left out.
void checkSlips(const std::vector<matter::Head>& catalogue) {
    const Finding finding = publishedFinding();
    const Finder finder(catalogue, finding);
    int slips = 0;
    for (std::size_t row = 0; row < catalogue.size(); ++row) {
        const Title title(catalogue[row].title.zh, finding.readings);
        const std::string piece = title.pinyin(0, 4);
        for (std::size_t at = 0; at + 1 < piece.size(); ++at) {
            std::string swapped = piece, missing = piece;
            std::swap(swapped[at], swapped[at + 1]);
            missing.erase(at, 1);
            for (const std::string& typed : {swapped, missing}) {
                // What happens to fit another title exactly is that other title.
                const auto rows = finder.matching(typed);
                QVERIFY2(!rows.empty(), typed.c_str());
                slips += std::find(rows.begin(), rows.end(), row) != rows.end() ? 0 : 1;
            }
        }
    }
    QVERIFY2(slips * 50 < static_cast<int>(catalogue.size()) * 24, "too many are not forgiven");
}

} // namespace

class TestSpellings : public QObject {
    Q_OBJECT
private slots:
    void ofTheSamples() { checkSpellings(sampleMatters()); }
    void ofThePublishedCatalogue() {
        const auto catalogue = matter::Catalogue::check(tests::sourceFile("resources/matters"));
        QVERIFY(catalogue.ok());
        checkSpellings(*catalogue);
    }
    void ofInventedTitles() { checkSpellings(inventedMatters()); }
    void withSlips() {
        checkSlips(sampleMatters());
        checkSlips(inventedMatters());
    }
};

QTEST_APPLESS_MAIN(TestSpellings)
#include "tst_spellings.moc"
