// What goes wrong: each has its code, nothing is lost and nothing is wrongly accepted.
#include "platform/matter/review.h"
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace world;
using namespace std::chrono_literals;
using journey::CardPresence;

class BadInput : public QObject {
    Q_OBJECT
private slots:
    void faultyCards_data() {
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("code");
        QTest::newRow("expired") << "expired"
                                 << "JJ-1003";
        QTest::newRow("wrong check digit") << "wrongdigit"
                                           << "JJ-1004";
        QTest::newRow("fifteen digits") << "fifteen"
                                        << "JJ-1004";
    }
    void faultyCards() {
        QFETCH(QString, person);
        QFETCH(QString, code);
        World w;
        w.readCard(person);
        QCOMPARE(w.state(), State::PlaceCard);
        QCOMPARE(w.journey.cardDesk().state(), journey::CardState::Failed);
        QCOMPARE(QString::fromStdString(std::string(codeOf(*w.journey.message()))), code);
        QVERIFY(!w.journey.cardDesk().card());
        // It lies there and is not read again; another card is.
        w.pass(10s);
        QCOMPARE(w.reader.asked.size(), 1U);
        w.journey.cardDesk().presence(CardPresence::No);
        w.journey.cardDesk().presence(CardPresence::Yes);
        QCOMPARE(w.reader.asked.size(), 2U);
        w.answerCard(QStringLiteral("zhang"));
        QCOMPARE(w.state(), State::ChooseMatter);
    }

    void goodCards_data() {
        QTest::addColumn<QString>("person");
        for (const char* id :
             {"zhang", "leap", "longterm", "rare", "surrogate", "dot", "fifteenchars", "chan"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void goodCards() {
        QFETCH(QString, person);
        World w;
        w.readCard(person);
        QCOMPARE(w.state(), State::ChooseMatter);
        w.choose();
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Form);
        const auto name = w.journey.sheet().fields()[w.row("name")];
        QVERIFY(name.value == world::person(person).name);
        QVERIFY(!name.fault);
    }

    void aFaultOfTheReaderIsToldAndTriedAgain_data() {
        QTest::addColumn<int>("code");
        for (const auto code :
             {ErrorCode::CardUnreadable, ErrorCode::CardLifted, ErrorCode::ReaderSilent,
              ErrorCode::ReaderGarbled, ErrorCode::CardUnknownType, ErrorCode::DriverLost})
            QTest::newRow(std::string(codeOf(code)).c_str()) << static_cast<int>(code);
    }
    void aFaultOfTheReaderIsToldAndTriedAgain() {
        QFETCH(int, code);
        World w;
        w.start();
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Agree);
        w.journey.cardDesk().failed(w.reader.asked.back(), static_cast<ErrorCode>(code));
        QCOMPARE(w.state(), State::PlaceCard);
        QCOMPARE(w.journey.message(), static_cast<ErrorCode>(code));
        w.pass(2s);
        QCOMPARE(w.reader.asked.size(), 2U);
        w.answerCard(QStringLiteral("zhang"));
        QCOMPARE(w.state(), State::ChooseMatter);
    }

    void tooYoungIsToldAtTheGuide() {
        World w;
        w.readCard(QStringLiteral("child"));
        w.choose();
        QCOMPARE(w.journey.message(), ErrorCode::ApplicantNotEligible);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Guide);
    }

