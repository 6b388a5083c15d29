// The operator's desk: who is let in, what ends it, and that a PIN is nowhere afterwards.
#include "platform/protocol/operator_login.h"
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace world;
using namespace std::chrono_literals;
using journey::CardPresence;
using journey::OperatorStage;

namespace {

const journey::CardSlot nobody{CardPresence::No};
const journey::CardSlot theirs{CardPresence::Yes, true};
const journey::CardSlot another{CardPresence::Yes, false, true};

std::string challenge() {
    return protocol::operatorChallenge("330105-A017", Bytes(32, 0x5A));
}

} // namespace

class Operator : public QObject {
    Q_OBJECT
private slots:
    void notOfferedWithoutAReader() {
        World w;
        w.start();
        w.journey.handle(Event::OperatorAsked);
        QCOMPARE(w.state(), State::Welcome);
        w.journey.operatorDesk().lost(ErrorCode::SmartCardService);
        w.journey.handle(Event::OperatorAsked);
        QCOMPARE(w.state(), State::OperatorLogin);
        QCOMPARE(w.journey.message(), ErrorCode::SmartCardService);
    }

    void alsoWhereNobodyIsServed() {
        World w;
        w.start();
        w.journey.operatorDesk().slot(nobody);
        w.journey.status({.accepting = false, .outOfService = "JJ-2001"});
        QCOMPARE(w.state(), State::OutOfService);
        w.journey.handle(Event::OperatorAsked);
        QCOMPARE(w.state(), State::OperatorLogin);
        // Meanwhile nobody takes a device away.
        QCOMPARE(w.terminal.uses, std::vector<bool>{true});
    }

    void notInTheMiddleOfAVisit() {
        World w;
        w.journey.operatorDesk().slot(nobody);
        w.readCard();
        w.journey.handle(Event::OperatorAsked);
        QCOMPARE(w.state(), State::ChooseMatter);
    }

