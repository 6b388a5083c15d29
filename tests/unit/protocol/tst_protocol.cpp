#include "platform/base/uuid.h"
#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/case_document.h"
#include "platform/protocol/mail.h"
#include "platform/protocol/receipt.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::protocol;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

AcknowledgementBatch sampleBatch() {
    const std::string id = newUuid7(samples::noon());
    const std::string digest = seal::digestOf(viewOf("header"));
    return {samples::noon(),
            {{id, digest, std::string(samples::terminalId), Verdict::Stored, ""},
             {id, digest, std::string(samples::terminalId), Verdict::Refused, "JJ-2105"}}};
}

} // namespace

class TestProtocol : public QObject {
    Q_OBJECT
    const samples::Pki pki;

    PacketHeader sampleHeader() const {
        auto core = samples::coreHeader(samples::terminalOf(pki), 42);
        core.bodyDigest = seal::digestOf(viewOf("body"));
        core.blobs = {{seal::digestOf(viewOf("blob")), 1234}};
        return {core, seal::digestOf(viewOf("sealed")), seal::digestOf(viewOf("receipt"))};
    }

private slots:
    void headersRoundTrip() {
        const PacketHeader header = sampleHeader();
        const auto back = decodePacketHeader(encode(header));
        QVERIFY(back.ok());
        QVERIFY(*back == header);
        const auto core = decodeCoreHeader(encode(header.core));
        QVERIFY(core.ok());
        QVERIFY(*core == header.core);
    }

    void aReceiptsPlaceStandsInTheHeader() {
        for (const std::string& before : {std::string(), seal::digestOf(viewOf("before"))})
            for (const auto grade : {ClockGrade::Network, ClockGrade::Drift, ClockGrade::Unknown}) {
                PacketHeader header = sampleHeader();
                header.place = ReceiptPlace{before, {samples::noon(), grade}};
                const auto back = decodePacketHeader(encode(header));
                QVERIFY(back.ok());
                QVERIFY(*back == header);
                QVERIFY(!(*back == sampleHeader()));
            }
        PacketHeader header = sampleHeader();
        header.place = ReceiptPlace{"", {samples::noon(), ClockGrade::Drift}};
        for (const auto& [from, to] :
             std::initializer_list<std::pair<std::string_view, std::string_view>>{
                 {R"("receiptBefore":"")", R"("receiptBefore":"AAAA")"},
                 {R"("receiptBefore":"",)", ""},
                 {R"("grade":"drift")", R"("grade":"good")"},
                 {R"(,"grade":"drift")", ""},
                 {"04:00:00.000Z", "04:00:00Z"}}) {
            const std::string wrong = replaced(encode(header), from, to);
            QVERIFY(!wrong.empty());
            QCOMPARE(decodePacketHeader(wrong).error().code, ErrorCode::PacketMalformed);
        }
    }

