#include "app/visit/case/seal_case.h"
#include "app/visit/case/strokes.h"
#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"
#include "platform/matter/check.h"
#include "platform/seal/envelope.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::filing;
using samples::must;

class TestSealCase : public QObject {
    Q_OBJECT
    const samples::Pki pki_;
    const matter::Matter matter_ = tests::pensionMatter();
    const protocol::CaseBody body_ = tests::sampleBody(matter_, tests::personCard("zhang"));

    Numbers numbers() const {
        return {newUuid7(samples::noon()), "330105-A017", 42,
                formats::caseNumberOf("330105-A017", 42)->text(), "0123456789ABCDEF"};
    }
    Recipients recipients() const {
        return {pki_.root, pki_.active.certificate, pki_.escrow.certificate};
    }
    TrustedRecipients trusted() const { return TrustedRecipients(recipients()); }
    ErrorCode refusal(const protocol::CaseBody& body, const Numbers& numbers,
                      const Recipients& recipients) const {
        const auto result =
            sealCase(matter_, body, numbers, TrustedRecipients(recipients), tests::legalCalendar());
        return result ? ErrorCode::NotFound : result.error().code;
    }

private slots:
    void whatIsSealedOpensToTheSameCase() {
        const Numbers filed = numbers();
        const auto result = sealCase(matter_, body_, filed, trusted(), tests::legalCalendar());
        QVERIFY(result.ok());
        for (const auto* reader : {&pki_.active, &pki_.escrow}) {
            const Secret plain =
                must(seal::openEnvelope(result->sealed, reader->certificate, reader->key));
            const auto document = must(protocol::decodeDocument(plain.expose()));
            QCOMPARE(protocol::encode(document.header), result->coreHeader);
            QCOMPARE(document.header.caseNumber, filed.caseNumber);
            QCOMPARE(document.body.lookupCode, filed.lookupCode);
            QVERIFY(document.body.answers == body_.answers);
            QVERIFY(document.body.materials == body_.materials);
            QVERIFY(matter::checkCase(matter_, document.body, std::nullopt, tests::legalCalendar())
                        .empty());
        }
    }
    void theHeaderSaysNothingOfThePersonOrTheMatter() {
        const auto result =
            must(sealCase(matter_, body_, numbers(), trusted(), tests::legalCalendar()));
        for (const auto& secret : {body_.applicant.name, body_.applicant.number,
                                   body_.applicant.address, Secret(matter_.code)})
            QVERIFY(result.coreHeader.find(secret.expose()) == std::string::npos);
        QVERIFY(result.coreHeader.find(pki_.active.certificate.keyId()) != std::string::npos);
        QVERIFY(result.coreHeader.find(pki_.escrow.certificate.keyId()) != std::string::npos);
    }
    void theSameCaseTwiceIsNotTheSameBytes() {
        const auto first =
            must(sealCase(matter_, body_, numbers(), trusted(), tests::legalCalendar()));
        const auto second =
            must(sealCase(matter_, body_, numbers(), trusted(), tests::legalCalendar()));
        QVERIFY(first.sealed != second.sealed);
        const auto digest = [](const SealedCase& sealed) {
            return must(protocol::decodeCoreHeader(sealed.coreHeader)).bodyDigest;
        };
        QVERIFY(digest(first) != digest(second));
    }
    void escrowIsNotNeeded() {
        Recipients alone{pki_.root, pki_.active.certificate, std::nullopt};
        const auto sealed = must(sealCase(matter_, body_, numbers(), TrustedRecipients(alone),
                                          tests::legalCalendar()))
                                .sealed;
        QVERIFY(!seal::openEnvelope(sealed, pki_.escrow.certificate, pki_.escrow.key).ok());
    }
    void nothingIsSealedToACertificateThatIsNotTheInnerZones() {
        const samples::Pki stranger;
        auto wrong = recipients();
        wrong.active = stranger.active.certificate;
        QCOMPARE(refusal(body_, numbers(), wrong), ErrorCode::CertificateIssuer);
        wrong = recipients();
        wrong.escrow = stranger.escrow.certificate;
        QCOMPARE(refusal(body_, numbers(), wrong), ErrorCode::CertificateIssuer);
        wrong = recipients();
        wrong.active = pki_.terminal.certificate;
        QCOMPARE(refusal(body_, numbers(), wrong), ErrorCode::CertificateRole);
        wrong.active = pki_.issue("old", seal::Role::Seal,
                                  {samples::noon() - std::chrono::days(9),
                                   samples::noon() - std::chrono::days(8)})
                           .certificate;
        QCOMPARE(refusal(body_, numbers(), wrong), ErrorCode::CertificateExpired);
    }
    void aClockIn1970DoesNotStopAFiling() {
        auto body = body_;
        body.filed = {WallTime(std::chrono::seconds(77)), ClockGrade::Unknown};
        QCOMPARE(refusal(body, numbers(), recipients()), ErrorCode::NotFound);
        auto wrong = recipients();
        wrong.active = samples::Pki().active.certificate;
        QCOMPARE(refusal(body, numbers(), wrong), ErrorCode::CertificateIssuer);
        body.filed.grade = ClockGrade::Drift;
        QVERIFY(refusal(body, numbers(), recipients()) != ErrorCode::NotFound);
    }
    void numbersMustFitTogether() {
        Numbers wrong = numbers();
        wrong.terminalId = "330105-A018";
        QCOMPARE(refusal(body_, wrong, recipients()), ErrorCode::TokenMalformed);
        wrong = numbers();
        wrong.packetId = "1";
        QCOMPARE(refusal(body_, wrong, recipients()), ErrorCode::TokenMalformed);
        wrong = numbers();
        wrong.caseNumber.back() = wrong.caseNumber.back() == 'A' ? 'B' : 'A';
        QCOMPARE(refusal(body_, wrong, recipients()), ErrorCode::NumberCheck);
    }
    void aFaultyCaseIsNotSealed() {
        auto wrong = body_;
        wrong.answers["mobile"] = Secret("1");
        QCOMPARE(refusal(wrong, numbers(), recipients()), ErrorCode::PhoneFormat);
        wrong = body_;
        wrong.applicant = tests::personCard("expired");
        QCOMPARE(refusal(wrong, numbers(), recipients()), ErrorCode::CardExpired);
        wrong = body_;
        wrong.signature.strokes = Secret();
        QCOMPARE(refusal(wrong, numbers(), recipients()), ErrorCode::SignatureMissing);
        wrong.signature.strokes = Secret("1,2;x");
        QCOMPARE(refusal(wrong, numbers(), recipients()), ErrorCode::DocumentMalformed);
    }
    void strokesAreReadAsTheyAreWritten() {
        const auto strokes = must(parseStrokes(Secret("1,2 3,4;-5,1000")));
        QCOMPARE(strokes.size(), std::size_t(2));
        QVERIFY((strokes[0] == Stroke{{1, 2}, {3, 4}}) && (strokes[1] == Stroke{{-5, 1000}}));
        QVERIFY(parseStrokes(Secret("")).error().code == ErrorCode::SignatureMissing);
        for (const char* wrong : {"1", "1,", ",1", "1,2;", "1,2 ", " 1,2", "1,2  3,4", "1.5,2",
                                  "1,99999", "1,2,3", "+1,2", "99999999999,1", "1,2;;3,4"})
            QVERIFY2(parseStrokes(Secret(wrong)).error().code == ErrorCode::DocumentMalformed,
                     wrong);
        QVERIFY(!parseStrokes(Secret(std::string(300'000, '1'))).ok());
    }
};

QTEST_APPLESS_MAIN(TestSealCase)
#include "tst_seal_case.moc"
