#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/base/error.h"
#include "platform/base/secret.h"
#include "platform/base/uuid.h"

#include <QtTest/QtTest>

#include <set>

using namespace jiujin;

class TestBase : public QObject {
    Q_OBJECT
private slots:
    void base64UrlRoundTripsEveryLength() {
        for (std::size_t length = 0; length < 70; ++length) {
            const Bytes bytes = randomBytes(length);
            const auto back = fromBase64Url(toBase64Url(bytes));
            QVERIFY(back.ok());
            QCOMPARE(*back, bytes);
        }
    }
    void base64UrlHasOneSpelling() {
        // RFC 4648 section 10: "fo" is Zm8; Zm9 has other spare bits, Zm8= padding, Z a lone
        // sextet.
        QCOMPARE(toBase64Url(viewOf("fo")), std::string("Zm8"));
        QVERIFY(fromBase64Url("Zm8").ok());
        for (const char* wrong : {"Zm9", "Zm8=", "Z", "Zm+/", "Zm 8"})
            QVERIFY2(!fromBase64Url(wrong).ok(), wrong);
    }
    void hexRefusesWhatItWouldNotWrite() {
        QCOMPARE(toHex(viewOf("\x01\xfe")), std::string("01fe"));
        for (const char* wrong : {"0", "0G", "0A"})
            QVERIFY2(!fromHex(wrong).ok(), wrong);
    }
    void utf8KnowsTheForbiddenForms() {
        QVERIFY(isUtf8("㐂𠮷·abc"));
        QCOMPARE(codePoints("㐂𠮷·abc"), std::size_t(6));
        for (const char* wrong : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xBD",
                                  "\x80", "\xF0\x80\x80\x80"})
            QVERIFY2(!isUtf8(wrong), wrong);
    }
    void timeRoundTripsAndRefusesImpossibleDates() {
        const auto leap = fromRfc3339("2028-02-29T23:59:59.999Z");
        QVERIFY(leap.ok());
        QCOMPARE(toRfc3339(*leap), std::string("2028-02-29T23:59:59.999Z"));
        QCOMPARE(toLocalMinute(*leap), std::string("2028-03-01 07:59"));
        for (const char* wrong : {"2027-02-29T00:00:00.000Z", "2028-02-29T24:00:00.000Z",
                                  "2028-02-29 00:00:00.000Z", ""})
            QVERIFY2(!fromRfc3339(wrong).ok(), wrong);
    }
    void uuidsAreOrderedByTime() {
        const auto early = newUuid7(*fromRfc3339("2026-11-22T00:00:00.000Z"));
        const auto late = newUuid7(*fromRfc3339("2026-11-22T00:00:00.001Z"));
        QVERIFY(isUuid7(early) && isUuid7(late));
        QVERIFY(early < late);
        QVERIFY(!isUuid7("017f22e2-79b0-4cc3-98c4-dc0c0c07398f"));
    }
    void secretsMovedFromHoldNothing() {
        Secret first("short");
        const char* buffer = first.expose().data();
        const Secret second(std::move(first));
        QCOMPARE(second.expose(), std::string_view("short"));
        QCOMPARE(std::string(buffer, 5), std::string(5, '\0'));
    }
    void everyErrorIsFoundByItsCode() {
        std::set<std::string_view> seen;
#define JIUJIN_ERROR(name, text, zh, en)                                                           \
    {                                                                                              \
        ErrorCode found{};                                                                         \
        QVERIFY(errorFromCode(text, found) && found == ErrorCode::name &&                          \
                seen.insert(text).second);                                                         \
        QVERIFY(!wordsOf(found, Language::Chinese).empty() &&                                      \
                !wordsOf(found, Language::English).empty());                                       \
    }
#include "platform/base/errors.def"
#undef JIUJIN_ERROR
        ErrorCode none{};
        QVERIFY(!errorFromCode("JJ-0000", none));
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
