// What citizens type and what they are shown for it; the order of everything else.
#include "tests/unit/find/sample_matters.h"

using namespace jiujin;
using namespace jiujin::find;

namespace {

Codes firstFour(const Codes& all) {
    return {all.begin(), all.begin() + 4};
}

} // namespace

class TestFinder : public QObject {
    Q_OBJECT

    const std::vector<matter::Head> catalogue_ = sampleMatters();
    const Finder finder_{catalogue_, publishedFinding()};

    Codes found(const char* typed) const { return codes(catalogue_, finder_.matching(typed)); }

private slots:
    void whatIsTypedIsFoundFirst_data() {
        QTest::addColumn<std::string>("typed");
        QTest::addColumn<std::string>("first");
        const auto row = [](const char* typed, const char* first) {
            QTest::newRow(typed) << std::string(typed) << std::string(first);
        };
        row("养老金", "pension");
        row("参保", "pension");
        row("yanglao", "pension");
        row("yangl", "pension");
        row("ylbx", "pension");
        row("YLBX", "pension");
        row("yl保险", "pension");
        row("养lao", "pension");
        row("jubao", "pension");
        row("jb", "pension");
        row("yb", "elsewhere");
        row("yibao", "elsewhere");
        row("yibao beian", "elsewhere"); // two of its words
        row("yidi jiuyi", "elsewhere");
        row("备案 食品", "food");
        row("ｙｂ", "elsewhere"); // full width
        row("lnz", "elder");
        row("老人证", "elder"); // 老年人优待证, with gaps
        row("shiye", "jobless");
        row("syd", "jobless");
        row("cqschqhlbx", "care");
        row("chongqing", "care");
        row("changsha", "talent");
        row("cssrcbt", "talent");
        row("yinhang", "bank");
        row("yhzh", "bank");
        row("kuaiji", "accountant");
        row("kj", "accountant");
        row("canyu", "care");
        row("pension", "pension");
        row("Bank acc", "bank");
        row("long term", "care");
        row("sch enrol", "school");
        row("户籍地", "pension"); // only in the summary
    }
    void whatIsTypedIsFoundFirst() {
        QFETCH(std::string, typed);
        const auto all = codes(catalogue_, finder_.matching(typed));
        QVERIFY2(!all.empty(), "nothing is found");
        QFETCH(std::string, first);
        QCOMPARE(all.front(), first);
    }

    void slipsAndSoundsAreForgiven_data() {
        QTest::addColumn<std::string>("typed");
        QTest::addColumn<std::string>("first");
        const auto row = [](const char* name, const char* typed, const char* first) {
            QTest::newRow(name) << std::string(typed) << std::string(first);
        };
        row("swapped", "ynaglao", "pension");
        row("missing", "yaglao", "pension");
        row("too many", "yanggglao", "pension");
        row("wrong", "yanhlao", "pension");
        row("two in a long one", "yanhlaobaoxina", "pension");
        row("zh for z, n for ng", "jvzhuzeng", "residence");
        row("n for l", "laonianzheng", "elder");
        row("l for n, n for ng", "laolianzhen", "elder");
        row("homophones", "样老保现", "pension");
        row("a wrong character", "居住正", "residence");
        row("a whole sentence", "我要办理养老保险", "pension");
        row("other order", "登记失业", "jobless");
        row("English", "pensoin", "pension");
    }
    void slipsAndSoundsAreForgiven() {
        QFETCH(std::string, typed);
        const auto all = codes(catalogue_, finder_.matching(typed));
        QVERIFY2(!all.empty(), "nothing is found");
        QFETCH(std::string, first);
        QCOMPARE(all.front(), first);
    }

