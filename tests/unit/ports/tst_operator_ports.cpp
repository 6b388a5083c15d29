// An operator at the screen, over real sockets to a played reader of cards and a played terminal.
#include "app/link/ledger_report.h"
#include "app/link/status_report.h"
#include "app/visit/ports/replica_gate.h"
#include "app/visit/ports/replica_smart_card.h"
#include "tests/contract/visit/hall.h"
#include "tests/journey/world.h"

#include <QtCore/QCryptographicHash>
#include <QtTest/QtTest>

using namespace jiujin;
using journey::Event;
using journey::State;

namespace {

const SmartCardStatus operatorsCard(2, QStringLiteral("operator"), {});
const SmartCardStatus noCard(1, {}, {});

struct Real {
    Real() {
        terminalLine.serve<TerminalSourceAPI>(played.terminal);
        terminal.attach(journey);
        gate.attach(journey);
        smartCard.attach(journey);
        QObject::connect(&terminal, &ports::ReplicaTerminal::ready, &terminal,
                         [this] { ready = true; });
    }
    // A fresh host for the device, as the supervisor hands it over.
    void serveSmartCard() {
        smartCardLine = std::make_unique<hall::Line>();
        smartCardLine->serve<SmartCardSourceAPI>(played.smartCard);
        smartCard.connectTo(smartCardLine->takeTheirs());
    }
    void toPin();

    struct {
        hall::PlayedTerminal terminal;
        hall::PlayedSmartCard smartCard;
    } played;
    hall::Line terminalLine;
    std::unique_ptr<hall::Line> smartCardLine;
    world::World world; // for what an operator does not need
    ports::ReplicaTerminal terminal{terminalLine.takeTheirs()};
    ports::ReplicaSmartCard smartCard;
    ports::ReplicaGate gate{terminal};
    journey::OperatorPorts operators{smartCard, gate};
    journey::Journey journey{{world.clock, world.calendar, world.reader, world.printer, terminal,
                              world.sealer, world.papers, nullptr, &operators},
                             world.catalogue,
                             world.notice};
    bool ready = false;
};

// An operator's card is in, and its PIN wanted.
void Real::toPin() {
    QTRY_VERIFY(ready);
    emit played.terminal.takeover(false, LinkReceipt());
    QTRY_COMPARE(journey.state(), State::Welcome);
    serveSmartCard();
    QTRY_VERIFY(journey.operatorDesk().offered());
    journey.handle(Event::OperatorAsked);
    QCOMPARE(journey.state(), State::OperatorLogin);
    played.smartCard.say(operatorsCard);
    QTRY_COMPARE(journey.operatorDesk().stage(), journey::OperatorStage::Pin);
}

} // namespace

class OperatorPortsTest : public QObject {
    Q_OBJECT
private slots:
    void anOperatorIsLetInAndSeesTheDevices() {
        Real r;
        link::StatusReport status;
        status.terminalId = "330105-A017";
        status.devices = {{"printer", "printer-cups", "JJ-1202", "printer"}};
        status.queued = 2;
        status.quarantined = status.damaged = 1;
        status.clock = "drift";
        r.played.terminal.report = QByteArray::fromStdString(link::encode(status));
        r.toPin();
        r.journey.operatorDesk().enterPin(Secret("82640917"));
        QTRY_COMPARE(r.journey.state(), State::Devices);
        QCOMPARE(r.played.smartCard.digests.size(), 1);
        QCOMPARE(r.played.smartCard.digests.constFirst(),
                 QCryptographicHash::hash(r.played.terminal.challenge, QCryptographicHash::Sha256));
        QCOMPARE(r.played.terminal.proofs, QList<QByteArray>{"certificate"});
        QTRY_VERIFY(r.played.smartCard.overwrittenBytes() >= 4096);
        QTRY_COMPARE(r.journey.operatorDesk().report().devices.size(), 1U);
        const auto& report = r.journey.operatorDesk().report();
        QCOMPARE(report.devices[0].health, std::string("JJ-1202"));
        QCOMPARE(report.queued, 2);
        QCOMPARE(report.aside, 2);
        QCOMPARE(report.clock, ClockGrade::Drift);
        r.journey.operatorDesk().change("device confirm printer");
        const QList<QByteArray> asked{"status", "device confirm printer", "status"};
        QTRY_COMPARE(r.played.terminal.operatorLines, asked);
        r.played.smartCard.say(noCard);
        QTRY_COMPARE(r.journey.state(), State::Goodbye);
        QTRY_COMPARE(r.played.terminal.operatorsLeft, 1);
    }

    void openSheetsAreAskedForWhereThereAreAny() {
        Real r;
        link::StatusReport status;
        status.devices = {{"printer", "printer-cups", "ok", "printer"}};
        status.devices[0].openEntries = 1;
        r.played.terminal.report = QByteArray::fromStdString(link::encode(status));
        r.played.terminal.change = QByteArray::fromStdString(link::encode(
            {link::LedgerLine{6, "printer", "2026-11-21T02:30:00.000Z", "host", "out"},
             link::LedgerLine{7, "printer", "2026-11-21T02:31:00.000Z", "host", "open"}}));
        r.toPin();
        r.journey.operatorDesk().enterPin(Secret("82640917"));
        QTRY_COMPARE(r.journey.operatorDesk().report().openSheets.size(), 1U);
        QCOMPARE(r.journey.operatorDesk().report().openSheets[0].number, 7);
        QVERIFY(r.played.terminal.operatorLines.contains("device ledger"));
        // Also where a report was asked for before the last one was answered.
        r.played.terminal.operatorLines.clear();
        for (int i = 0; i < 2; ++i) {
            r.world.clock.moment += std::chrono::seconds(3);
            r.journey.operatorDesk().tick();
        }
        const QList<QByteArray> asked{"status", "status", "device ledger", "device ledger"};
        QTRY_COMPARE(r.played.terminal.operatorLines, asked);
        r.journey.operatorDesk().change("device settle 6 out");
        QTRY_VERIFY(r.journey.message()); // what was answered before is in
        QCOMPARE(r.journey.operatorDesk().report().openSheets.size(), 1U);
    }

    void aWrongPinAndAStrangersCardAreTold() {
        Real r;
        r.toPin();
        r.journey.operatorDesk().enterPin(Secret("11111111"));
        QTRY_COMPARE(r.journey.message(), ErrorCode::PinWrong);
        QCOMPARE(r.journey.operatorDesk().triesLeft().value_or(-1), 2);
        QTRY_VERIFY(r.played.smartCard.overwrittenBytes() >= 4096);
        QVERIFY(r.played.terminal.proofs.isEmpty());
        r.played.terminal.operatorRefusal = QStringLiteral("JJ-1311");
        r.journey.operatorDesk().enterPin(Secret("82640917"));
        QTRY_COMPARE(r.journey.message(), ErrorCode::OperatorUnknown);
        QCOMPARE(r.journey.state(), State::OperatorLogin);
    }

    void anOperatorsReaderThatDiesEndsIt() {
        Real r;
        r.toPin();
        r.smartCardLine->cut();
        QTRY_COMPARE(r.journey.message(), ErrorCode::DriverLost);
        r.serveSmartCard();
        QTRY_COMPARE(r.journey.operatorDesk().stage(), journey::OperatorStage::Pin);
        r.journey.operatorDesk().enterPin(Secret("82640917"));
        QTRY_COMPARE(r.journey.state(), State::Devices);
        r.smartCardLine->cut();
        QTRY_COMPARE(r.journey.state(), State::Goodbye);
    }
};

QTEST_GUILESS_MAIN(OperatorPortsTest)
#include "tst_operator_ports.moc"
