// Whole visits, from welcome to goodbye.
#include "tests/journey/world.h"

#include "platform/matter/check.h"

#include <QtTest/QtTest>

using namespace world;
using namespace std::chrono_literals;

class WholeVisit : public QObject {
    Q_OBJECT
private slots:
    void thePictureIsThatOfTheFirstCard() {
        const Secret picture(std::string(journey::pictureBytes, 'p'));
        for (const bool whole : {true, false}) {
            World w;
            w.start();
            w.journey.handle(Event::Begin);
            w.journey.handle(Event::Agree);
            const Secret given(whole ? picture.expose() : picture.expose().substr(1));
            w.journey.cardDesk().cardRead(w.reader.asked.back(), person(QStringLiteral("zhang")),
                                          given);
            QCOMPARE(w.state(), State::ChooseMatter);
            QCOMPARE(w.journey.cardDesk().picture() == picture, whole);
            w.journey.cardDesk().forget();
            QVERIFY(w.journey.cardDesk().picture().empty());
        }
    }

    void fromCardToReceipt() {
        World w;
        w.toReceipt();
        QCOMPARE(w.journey.receipt()->caseNumber, sampleReceipt.caseNumber);
        QVERIFY(!w.journey.codeRows().empty());
        QCOMPARE(w.papers.drawings.size(), 1U);
        QVERIFY(!w.papers.drawings.front().repeated);
        w.draw();
        QCOMPARE(w.printer.sheets.size(), 1U);
        w.journey.handle(Event::Finish);
        QCOMPARE(w.state(), State::Receipt); // the sheet is still on its way
        w.journey.paperDesk().printed(w.printer.sheets.front().first);
        w.journey.handle(Event::Finish);
        QCOMPARE(w.state(), State::Goodbye);
    }

