#include "platform/formats/date_time.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::formats;
using namespace std::chrono;

namespace {

constexpr DateSpelling all[] = {DateSpelling::Compact, DateSpelling::Spaced, DateSpelling::Iso};
const LocalSecond moment = local_days(2028y / February / 29) + 9h + 4min + 5s;

} // namespace

class TestDateTime : public QObject {
    Q_OBJECT
private slots:
    void threeSpellingsAreOneMoment() {
        const char* texts[] = {"20280229090405", "2028-02-29 09:04:05", "2028-02-29T09:04:05"};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto read = parseMoment(texts[i]);
            QVERIFY2(read.ok() && *read == moment, texts[i]);
            QCOMPARE(momentText(moment, all[i]), std::string(texts[i]));
        }
    }
    void everyMomentComesBackInEverySpelling() {
        std::mt19937_64 random(39046);
        const auto first = LocalSecond(local_days(1y / January / 1)).time_since_epoch().count();
        const auto end = LocalSecond(local_days(10000y / January / 1)).time_since_epoch().count();
        std::uniform_int_distribution<std::int64_t> any(first, end - 1);
        for (int round = 0; round < 2000; ++round) {
            const LocalSecond one{seconds(any(random))};
            for (const DateSpelling spelling : all)
                QCOMPARE(*parseMoment(momentText(one, spelling)), one);
        }
    }
    void daysHaveTwoSpellings() {
        QVERIFY(*parseAnyDate("20280229") == 2028y / February / 29);
        QVERIFY(*parseAnyDate("2028-02-29") == 2028y / February / 29);
        QCOMPARE(dateText(2028y / February / 29, DateSpelling::Compact), std::string("20280229"));
        QCOMPARE(dateText(2028y / February / 29, DateSpelling::Iso), std::string("2028-02-29"));
        for (const char* wrong : {"", "20270229", "2027-02-29", "2028-2-29", "2028/02/29",
                                  "20280229090405", "2028年2月", "00000101"})
            QVERIFY2(!parseAnyDate(wrong).ok(), wrong);
    }
    void eachFaultIsNamed() {
        const auto where = [](const char* text) {
            const auto read = parseMoment(text);
            return read.ok() ? std::string("taken") : read.error().where;
        };
        QCOMPARE(where(""), std::string("date: expected YYYYMMDDhhmmss or YYYY-MM-DD hh:mm:ss"));
        QCOMPARE(where("2028-02-29t09:04:05"),
                 std::string("date: between day and time stands a blank or T"));
        QCOMPARE(where("2027-02-29 09:04:05"),
                 std::string("date: no such day as YYYYMMDD or YYYY-MM-DD"));
        QCOMPARE(where("2028-02-29 09.04.05"), std::string("date: expected hh:mm:ss"));
        QCOMPARE(where("2028022909040X"), std::string("date: hour, minute and second are digits"));
        for (const char* text : {"20280229240000", "20280229096000", "2028-02-29T09:04:60"})
            QCOMPARE(where(text), std::string("date: no such time of day"));
    }
};

QTEST_APPLESS_MAIN(TestDateTime)
#include "tst_date_time.moc"
