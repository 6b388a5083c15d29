#include "platform/formats/code_lists.h"

#include <QtTest/QtTest>

#include <set>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

constexpr CodeList lists[] = {
    CodeList::MatterType,       CodeList::MatterLevel,  CodeList::ImplementerNature,
    CodeList::ServiceObject,    CodeList::HandlingForm, CodeList::HandlingType,
    CodeList::SpecialProcedure, CodeList::StepState,    CodeList::Satisfaction};

} // namespace

class TestCodeLists : public QObject {
    Q_OBJECT
private slots:
    void theStandardsTablesStand() {
        QCOMPARE(findCode(CodeList::MatterType, "05")->zh, std::string_view("行政给付"));
        QCOMPARE(findCode(CodeList::MatterType, "20")->zh, std::string_view("公共服务"));
        QCOMPARE(findCode(CodeList::MatterLevel, "7")->zh, std::string_view("分级管理"));
        QCOMPARE(findCode(CodeList::ServiceObject, "1")->en, std::string_view("natural person"));
        QCOMPARE(findCode(CodeList::HandlingForm, "9")->zh, std::string_view("其他"));
        QCOMPARE(findCode(CodeList::HandlingType, "1")->zh, std::string_view("即办件"));
        QCOMPARE(findCode(CodeList::SpecialProcedure, "1")->zh, std::string_view("延长审批"));
        QCOMPARE(findCode(CodeList::ImplementerNature, "2")->zh, std::string_view("授权组织"));
        QCOMPARE(findCode(CodeList::StepState, "2")->zh, std::string_view("已办"));
    }
    void everyCodeIsUniqueAndHasWordsInBothLanguages() {
        std::set<std::string_view> names;
        for (const CodeList list : lists) {
            QVERIFY(names.insert(nameOf(list)).second && !entriesOf(list).empty());
            std::set<std::string_view> codes;
            for (const CodeEntry& entry : entriesOf(list)) {
                QVERIFY(codes.insert(entry.code).second);
                QVERIFY(!entry.zh.empty() && !entry.en.empty());
                QCOMPARE(findCode(list, entry.code)->zh, entry.zh);
            }
        }
    }
    void aCodeHasOneSpelling() {
        for (const CodeList list : lists) {
            for (const char* wrong : {"", " 1", "1 ", "001", "８", "-1"}) {
                const auto found = findCode(list, wrong);
                QVERIFY2(!found.ok() && found.error().code == ErrorCode::CodeUnknown, wrong);
                QCOMPARE(found.error().where,
                         std::string(nameOf(list)) + ": no such code in GB/T 39046");
            }
        }
        QVERIFY(!findCode(CodeList::MatterType, "1").ok());
        QVERIFY(!findCode(CodeList::HandlingForm, "5").ok());
    }
    void provincesExtendMatterTypesOnly() {
        for (const char* text : {"11", "19", "21", "99"})
            QVERIFY2(isExtension(text) && !findCode(CodeList::MatterType, text).ok(), text);
        for (const char* text : {"00", "10", "20", "1", "2A", "211", ""})
            QVERIFY2(!isExtension(text), text);
    }
    void codesOfRatingsRunAgainstTheStars() {
        QVERIFY(*parseRating("1") == Rating::VerySatisfied && starsOf(Rating::VerySatisfied) == 5);
        QVERIFY(*parseRating("5") == Rating::VeryDissatisfied);
        for (int stars = 1; stars <= 5; ++stars) {
            const Rating rating = *ratingOfStars(stars);
            QCOMPARE(starsOf(rating), stars);
            QVERIFY(*parseRating(ratingCode(rating)) == rating);
            QCOMPARE(isNegative(rating), stars <= 2);
        }
        for (const int stars : {-1, 0, 6})
            QVERIFY(ratingOfStars(stars).error().code == ErrorCode::CodeUnknown);
        for (const char* wrong : {"0", "6", "", "11", "x"})
            QVERIFY2(!parseRating(wrong).ok(), wrong);
    }
};

QTEST_APPLESS_MAIN(TestCodeLists)
#include "tst_code_lists.moc"