    void whatIsFiledPassesTheCentresOwnCheck() {
        World w;
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "LOOK"});
        const auto& filing = w.sealer.orders.front().filing;
        QCOMPARE(filing.body.lookupCode, std::string("LOOK"));
        QCOMPARE(filing.body.assurance, std::string("L1"));
        QCOMPARE(filing.body.consentVersion, w.notice.version);
        const auto faults = matter::checkCase(w.matterOf(), filing.body,
                                              matter::localDay(w.clock.now.time), w.calendar);
        for (const auto& fault : faults)
            qWarning("%s %s", fault.id.c_str(), std::string(codeOf(fault.code)).c_str());
        QVERIFY(faults.empty());
    }

    void theCardFillsAtLeastFiveFields() {
        World w;
        w.toForm();
        const auto& fields = w.journey.sheet().fields();
        QVERIFY(fields.size() >= 8);
        QVERIFY(std::ranges::count_if(fields, [](const auto& field) {
                    return field.source == protocol::Source::Card && !field.value.empty();
                }) >= 5);
    }

    void aLockedFieldKeepsTheCardsWord() {
        World w;
        w.toForm();
        QVERIFY(!w.journey.setValue(w.row("number"), "110105199003070033"));
        QVERIFY(w.journey.sheet().fields()[w.row("number")].value ==
                person(QStringLiteral("zhang")).number);
    }

    void goodbyeHoldsNothingAndEndsByItselfOrByATap() {
        World w;
        w.toReceipt();
        w.draw();
        w.journey.paperDesk().printed(w.printer.sheets.front().first);
        w.journey.setLanguage(Language::English);
        w.journey.handle(Event::Finish);
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(!w.journey.cardDesk().card() && !w.journey.receipt() &&
                !w.journey.sheet().matter());
        QVERIFY(!w.journey.filingDesk().filing().matter && !w.journey.isSigned());
        QCOMPARE(w.journey.language(), Language::English); // still spoken to as before
        w.journey.touched();                               // the rest of a double tap
        const auto ended = [&] {
            return std::ranges::count(w.said, journey::Part::Ended);
        };
        w.pass(3s);
        QCOMPARE(ended(), 0);
        w.pass(2s);
        QCOMPARE(ended(), 1);

        World tapped;
        tapped.toForm();
        tapped.journey.handle(Event::Home);
        tapped.journey.confirmLeave();
        tapped.pass(1s);
        tapped.journey.touched();
        tapped.pass(1s);
        QCOMPARE(std::ranges::count(tapped.said, journey::Part::Ended), 1);
    }

    void declineReadsNoCard() {
        World w;
        w.start();
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Decline);
        QCOMPARE(w.state(), State::Welcome);
        QVERIFY(w.reader.asked.empty());
    }

    void leavingAsksFirst() {
        World w;
        w.toForm();
        w.journey.handle(Event::Home);
        QCOMPARE(w.state(), State::Form);
        QVERIFY(w.journey.leaveAsked());
        w.journey.stay();
        QVERIFY(!w.journey.leaveAsked());
        w.journey.handle(Event::Home);
        w.journey.confirmLeave();
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(w.terminal.reserves.empty());
    }

    void backKeepsWhatWasTyped() {
        World w;
        w.toReview();
        for (const auto expected :
             {State::Materials, State::Form, State::Guide, State::ChooseMatter}) {
            w.journey.handle(Event::Back);
            QCOMPARE(w.state(), expected);
        }
        w.choose();
        QVERIFY(w.journey.sheet().fields()[w.row("mobile")].value == Secret("13800000002"));
    }

    void changedAnswersNeedANewSignature() {
        World w;
        w.toSign();
        w.journey.sign(Secret("1,1 2,2"));
        for (int i = 0; i < 3; ++i)
            w.journey.handle(Event::Back);
        QCOMPARE(w.state(), State::Form);
        QVERIFY(w.journey.isSigned());
        w.journey.setValue(w.row("mobile"), "13900000003");
        QVERIFY(!w.journey.isSigned());
    }

    void unsignedIsNotFiled() {
        World w;
        w.toSign();
        w.journey.handle(Event::Submit);
        QCOMPARE(w.state(), State::Sign);
        QCOMPARE(w.journey.message(), ErrorCode::SignatureMissing);
        w.journey.sign(Secret("1,1 2,2"));
        QVERIFY(!w.journey.message());
    }

    void languageCanChangeOnEveryPage() {
        World w;
        w.toReview();
        const auto chinese = w.journey.review().front().label;
        w.journey.setLanguage(Language::English);
        QCOMPARE(w.state(), State::Review);
        QVERIFY(w.journey.review().front().label != chinese);
        w.journey.handle(Event::Next);
        w.journey.sign(Secret("1,1 2,2"));
        w.journey.handle(Event::Submit);
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        QCOMPARE(w.sealer.orders.front().filing.body.language, std::string("en"));
        QVERIFY(matter::checkCase(w.matterOf(), w.sealer.orders.front().filing.body,
                                  matter::localDay(w.clock.now.time), w.calendar)
                    .empty());
    }

    void idleWarnsThenEnds() {
        World w;
        w.toForm();
        w.pass(59s);
        QVERIFY(!w.journey.timeWarning());
        w.pass(1s);
        QVERIFY(w.journey.timeWarning());
        QCOMPARE(w.journey.secondsLeft(), 30);
        w.pass(29s);
        QCOMPARE(w.state(), State::Form);
        w.pass(1s);
        QCOMPARE(w.state(), State::Goodbye);
    }

    void anyTouchExtendsManyTimes() {
        World w;
        w.toForm();
        for (int i = 0; i < 12; ++i) {
            w.pass(85s);
            QVERIFY(w.journey.timeWarning());
            w.journey.touched();
            QVERIFY(!w.journey.timeWarning());
        }
        QCOMPARE(w.state(), State::Form);
    }

    void idleOnWelcomeForgetsTheLanguage() {
        World w;
        w.start();
        w.journey.setLanguage(Language::English);
        w.journey.setAppearance({true, true});
        w.pass(61s);
        QCOMPARE(w.state(), State::Welcome);
        QCOMPARE(w.journey.language(), Language::Chinese);
        QVERIFY(w.journey.appearance() == journey::Appearance{});
    }

    void lostVisitIsTold() {
        World w;
        w.journey.takeOver(true, std::nullopt);
        QCOMPARE(w.state(), State::Lost);
        QCOMPARE(w.journey.message(), ErrorCode::VisitLost);
        w.journey.handle(Event::Begin);
        QCOMPARE(w.state(), State::Notice);
    }

    void lostVisitThatHadFiledShowsItsReceipt() {
        World w;
        w.journey.takeOver(true, sampleReceipt);
        QCOMPARE(w.state(), State::Receipt);
        QVERIFY(w.journey.recovered());
        QCOMPARE(w.journey.receipt()->caseNumber, sampleReceipt.caseNumber);
        QVERIFY(w.papers.drawings.empty()); // not printed unasked: it may have come out already
        w.journey.print(journey::PaperKind::Receipt);
        QCOMPARE(w.papers.drawings.size(), 1U);
        QVERIFY(!w.papers.drawings.front().personal);
        QVERIFY(!w.journey.paperDesk().canPrint(journey::PaperKind::Form));
    }

    void outOfServiceComesAndGoes() {
        World w;
        w.start();
        w.journey.status({.accepting = false, .outOfService = "JJ-2002"});
        QCOMPARE(w.state(), State::OutOfService);
        QCOMPARE(w.journey.message(), ErrorCode::CommitFailed);
        w.journey.status({.accepting = true});
        QCOMPARE(w.state(), State::Welcome);
    }

    void theFormIsPrintedOnlyWhenAsked() {
        World w;
        w.toReceipt();
        w.draw();
        w.journey.print(journey::PaperKind::Form);
        QCOMPARE(w.papers.drawings.size(), 1U); // one sheet after the other
        w.journey.paperDesk().printed(w.printer.sheets.back().first);
        w.journey.print(journey::PaperKind::Form);
        QCOMPARE(w.papers.drawings.size(), 2U);
        QCOMPARE(w.papers.drawings.back().kind, journey::PaperKind::Form);
    }

    void theReceiptsPageAsksAtOnceWhatBecameOfThePacket() {
        World w;
        w.submit();
        w.handOver();
        const auto before = w.terminal.statusAsked;
        w.store();
        QCOMPARE(w.state(), State::Receipt);
        QCOMPARE(w.terminal.statusAsked, before + 1);
    }
};

QTEST_APPLESS_MAIN(WholeVisit)
#include "tst_visit.moc"
