#include "platform/matter/check.h"
#include "platform/matter/limit_words.h"
#include "platform/matter/material_words.h"
#include "platform/matter/review.h"
#include "tests/support/cases/sample_case.h"

#include "platform/formats/contact.h"

#include <QtTest/QtTest>

#include <set>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;

namespace {

class EveryDayWorked : public WorkingCalendar {
public:
    std::optional<bool> isWorkingDay(sys_days) const override { return true; }
};

LegalBasis basis() {
    return {{"某规定", "A rule"}, "某规定", "2026-11-22", false};
}

Material anyMaterial() {
    Material material;
    material.id = "paper";
    material.basis = basis();
    material.ways = {"bring"};
    return material;
}

bool isOneLine(const Words& words) {
    return !words.zh.empty() && !words.en.empty() && words.zh != words.en &&
           formats::isPlainLine(words.zh) && formats::isPlainLine(words.en);
}

} // namespace

class TestMaterialWords : public QObject {
    Q_OBJECT
private slots:
    void everyReasonIsToldInItsOwnWords() {
        std::set<std::string> zh, en;
        constexpr int reasons = static_cast<int>(ClosedReason::NoScanner) + 1;
        for (int each = 0; each < reasons; ++each) {
            const Words words = closedWords(static_cast<ClosedReason>(each));
            QVERIFY(isOneLine(words));
            zh.insert(words.zh);
            en.insert(words.en);
        }
        QCOMPARE(static_cast<int>(zh.size()), reasons);
        QCOMPARE(static_cast<int>(en.size()), reasons);
    }
    void aLimitIsToldInItsOwnUnit() {
        const auto promised = [](LimitUnit unit, int count) {
            return std::optional(TimeLimit{LimitType::Promised, unit, 0, count});
        };
        const struct {
            std::optional<TimeLimit> limit;
            const char *zh, *en, *afterZh, *afterEn;
        } rows[]{{promised(LimitUnit::WorkingDays, 10), "10 个工作日", "10 working days",
                  "受理后 10 个工作日", "10 working days after acceptance"},
                 {promised(LimitUnit::WorkingDays, 1), "1 个工作日", "1 working day",
                  "受理后 1 个工作日", "1 working day after acceptance"},
                 {promised(LimitUnit::NaturalDays, 30), "30 个自然日", "30 calendar days",
                  "受理后 30 个自然日", "30 calendar days after acceptance"},
                 {promised(LimitUnit::Hours, 24), "24 小时", "24 hours", "受理后 24 小时",
                  "24 hours after acceptance"},
                 {TimeLimit{LimitType::Instant, LimitUnit::WorkingDays, 0, 0}, "当场办结",
                  "Decided at once", "受理后当场办结", "Decided at once after acceptance"},
                 {promised(LimitUnit::WorkingDays, 0), "没有承诺", "None stated", "", ""},
                 {std::nullopt, "没有承诺", "None stated", "", ""}};
        for (const auto& row : rows) {
            const Words alone = promiseWords(row.limit), after = promiseFromAcceptance(row.limit);
            QCOMPARE(alone.zh, std::string(row.zh));
            QCOMPARE(alone.en, std::string(row.en));
            QCOMPARE(after.zh, std::string(row.afterZh));
            QCOMPARE(after.en, std::string(row.afterEn));
        }
    }
    void aWaiverShowsRuleBasisAndThatItIsASample() {
        CreditWaiver waiver{{"守信免交", "Spared who keeps faith"}, basis()};
        const Words words = waivedWords(waiver);
        for (const char* part : {"信用良好", "守信免交", "某规定", "示例"})
            QVERIFY2(words.zh.find(part) != std::string::npos, part);
        for (const char* part : {"good credit record", "Spared", "A rule", "sample"})
            QVERIFY2(words.en.find(part) != std::string::npos, part);
        waiver.basis.verified = true;
        QVERIFY(waivedWords(waiver).zh.find("示例") == std::string::npos);
    }
    void originalsAndCopiesAreCounted() {
        Material material;
        material.originals = 2;
        material.copies = 1;
        QCOMPARE(bringWords(material).zh, std::string("到窗口出示原件 2 份，交复印件 1 份"));
        QCOMPARE(bringWords(material).en,
                 std::string("At the counter: show 2 originals, hand in 1 copy"));
        QCOMPARE(scanWords(material).zh, std::string("在终端扫描原件 2 份"));
        QCOMPARE(countWords(material).zh, std::string("原件 2 份、复印件 1 份"));
        QCOMPARE(countWords(material).en, std::string("2 originals, 1 copy"));
        QCOMPARE(laterWords(material, 5, "").zh,
                 std::string("容缺后补原件 2 份、复印件 1 份，自受理之日起 5 个工作日内"));
        QCOMPARE(laterWords(material, 1, "").en,
                 std::string("To be handed in later: 2 originals, 1 copy, within 1 working day of "
                             "acceptance"));
        material.originals = 0;
        QCOMPARE(bringWords(material).zh, std::string("到窗口交复印件 1 份"));
        QCOMPARE(scanWords(material).en, std::string("To be scanned here: 1 copy"));
        QCOMPARE(countWords(material).zh, std::string("复印件 1 份"));
    }
    // One source of words: what the engine offers is what the citizen signs and takes home.
    void theReviewSaysTheSameWords() {
        const Matter matter = tests::pensionMatter();
        const auto verdicts = judgeMaterials(
            matter, {2026y / November / 23, {}, CreditRecord::Unreachable}, EveryDayWorked());
        QCOMPARE(verdicts.size(), std::size_t(2));
        QVERIFY(verdicts[0].offers[0].deadline == 2026y / December / 1);
        for (const auto& verdict : verdicts) {
            const Material& material =
                matter.materials[static_cast<std::size_t>(&verdict - verdicts.data())];
            for (const Offer& offer : verdict.offers) {
                protocol::MaterialState state{verdict.id, std::string(nameOf(offer.way)), "", ""};
                if (offer.deadline)
                    state.dueDate = formats::toIsoDate(*offer.deadline);
                for (const Language language : {Language::Chinese, Language::English})
                    QVERIFY(
                        shownWay(material, state, language).starts_with(offer.words.in(language)));
            }
        }
    }
    void whatNoTerminalOffersYetReadsLikeItsOffer() {
        Material material = anyMaterial();
        material.creditWaiver = CreditWaiver{{"守信免交", "Spared who keeps faith"}, basis()};
        for (const Language language : {Language::Chinese, Language::English}) {
            QCOMPARE(shownWay(material, {"paper", "held", "", ""}, language),
                     heldWords().in(language));
            QCOMPARE(shownWay(material, {"paper", "waived", "", ""}, language),
                     waivedWords(*material.creditWaiver).in(language));
            QCOMPARE(shownWay(material, {"paper", "scan", "", ""}, language),
                     scanWords(material).in(language));
        }
    }
    void everyWayHasItsName() {
        std::set<std::string> zh, en;
        for (int each = 0; each <= static_cast<int>(MaterialWay::Bring); ++each) {
            const auto way = static_cast<MaterialWay>(each);
            QVERIFY(isOneLine(wayName(way)) && wayFrom(nameOf(way)) == way);
            zh.insert(wayName(way).zh);
            en.insert(wayName(way).en);
        }
        QVERIFY(zh.size() == 6 && en.size() == 6 && !wayFrom("pigeon"));
    }
    // A hostile case may name a way that the material does not have.
    void aCommitmentThatIsNotThereIsNotShown() {
        const Material material = anyMaterial();
        QCOMPARE(shownWay(material, {"paper", "commit", "", ""}, Language::Chinese),
                 bringWords(material).zh);
    }
};

QTEST_APPLESS_MAIN(TestMaterialWords)
#include "tst_material_words.moc"