    void anotherCardBetweenReadAndSign() {
        World w;
        w.toReview();
        w.journey.cardDesk().presence(CardPresence::No);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::CardAgain);
        w.journey.cardDesk().presence(CardPresence::Yes);
        w.answerCard(QStringLiteral("li"));
        QCOMPARE(w.state(), State::CardAgain);
        QCOMPARE(w.journey.message(), ErrorCode::CardOther);
        QVERIFY(w.journey.cardDesk().card()->name == person(QStringLiteral("zhang")).name);
        w.journey.cardDesk().presence(CardPresence::No);
        w.journey.cardDesk().presence(CardPresence::Yes);
        w.answerCard(QStringLiteral("zhang")); // the same card twice is fine
        QCOMPARE(w.state(), State::Sign);
    }

    // A SAM_V module cannot see a card that it has read: Unknown, then Yes for the next one.
    void anotherCardLaidDownOnAModuleThatCannotSeeTheFirst() {
        World w;
        w.toReview();
        w.journey.cardDesk().presence(CardPresence::Unknown);
        QVERIFY(!w.journey.cardDesk().away());
        w.journey.cardDesk().presence(CardPresence::Yes);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::CardAgain);
        w.answerCard(QStringLiteral("li"));
        QCOMPARE(w.journey.message(), ErrorCode::CardOther);
    }

    void liftedWhileSigningGoesOnToSubmitAfterwards() {
        World w;
        w.toSign();
        w.journey.sign(Secret("1,1 2,2"));
        w.journey.cardDesk().presence(CardPresence::No);
        w.journey.handle(Event::Submit);
        QCOMPARE(w.state(), State::CardAgain);
        QVERIFY(w.terminal.reserves.empty());
        w.journey.cardDesk().presence(CardPresence::Yes);
        w.answerCard(QStringLiteral("zhang"));
        QCOMPARE(w.state(), State::Submitting);
        QCOMPARE(w.terminal.reserves.size(), 1U);
    }

    void anAnswerToAnOldReadIsNotTaken() {
        World w;
        w.start();
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Agree);
        const auto old = w.reader.asked.back();
        w.journey.handle(Event::Back);
        QCOMPARE(w.reader.cancelled.back(), old);
        w.journey.cardDesk().cardRead(old, person(QStringLiteral("zhang")));
        QCOMPARE(w.state(), State::Notice);
        QVERIFY(!w.journey.cardDesk().card());
        // Still, a card was seen: the way out ends the process.
        w.journey.handle(Event::Home);
        QCOMPARE(w.state(), State::Goodbye);
    }

    void aCardThatCouldNotBeReadIsSpokenOfAllTheSame() {
        for (const auto leave : {Event::Home, Event::Back}) {
            World w;
            w.start();
            w.journey.handle(Event::Begin);
            w.journey.handle(Event::Agree);
            w.journey.cardDesk().presence(CardPresence::Yes);
            w.journey.cardDesk().failed(w.reader.asked.back(), ErrorCode::CardUnreadable);
            w.journey.cardDesk().presence(CardPresence::Unknown);
            w.journey.handle(leave);
            if (leave == Event::Back)
                w.journey.handle(Event::Decline);
            QCOMPARE(w.state(), State::Goodbye);
        }
    }

    void aLostReaderIsToldAndAskedAgainWhenItIsBack() {
        World w;
        w.start();
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Agree);
        const auto first = w.reader.asked.back();
        w.journey.readerLost({ErrorCode::DeviceHung});
        QCOMPARE(w.journey.cardDesk().state(), journey::CardState::ReaderAway);
        QCOMPARE(w.journey.message(), ErrorCode::DeviceHung);
        QCOMPARE(w.journey.deviceFault(), ErrorCode::DeviceHung);
        w.pass(10s);
        QCOMPARE(w.state(), State::PlaceCard);
        QCOMPARE(w.reader.asked.back(), first); // nobody is there to be asked
        w.journey.cardDesk().cardRead(first, person(QStringLiteral("zhang"))); // too late
        QVERIFY(!w.journey.cardDesk().card());
        w.journey.readerBack();
        QVERIFY(!w.journey.message() && !w.journey.deviceFault());
        QVERIFY(w.reader.asked.back() != first);
        w.answerCard(QStringLiteral("zhang"));
        QCOMPARE(w.state(), State::ChooseMatter);
    }

    void aLossThatIsOverAtOnceCanBeRead() {
        World w;
        w.start();
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Agree);
        w.journey.readerLost({ErrorCode::DriverLost});
        w.journey.readerBack();
        QCOMPARE(w.reader.asked.size(), 2U); // the reader is asked all the same
        QCOMPARE(w.journey.message(), ErrorCode::DriverLost);
        QCOMPARE(w.journey.cardDesk().state(), journey::CardState::ReaderAway);
        w.pass(3s);
        QVERIFY(!w.journey.message());
        QCOMPARE(w.journey.cardDesk().state(), journey::CardState::Waiting);
        w.journey.readerLost({ErrorCode::DriverLost});
        w.journey.readerBack();
        w.journey.cardDesk().presence(CardPresence::Yes);
        QVERIFY(!w.journey.message()); // whoever lays a card has no time for it
        QCOMPARE(w.journey.cardDesk().state(), journey::CardState::Reading);
    }

    void aPageThatIsReachedWithoutAReaderSaysSo() {
        World w;
        w.start();
        w.journey.readerLost({});
        w.journey.handle(Event::Begin);
        w.journey.handle(Event::Agree);
        QCOMPARE(w.journey.message(), ErrorCode::DriverLost);
        QVERIFY(w.reader.asked.empty());
        w.journey.readerBack();
        QCOMPARE(w.reader.asked.size(), 1u);
    }

    void aReaderThatIsOutOfServiceClosesTheTerminalToTheNext() {
        World w;
        w.start();
        w.journey.readerLost({ErrorCode::DeviceHung, true});
        QCOMPARE(w.state(), State::OutOfService);
        QCOMPARE(w.journey.message(), ErrorCode::DeviceHung);
        w.journey.status({}); // the terminal itself takes filings
        QCOMPARE(w.state(), State::OutOfService);
        w.journey.readerBack();
        QCOMPARE(w.state(), State::Welcome);
        w.journey.status({.accepting = false, .outOfService = "JJ-2001"});
        QCOMPARE(w.state(), State::OutOfService);
        w.journey.readerLost({});
        w.journey.readerBack();
        QCOMPARE(w.state(), State::OutOfService);
        QCOMPARE(w.journey.message(), ErrorCode::DiskFull);
    }

    void aReaderThatIsOutOfServiceKeepsAVisitThatHasReadItsCard() {
        World w;
        w.toReview();
        w.journey.readerLost({ErrorCode::DriverLost, true});
        QCOMPARE(w.state(), State::Review);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Sign);
    }

    void aLostPrinterIsToldAndComesBack() {
        World w;
        w.start();
        w.journey.printerLost({ErrorCode::DeviceHung});
        QCOMPARE(w.journey.deviceFault(), ErrorCode::DeviceHung);
        QCOMPARE(w.journey.paperDesk().printerFault(), ErrorCode::DeviceHung);
        w.pass(10s);
        QCOMPARE(w.state(), State::Welcome);
        w.journey.printerBack();
        w.journey.printerStatus(std::nullopt);
        QVERIFY(!w.journey.deviceFault() && !w.journey.paperDesk().printerFault());
    }

    void theTerminalIsToldWhetherSomebodyIsServed() {
        World w;
        w.start();
        QVERIFY(w.terminal.uses.empty());
        w.journey.handle(Event::Begin);
        QCOMPARE(w.terminal.uses, std::vector<bool>{true});
        w.journey.handle(Event::Agree);
        QCOMPARE(w.terminal.uses.size(), 1u);
        w.journey.handle(Event::Home);
        QCOMPARE(w.terminal.uses, (std::vector<bool>{true, false}));
    }

    void aLostPrinterKeepsAVisitThatHoldsAnswers() {
        World w;
        w.toReview();
        w.journey.printerLost({});
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::PaperChoice); // the citizen decides
    }

    void aLostReaderKeepsAVisitThatHoldsAnswers() {
        World w;
        w.toReview();
        w.journey.readerLost({});
        w.pass(10s);
        QCOMPARE(w.state(), State::Review);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Sign);
    }

    void closedTerminalIsToldBeforeSigning() {
        World w;
        w.toReview();
        w.journey.status({.accepting = false, .outOfService = "JJ-2001"});
        QCOMPARE(w.state(), State::Review);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Failed);
        QCOMPARE(w.journey.message(), ErrorCode::DiskFull);
    }

    void clockIn1970() {
        World w;
        w.clock.now = {WallTime(std::chrono::hours(5)), ClockGrade::Unknown};
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        const auto& body = w.sealer.orders.front().filing.body;
        QCOMPARE(body.filed.grade, ClockGrade::Unknown);
        for (const auto& material : body.materials)
            QVERIFY(material.dueDate.empty());
        const auto today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
        QVERIFY(matter::checkCase(w.matterOf(), body, today, w.calendar).empty());
    }

    void aYearWithoutACalendar() {
        World w;
        w.calendar = matter::LegalCalendar();
        w.clock.now = {*fromRfc3339("2026-12-30T01:04:00.000Z"), ClockGrade::Network};
        w.submit();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), {"p", "t", 1, "n", "L"});
        const auto& body = w.sealer.orders.front().filing.body;
        for (const auto& material : body.materials)
            QVERIFY(material.dueDate.empty());
        const auto review = matter::reviewText(w.matterOf(), body);
        QVERIFY(review.expose().find("8 个工作日内") != std::string_view::npos);
        const auto today = std::chrono::sys_days(std::chrono::year(2026) / 12 / 30);
        QVERIFY(matter::checkCase(w.matterOf(), body, today, w.calendar).empty());
    }

    void wrongFieldsKeepThePage_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray("mobile") << QByteArray() << "JJ-1105";
        QTest::newRow("phone") << QByteArray("mobile") << QByteArray("12800000000") << "JJ-1110";
        QTest::newRow("short phone") << QByteArray("mobile") << QByteArray("1380000") << "JJ-1110";
    }
    void wrongFieldsKeepThePage() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(QString, code);
        World w;
        w.toForm();
        const auto row = w.row(field.constData());
        QVERIFY(w.journey.setValue(row, value.toStdString()));
        QVERIFY(!w.journey.sheet().fields()[row].faultShown);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Form);
        const auto& state = w.journey.sheet().fields()[row];
        QVERIFY(state.faultShown);
        QCOMPARE(QString::fromStdString(std::string(codeOf(state.fault->code))), code);
    }

    void tooLongAndBrokenTextIsNotTaken() {
        World w;
        w.toForm();
        const auto row = w.row("mobile");
        QVERIFY(w.journey.setValue(row, "13800000002"));
        QVERIFY(!w.journey.setValue(row, "138000000021"));
        QVERIFY(!w.journey.setValue(row, "\xff\xfe"));
        QVERIFY(w.journey.sheet().fields()[row].value == Secret("13800000002"));
    }

    void missingMaterialKeepsThePage() {
        World w;
        w.toReview();
        w.journey.handle(Event::Back);
        QVERIFY(!w.journey.chooseWay(0, "by pigeon"));
        QCOMPARE(w.state(), State::Materials);
        World fresh;
        fresh.toForm();
        fresh.journey.handle(Event::Next);
        QCOMPARE(fresh.state(), State::Form);
    }
};

QTEST_APPLESS_MAIN(BadInput)
#include "tst_bad_input.moc"