    void headersHaveOneSpelling_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("unknown member")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":42,"name":"x")");
        QTest::newRow("missing member") << QByteArray(R"("counter":42,)") << QByteArray("");
        QTest::newRow("doubled member")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":42,"counter":42)");
        QTest::newRow("white space")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter": 42)");
        QTest::newRow("number as text")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":"42")");
        QTest::newRow("number as float")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":42.0)");
        QTest::newRow("number with exponent")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":42e0)");
        QTest::newRow("negative") << QByteArray(R"("counter":42)")
                                  << QByteArray(R"("counter":-42)");
        QTest::newRow("counter zero")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":0)");
        QTest::newRow("counter too large")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":10000000)");
        QTest::newRow("number that wraps")
            << QByteArray(R"("counter":42)") << QByteArray(R"("counter":18446744073709551658)");
        QTest::newRow("other schema") << QByteArray(R"("schema":1)") << QByteArray(R"("schema":2)");
        QTest::newRow("escaped letter")
            << QByteArray("330105-A017-") << QByteArray("330105-\\u0041017-");
        QTest::newRow("terminal id in small letters")
            << QByteArray("330105-A017\"") << QByteArray("330105-a017\"");
        QTest::newRow("null") << QByteArray(R"("counter":42)") << QByteArray(R"("counter":null)");
        QTest::newRow("list for object") << QByteArray(R"({"core")") << QByteArray(R"([{"core")");
        QTest::newRow("trailing text") << QByteArray("}]}") << QByteArray("}]} ");
    }
    void headersHaveOneSpelling() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const std::string wrong =
            replaced(encode(sampleHeader()), from.toStdString(), to.toStdString());
        QVERIFY(!wrong.empty());
        const auto result = decodePacketHeader(wrong);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::PacketMalformed);
    }

    void headersAboveTheLimitAreNotParsed() {
        const auto result = decodePacketHeader(std::string(8UL * 1024 + 1, '['));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::PacketMalformed);
        QVERIFY(result.error().where.find("longer than") != std::string::npos);
    }

    void documentsRoundTrip() {
        const auto filing = samples::file(pki, samples::body());
        const auto back = decodeDocument(filing.document.expose());
        QVERIFY(back.ok());
        QVERIFY(back->header == filing.header.core);
        QVERIFY(encode(back->body) == encode(samples::body()));
        QVERIFY(back->body.answers.at("mobile") == Secret("13800000002"));
    }

    // Cases that were filed before there were catalogues have none.
    void aCaseNamesItsCatalogue() {
        CaseBody body = samples::body();
        QVERIFY(encode(body).expose().find("snapshot") == std::string_view::npos);
        body.snapshot = "12." + std::string(43, 'A');
        const auto back = decodeDocument(samples::file(pki, body).document.expose());
        QVERIFY(back.ok());
        QCOMPARE(back->body.snapshot, body.snapshot);
        body.snapshot = "../12";
        QVERIFY(!decodeDocument(samples::file(pki, body).document.expose()).ok());
    }

    void documentsKeepEveryCharacterOfAName() {
        for (const char* name : {"㐂某某", "𠮷某某", "阿卜杜·某某", "\"\\/\b\f\n\r\t\x01", ""}) {
            auto body = samples::body();
            body.applicant.name = Secret(name);
            const auto filing = samples::file(pki, body);
            const auto back = decodeDocument(filing.document.expose());
            QVERIFY2(back.ok(), name);
            QVERIFY(back->body.applicant.name == Secret(name));
        }
    }

    void aChangedBodyDoesNotFitItsDigest() {
        const auto filing = samples::file(pki, samples::body());
        const auto result = decodeDocument(
            replaced(std::string(filing.document.expose()), "13800000002", "13800000003"));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::HeaderMismatch);
    }

    void malformedDocumentsAreRefused_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("code");
        const int malformed = static_cast<int>(ErrorCode::DocumentMalformed);
        const int deep = static_cast<int>(ErrorCode::DocumentTooDeep);
        const QByteArray at(R"("answers":{)");
        QTest::newRow("unknown member")
            << at << QByteArray(R"("extra":1,"answers":{)") << malformed;
        QTest::newRow("answer that is a number") << at << at + R"("a":1,)" << malformed;
        QTest::newRow("answer that is a list") << at << at + R"("a":["x"],)" << malformed;
        QTest::newRow("answer twice") << at << at + R"("mobile":"x",)" << malformed;
        QTest::newRow("answers out of order") << at << at + R"("z":"x",)" << malformed;
        QTest::newRow("answer with a strange id") << at << at + R"("a b":"x",)" << malformed;
        QTest::newRow("not UTF-8")
            << QByteArray("13800000002") << QByteArray("\xC0\x80") << malformed;
        QTest::newRow("half a surrogate")
            << QByteArray("13800000002") << QByteArray("\\ud800") << malformed;
        QTest::newRow("nine deep") << at << at + R"("a":[[[[[[[[[1]]]]]]]]],)" << deep;
        QTest::newRow("wrong provenance")
            << QByteArray(R"("name":"card")") << QByteArray(R"("name":"staff")") << malformed;
        QTest::newRow("wrong time")
            << QByteArray("2026-11-22T") << QByteArray("2026-02-30T") << malformed;
    }
    void malformedDocumentsAreRefused() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, code);
        const auto filing = samples::file(pki, samples::body());
        const std::string wrong =
            replaced(std::string(filing.document.expose()), from.toStdString(), to.toStdString());
        QVERIFY(!wrong.empty());
        const auto result = decodeDocument(wrong);
        QVERIFY(!result.ok());
        QCOMPARE(static_cast<int>(result.error().code), code);
    }

    void documentsAboveEightMebibytesAreNotParsed() {
        const auto result = decodeDocument(std::string(8UL * 1024 * 1024 + 1, '['));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::DocumentMalformed);
    }

    void errorsDoNotQuoteThePerson() {
        const auto filing = samples::file(pki, samples::body());
        const std::string document(filing.document.expose());
        for (const char* to : {"13800000002\",\"", "1380000000\\x", "13800000002\"]"}) {
            const auto result = decodeDocument(replaced(document, "13800000002", to));
            QVERIFY(!result.ok());
            QVERIFY(result.error().text().find("1380000") == std::string::npos);
        }
    }

    void acknowledgementsRoundTripAndRefuse() {
        const auto batch = sampleBatch();
        const std::string json = encode(batch);
        const auto back = decodeAcknowledgements(json);
        QVERIFY(back.ok());
        QVERIFY(*back == batch);
        for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"\"stored\"", "\"accepted\""},
                 {"\"code\":\"\"", "\"code\":\"JJ-2105\""},
                 {"\"code\":\"JJ-2105\"", "\"code\":\"\""},
                 {"\"entries\"", "\"entry\""}})
            QVERIFY2(!decodeAcknowledgements(replaced(json, from, to)).ok(), to);
    }

    void anAcknowledgementBatchIsBounded() {
        AcknowledgementBatch batch = sampleBatch();
        batch.entries.assign(1000, batch.entries.front());
        QVERIFY(decodeAcknowledgements(encode(batch)).ok());
        batch.entries.push_back(batch.entries.front());
        QVERIFY(!decodeAcknowledgements(encode(batch)).ok());
    }

    void mailRoundTripsAndRefuses() {
        const std::vector<Letter> letters{
            {1, "packet", "330105-A017", samples::noon(), bytesOf("sealed"),
             "4bf92f3577b34da6a3ce929d0e0e4736"},
            {9'000'000'000, "ask", "330105-A018", samples::noon(), {}}};
        const Bytes mail = encodeMail(letters);
        QVERIFY(*decodeMail(mail) == letters);
        QVERIFY(decodeMail(encodeMail({}))->empty());
        for (std::size_t length = 0; length < mail.size(); ++length)
            QVERIFY(!decodeMail(ByteView(mail).first(length)).ok());
        Bytes longer = mail;
        longer.push_back(0);
        QVERIFY(!decodeMail(longer).ok());
        for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"\"packet\"", "\"pack t\""},
                 {"330105-A017", "330105-a017"},
                 {"4bf92f", "4bF92f"},
                 {"4bf92f", "4bf92"},
                 {"\"letter\":1,", "\"letter\":0x,"},
                 {"\"bytes\":6", "\"bytes\":7"}})
            QVERIFY2(!decodeMail(bytesOf(replaced(std::string(textOf(mail)), from, to))).ok(), to);
        QVERIFY(!decodeMail(encodeMail(std::vector<Letter>(maxLetters + 1, letters[1]))).ok());
    }

    void repliesRoundTripAndRefuse() {
        const std::vector<Reply> replies{{{1, 2}, "330105-A017", "packet", "a.b.c"},
                                         {{3}, "330105-A018", "packet", ""}};
        const std::string json = encodeReplies(replies);
        QVERIFY(*decodeReplies(json) == replies);
        for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"[1,2]", "[1,-2]"}, {"[3]", "3"}, {"\"body\":\"\"", "\"body\":null"}})
            QVERIFY2(!decodeReplies(replaced(json, from, to)).ok(), to);
        QVERIFY(!decodeReplies(encodeReplies(std::vector<Reply>(maxLetters + 1))).ok());
    }

    void claimsAndCredentialsRoundTrip() {
        const ReceiptClaims written = samples::claims();
        const auto read = decodeReceiptClaims(encode(written));
        QVERIFY(read.ok());
        QVERIFY(*read == written);
        const TerminalCredential credential{std::string(samples::terminalId), "AAAA",
                                            samples::noon(),
                                            samples::noon() + std::chrono::days(1)};
        const auto back = decodeTerminalCredential(encode(credential));
        QVERIFY(back.ok());
        QCOMPARE(back->publicKey, credential.publicKey);
        QVERIFY(back->until == credential.until);
    }

    void aReceiptOfAnotherTerminalsNumberIsRefused() {
        auto claims = samples::claims();
        claims.caseNumber = "330105-A018-0000007-0";
        QVERIFY(!decodeReceiptClaims(encode(claims)).ok());
    }

    void receiptCodesHaveSixParts() {
        const std::string code = joinReceiptCode("a.b.c", "d.e.f");
        const auto split = splitReceiptCode(code);
        QVERIFY(split.ok());
        QCOMPARE(split->receiptJws, std::string("a.b.c"));
        QCOMPARE(split->credentialJws, std::string("d.e.f"));
        for (const std::string& wrong :
             {std::string("JJ2.a.b.c.d.e.f"), std::string("JJ1.a.b.c.d.e"), code + ".g",
              std::string(), std::string("JJ1."), std::string(3000, '.')})
            QVERIFY2(!splitReceiptCode(wrong).ok(), wrong.c_str());
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