    void cardPinChallengeSignatureProof() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        QCOMPARE(w.operatorCard.statusAsked, 1);
        desk.slot({CardPresence::Yes}); // not known yet which
        QCOMPARE(desk.stage(), OperatorStage::Card);
        desk.slot(another);
        QCOMPARE(desk.stage(), OperatorStage::Other);
        desk.slot(theirs);
        QCOMPARE(desk.stage(), OperatorStage::Pin);
        desk.enterPin(Secret(operatorPin));
        desk.enterPin(Secret("0000"));
        QCOMPARE(w.gate.begins.size(), 1U);
        desk.challenged(w.gate.begins.back(), challenge());
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        const auto& order = w.operatorCard.orders.back();
        QVERIFY(order.pin == Secret(operatorPin));
        QCOMPARE(order.digest, protocol::operatorDigest(challenge()));
        desk.signature(order.call, bytesOf("signature"));
        QCOMPARE(w.gate.proofs.back().certificate, bytesOf("certificate"));
        QCOMPARE(w.gate.proofs.back().signature, bytesOf("signature"));
        QCOMPARE(w.state(), State::OperatorLogin);
        desk.admitted(w.gate.proofs.back().call);
        QCOMPARE(w.state(), State::Devices);
    }

    // A card is given nothing to sign that could mean something else.
    void anotherTextIsNotSigned_data() {
        QTest::addColumn<QByteArray>("text");
        const auto good = QByteArray::fromStdString(challenge());
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("more") << good + "more";
        QTest::newRow("no nonce") << good.left(good.size() - 10) + '\n';
        QTest::newRow("another purpose") << QByteArray(good).replace("login", "order");
        QTest::newRow("no terminal") << QByteArray(good).replace("330105-A017", "here");
    }
    void anotherTextIsNotSigned() {
        QFETCH(QByteArray, text);
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret(operatorPin));
        desk.challenged(w.gate.begins.back(), text.toStdString());
        QVERIFY(w.operatorCard.reads.empty());
        QCOMPARE(desk.fault(), ErrorCode::OperatorUnknown);
        QCOMPARE(desk.stage(), OperatorStage::Pin);
    }

    void aWrongPinTellsHowManyAreLeft() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret("1111"));
        desk.challenged(w.gate.begins.back(), challenge());
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        desk.pinRefused(w.operatorCard.orders.back().call, ErrorCode::PinWrong, 2);
        QCOMPARE(w.journey.message(), ErrorCode::PinWrong);
        QCOMPARE(desk.triesLeft().value_or(-1), 2);
        QCOMPARE(desk.stage(), OperatorStage::Pin);
        QVERIFY(w.gate.proofs.empty());
        desk.enterPin(Secret(operatorPin));
        QVERIFY(!w.journey.message() && !desk.triesLeft());
    }

    void aStrangersCardIsTold() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret(operatorPin));
        desk.challenged(w.gate.begins.back(), challenge());
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        desk.signature(w.operatorCard.orders.back().call, bytesOf("signature"));
        desk.refused(w.gate.proofs.back().call, ErrorCode::OperatorUnknown);
        QCOMPARE(w.state(), State::OperatorLogin);
        QCOMPARE(w.journey.message(), ErrorCode::OperatorUnknown);
    }

    void whatWasBegunDiesWithTheCard() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret(operatorPin));
        desk.challenged(w.gate.begins.back(), challenge());
        desk.slot(nobody);
        QCOMPARE(desk.stage(), OperatorStage::Card);
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        QVERIFY(w.operatorCard.orders.empty());
    }

    // Also at the terminal, whose word may be on its way.
    void aCardThatIsPulledWhileItIsCheckedIsNotAdmitted() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret(operatorPin));
        desk.challenged(w.gate.begins.back(), challenge());
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        desk.signature(w.operatorCard.orders.back().call, bytesOf("signature"));
        desk.slot(nobody);
        QCOMPARE(w.gate.left, 1);
        desk.admitted(w.gate.proofs.back().call);
        QCOMPARE(w.state(), State::OperatorLogin);
    }

    void theNextCardIsNotBlamedForTheLastOne() {
        World w;
        w.toLogin();
        auto& desk = w.journey.operatorDesk();
        desk.slot(theirs);
        desk.enterPin(Secret("1111"));
        desk.challenged(w.gate.begins.back(), challenge());
        desk.certificate(w.operatorCard.reads.back(), bytesOf("certificate"));
        desk.pinRefused(w.operatorCard.orders.back().call, ErrorCode::PinWrong, 1);
        desk.slot(theirs); // the same, said again
        QCOMPARE(desk.triesLeft().value_or(-1), 1);
        desk.slot(nobody);
        QVERIFY(!desk.triesLeft());
        desk.slot(theirs);
        QCOMPARE(desk.stage(), OperatorStage::Pin);
        QVERIFY(!desk.fault());
    }

    void aPulledCardEndsItAtOnce() {
        World w;
        w.toDevices();
        w.journey.operatorDesk().slot(nobody);
        QCOMPARE(w.state(), State::Goodbye);
        QCOMPARE(w.gate.left, 1);
        QVERIFY(w.journey.operatorDesk().report().devices.empty());
        w.pass(1s);
        QCOMPARE(w.said.back(), journey::Part::Ended);
    }

    void soDoesAMinuteWithoutATouch() {
        World w;
        w.toDevices();
        w.pass(59s);
        QCOMPARE(w.state(), State::Devices);
        w.journey.touched();
        w.pass(59s);
        QCOMPARE(w.state(), State::Devices);
        w.pass(2s);
        QCOMPARE(w.state(), State::Goodbye);
        QCOMPARE(w.gate.left, 1);
    }

    void aTerminalThatEndsItIsObeyed() {
        World w;
        w.toDevices();
        w.pass(3s);
        w.journey.operatorDesk().refused(w.gate.reports.back(), ErrorCode::OperatorUnknown);
        QCOMPARE(w.state(), State::Goodbye);
    }

    void whatIsShownIsFresh() {
        World w;
        w.toDevices();
        const auto asked = w.gate.reports.size();
        w.pass(2s);
        QCOMPARE(w.gate.reports.size(), asked + 1);
        auto report = sampleReport();
        report.devices.resize(1);
        w.journey.operatorDesk().reported(w.gate.reports.front(), report); // an older one
        QCOMPARE(w.journey.operatorDesk().report().devices.size(), 4U);
        w.journey.operatorDesk().reported(w.gate.reports.back(), report);
        QCOMPARE(w.journey.operatorDesk().report().devices.size(), 1U);
    }

    void aChangeThatWasRefusedIsTold() {
        World w;
        w.toDevices();
        auto& desk = w.journey.operatorDesk();
        desk.change("device confirm idcard");
        QCOMPARE(w.gate.changes.back().second, std::string("device confirm idcard"));
        desk.refused(w.gate.changes.back().first, ErrorCode::NotFound);
        QCOMPARE(w.journey.message(), ErrorCode::NotFound);
        QCOMPARE(w.state(), State::Devices);
        w.pass(1s);
        desk.change("device confirm idcard");
        const auto asked = w.gate.reports.size();
        desk.changed(w.gate.changes.back().first);
        QVERIFY(!w.journey.message());
        QCOMPARE(w.gate.reports.size(), asked + 1);
    }

    void aDoubleTapSettlesOneSheet() {
        World w;
        w.toDevices();
        auto& desk = w.journey.operatorDesk();
        desk.change("device settle 7 out");
        desk.change("device settle 8 out");
        QCOMPARE(w.gate.changes.size(), 1U);
        w.pass(1s);
        desk.change("device settle 8 out");
        QCOMPARE(w.gate.changes.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(Operator)
#include "tst_operator.moc"