    void severalWordsInOneRunAreFound_data() {
        QTest::addColumn<std::string>("typed");
        QTest::addColumn<Codes>("first");
        const auto row = [](const char* typed, Codes first) {
            QTest::newRow(typed) << std::string(typed) << std::move(first);
        };
        row("养老参保", {"pension"});
        row("yanglaocanbao", {"pension"});
        row("yanglaocanb", {"pension"}); // the last one is still typed
        row("yanglaoc", {"pension"});
        row("养老canbao登记", {"pension"}); // three
        row("居保登记", {"pension"});       // a keyword, and the title
        row("登记养老", {"pension"});
        row("医保异地", {"elsewhere"});
        row("社保卡丢失", {"card"});
        row("shebaokadiushi", {"card"});
        row("社保卡不见了", {"card"}); // a sentence: by its pairs
        row("pensionregist", {"pension"});
        row("登记保险", {"pension", "care"}); // the others have only one of the two
    }
    void severalWordsInOneRunAreFound() {
        auto catalogue = sampleMatters();
        catalogue.push_back(sampleMatter("card", {"社会保障卡补领", "Card: another one"},
                                         {{"社保卡", "social card"}, {"丢失", "lost"}}));
        const Finder finder(catalogue, publishedFinding());
        QFETCH(std::string, typed);
        QFETCH(Codes, first);
        const auto all = codes(catalogue, finder.matching(typed));
        QVERIFY2(all.size() >= first.size(), "too little is found");
        QCOMPARE(Codes(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first.size())),
                 first);
    }

    void aRunStandsBehindWhatFitsAsItIsAndBeforeWhatIsAlike() {
        const std::vector<matter::Head> catalogue{
            sampleMatter("alike", {"样老餐包登记", "A"}),
            sampleMatter("three", {"登记", "A"}, {{"参保", "A"}, {"养老", "A"}}),
            sampleMatter("two", {"登记养老参保", "A"}), sampleMatter("one", {"养老", "A"}),
            sampleMatter("summary", {"别的", "A"}, {}, "养老参保登记")};
        const Finder finder(catalogue, publishedFinding());
        QCOMPARE(codes(catalogue, finder.matching("养老参保登记")),
                 (Codes{"summary", "two", "three", "alike"}));
        const std::vector<matter::Head> exact{sampleMatter("run", {"参保养老", "A"}),
                                              sampleMatter("exact", {"养老参保", "A"})};
        QCOMPARE(codes(exact, Finder(exact, publishedFinding()).matching("养老参保")),
                 (Codes{"exact"}));
    }

    void whatFitsNothingFindsNothing() {
        for (const char* typed : {"xxxxxxxx", "护照", "qwq", "q8", "不存在的事", "𠮷"})
            QVERIFY2(found(typed).empty(), typed);
    }

    void nothingTypedIsEverything() {
        for (const char* typed : {"", "  ", "，。", "\xff"})
            QCOMPARE(finder_.matching(typed), finder_.all());
        QCOMPARE(finder_.all().size(), catalogue_.size());
    }

    void theExactOnesComeBeforeTheOthers() {
        const auto registrations = found("登记");
        QCOMPARE(std::set(registrations.begin(), registrations.end()),
                 (std::set<std::string>{"pension", "school", "jobless", "care"}));
        // A title's beginning before its inside, a whole keyword before either of a longer one.
        const std::vector<matter::Head> catalogue{
            sampleMatter("inside", {"申领养老金", "A"}), sampleMatter("start", {"养老金申领", "A"}),
            sampleMatter("keyword", {"其他", "A"}, {{"养老金", "A"}}),
            sampleMatter("summary", {"别的", "A"}, {}, "养老金"),
            sampleMatter("letters", {"药量", "A"})};
        const Finder finder(catalogue, publishedFinding());
        QCOMPARE(codes(catalogue, finder.matching("养老金")),
                 (Codes{"keyword", "start", "inside", "summary"}));
        QCOMPARE(codes(catalogue, finder.matching("yl")).front(), std::string("letters"));
    }

    void theMostUsedComeFirst() {
        auto catalogue = sampleMatters();
        catalogue[3].domain = "second";
        catalogue[4].domain = "first";
        Finding finding = publishedFinding();
        finding.mostUsed = {"jobless", "nosuch", "food"};
        finding.domains = {{"first", {}, {}}, {"second", {}, {}}};
        const Finder declared(catalogue, finding);
        QCOMPARE(firstFour(codes(catalogue, declared.all())),
                 (Codes{"jobless", "food", "school", "residence"}));
        QCOMPARE(codes(catalogue, declared.matching("备案")).front(), std::string("food"));
        const Finder counted(catalogue, finding, {{"elder", 9}, {"bank", 12}, {"nosuch", 99}});
        QCOMPARE(firstFour(codes(catalogue, counted.all())),
                 (Codes{"bank", "elder", "jobless", "food"}));
        QCOMPARE(codes(catalogue, counted.matching("信息")), (Codes{"bank", "accountant"}));
    }

    void eventsAndCodes() {
        auto catalogue = sampleMatters();
        catalogue[0].lifeEvents = {"retire", "move"};
        catalogue[2].lifeEvents = {"retire"};
        Finding finding = publishedFinding();
        finding.mostUsed = {"elder"};
        const Finder finder(catalogue, finding);
        QCOMPARE(codes(catalogue, finder.ofEvent("retire")), (Codes{"elder", "pension"}));
        QCOMPARE(codes(catalogue, finder.ofEvent("move")), (Codes{"pension"}));
        QVERIFY(finder.ofEvent("nosuch").empty());
        QCOMPARE(codes(catalogue, finder.ofCodes({"pension", "nosuch", "elder", "pension"})),
                 (Codes{"elder", "pension"}));
    }

    void withoutReadingsChineseAndEnglishAreFound() {
        const Finder bare(catalogue_, {});
        QCOMPARE(codes(catalogue_, bare.matching("失业")).front(), std::string("jobless"));
        QCOMPARE(codes(catalogue_, bare.matching("food")).front(), std::string("food"));
        QVERIFY(bare.matching("shiye").empty());
        QVERIFY(Finder({}, {}).matching("a").empty() && Finder({}, {}).all().empty());
    }
};

QTEST_APPLESS_MAIN(TestFinder)
#include "tst_finder.moc"
