// The journey's ports on real parts: what they make of the other side's word, and of its silence.
#include "app/visit/ports/paper_drawer.h"
#include "app/visit/ports/replica_card_reader.h"
#include "app/visit/ports/replica_printer.h"
#include "app/visit/ports/replica_slip_printer.h"
#include "app/visit/ports/replica_terminal.h"
#include "app/visit/ports/thread_sealer.h"
#include "platform/base/uuid.h"
#include "tests/contract/visit/hall.h"
#include "tests/journey/world.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using journey::CardPresence;
using journey::Event;
using journey::PaperKind;
using journey::State;

namespace {

filing::Recipients recipientsOf(const samples::Pki& pki) {
    return {pki.root, pki.active.certificate, pki.escrow.certificate};
}

// Real replicas over real sockets; sealing and drawing are real too, the clock is the machine's.
struct Real {
    explicit Real(const samples::Pki& pki = samples::Pki())
        : sealer(recipientsOf(pki), world.calendar),
          journey({clock, world.calendar, reader, printer, terminal, sealer, papers, &slips},
                  world.catalogue, world.notice) {
        terminalLine.serve<TerminalSourceAPI>(played.terminal);
        terminal.attach(journey);
        reader.attach(journey);
        printer.attach(journey);
        slips.attach(journey);
        serveReader();
        servePrinter();
        QObject::connect(&terminal, &ports::ReplicaTerminal::ready, &terminal,
                         [this] { ready = true; });
    }
    void toReceipt();
    // A fresh host for the device, as the supervisor hands it over.
    void serveReader() {
        readerLine = std::make_unique<hall::Line>();
        readerLine->serve<IdCardSourceAPI>(played.reader);
        reader.connectTo(readerLine->takeTheirs());
    }
    void servePrinter() {
        printerLine = std::make_unique<hall::Line>();
        printerLine->serve<PrinterSourceAPI>(played.printer);
        printer.connectTo(printerLine->takeTheirs());
    }

    void serveSlips() {
        slipLine = std::make_unique<hall::Line>();
        slipLine->serve<SlipPrinterSourceAPI>(played.slips);
        slips.connectTo(slipLine->takeTheirs());
    }

    struct {
        hall::PlayedTerminal terminal;
        hall::PlayedReader reader;
        hall::PlayedPrinter printer;
        hall::PlayedSlipPrinter slips;
    } played;
    hall::Line terminalLine;
    std::unique_ptr<hall::Line> readerLine, printerLine, slipLine;
    world::World world; // for its catalogue and notice
    SystemClock clock;
    ports::ReplicaTerminal terminal{terminalLine.takeTheirs()};
    ports::ReplicaCardReader reader;
    ports::ReplicaPrinter printer;
    ports::ReplicaSlipPrinter slips;
    ports::ThreadSealer sealer;
    ports::PaperDrawer papers;
    journey::Journey journey;
    bool ready = false;
};

const QByteArray picture(static_cast<qsizetype>(journey::pictureBytes), 'p');

CardRead cardOf(const protocol::CardFacts& facts) {
    const auto text = [](const Secret& secret) {
        return QString::fromStdString(std::string(secret.expose()));
    };
    return CardRead(QString::fromStdString(facts.kind), text(facts.name), text(facts.sex),
                    text(facts.nation), text(facts.birth), text(facts.address), text(facts.number),
                    text(facts.issuer), text(facts.validFrom), text(facts.validUntil), {}, {},
                    QStringLiteral("newest"), {}, {}, picture);
}

void answer(journey::Journey& journey, const char* field, std::string_view value) {
    const auto& fields = journey.sheet().fields();
    for (std::size_t row = 0; row < fields.size(); ++row)
        if (fields[row].field->id == field)
            QVERIFY(journey.setValue(row, value));
}

void Real::toReceipt() {
    QTRY_VERIFY(ready);
    emit played.terminal.takeover(false, LinkReceipt());
    QTRY_COMPARE(journey.state(), State::Welcome);
    QTRY_VERIFY(!journey.paperDesk().printerFault());
    journey.handle(Event::Begin);
    journey.handle(Event::Agree);
    played.reader.lay(cardOf(world::person(QStringLiteral("zhang"))));
    QTRY_COMPARE(journey.state(), State::ChooseMatter);
    QCOMPARE(played.reader.extrasAsked, quint32(drivers::Picture));
    QVERIFY(journey.cardDesk().picture().expose() == picture.toStdString());
    journey.chooseMatter(world.matterRow());
    journey.handle(Event::Next);
    answer(journey, "mobile", "13800000002");
    for (std::size_t row = 0; row < journey.sheet().fields().size(); ++row)
        if (const auto& f = journey.sheet().fields()[row]; f.fault && !f.field->choices.empty())
            journey.setValue(row, f.field->choices.front().code);
    journey.handle(Event::Next);
    for (std::size_t row = 0; row < journey.sheet().materials().size(); ++row)
        journey.chooseWay(row, journey.sheet().materials()[row].material->ways.front());
    journey.handle(Event::Next);
    journey.handle(Event::Next);
    QCOMPARE(journey.state(), State::Sign);
    journey.sign(Secret("100,100 200,150"));
    journey.handle(Event::Submit);
}

} // namespace

class PortsTest : public QObject {
    Q_OBJECT
private slots:
    void aWholeVisitOverRealSockets() {
        Real r;
        r.toReceipt();
        QTRY_COMPARE(r.journey.state(), State::Receipt);
        QCOMPARE(r.played.terminal.puts, 1);
        QTRY_COMPARE_WITH_TIMEOUT(r.journey.paperDesk().state(PaperKind::Receipt),
                                  journey::PaperState::Printed, 60000);
        QVERIFY(r.played.printer.sheets.constFirst().startsWith("%PDF"));
        r.journey.print(PaperKind::Form);
        QTRY_COMPARE_WITH_TIMEOUT(r.journey.paperDesk().state(PaperKind::Form),
                                  journey::PaperState::Printed, 60000);
        QCOMPARE(r.played.printer.sheets.size(), 2);
    }

    void theReceiptComesOnARollToo() {
        Real r;
        r.serveSlips();
        r.played.printer.failure = QStringLiteral("JJ-1202");
        r.toReceipt();
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Slip), journey::PaperState::Printed);
        QCOMPARE(r.played.slips.slips.size(), 1);
        QStringList texts;
        for (const auto& part : r.played.slips.slips.constFirst().parts)
            texts.append(part.text);
        QVERIFY(texts.contains(QString::fromStdString(r.journey.receipt()->caseNumber)));
        QVERIFY(texts.contains(QString::fromStdString(r.journey.receipt()->code)));
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Receipt), journey::PaperState::Failed);
    }

    void aSlipPrinterThatDiesWithASlipLeavesItOpen() {
        Real r;
        r.serveSlips();
        r.played.slips.failure = QStringLiteral("silent");
        r.toReceipt();
        QTRY_COMPARE(r.played.slips.slips.size(), 1);
        r.slipLine->cut();
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Slip), journey::PaperState::Unsure);
        QVERIFY(!r.journey.paperDesk().canPrint(PaperKind::Slip));
        r.played.slips.failure = QStringLiteral("JJ-1401");
        r.serveSlips();
        QTRY_VERIFY(r.journey.paperDesk().canPrint(PaperKind::Slip));
        QCOMPARE(r.played.slips.slips.size(), 1);
        r.journey.print(PaperKind::Slip);
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Slip), journey::PaperState::Failed);
        QCOMPARE(r.journey.paperDesk().fault(PaperKind::Slip), ErrorCode::SlipNoPaper);
    }

    void nothingIsSealedToAnotherRoot() {
        const samples::Pki pki, other("Other Root");
        Real r(pki);
        ports::ThreadSealer wrong({other.root, pki.active.certificate, pki.escrow.certificate},
                                  r.world.calendar);
        r.toReceipt();
        QTRY_COMPARE(r.journey.state(), State::Receipt);
        const auto number = r.journey.receipt()->caseNumber;
        std::optional<ErrorCode> code;
        wrong.seal({newUuid7(r.clock.wall().time), "330105-A017", 42, number, "0123456789ABCDEF"},
                   r.journey.filingDesk().filing(),
                   [&](const Result<journey::SealedFiling>& result) {
                       code = result.ok() ? ErrorCode::NotFound : result.error().code;
                   });
        QVERIFY(!code); // never from within the call
        QTRY_VERIFY(code);
        QCOMPARE(*code, ErrorCode::CertificateIssuer);
    }

    void aPrinterThatDiesWithASheetLeavesItOpen() {
        Real r;
        r.played.printer.failure = QStringLiteral("silent");
        r.toReceipt();
        QTRY_COMPARE(r.journey.state(), State::Receipt);
        QTRY_COMPARE(r.played.printer.sheets.size(), 1);
        r.printerLine->cut();
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Receipt), journey::PaperState::Unsure);
        QCOMPARE(r.journey.paperDesk().printerFault(), ErrorCode::DriverLost);
        r.printer.lost({ErrorCode::DeviceHung, false});
        QCOMPARE(r.journey.paperDesk().printerFault(), ErrorCode::DeviceHung);
        // The same visit prints on the fresh one, and only because it was asked to.
        r.played.printer.failure.clear();
        r.servePrinter();
        QTRY_VERIFY(!r.journey.paperDesk().printerFault());
        QCOMPARE(r.played.printer.sheets.size(), 1);
        QCOMPARE(r.journey.paperDesk().state(PaperKind::Receipt), journey::PaperState::Unsure);
        r.journey.print(PaperKind::Receipt);
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Receipt), journey::PaperState::Printed);
        QCOMPARE(r.played.printer.sheets.size(), 2);
    }

    void aPrinterThatIsNotThereIsNotWaitedFor() {
        Real r;
        r.toReceipt();
        QTRY_COMPARE(r.journey.paperDesk().state(PaperKind::Receipt), journey::PaperState::Printed);
        r.printerLine->cut();
        QTRY_VERIFY(r.journey.paperDesk().printerFault());
        r.journey.print(PaperKind::Form); // a step that is closed is not tried
        QCOMPARE(r.journey.paperDesk().state(PaperKind::Form), journey::PaperState::Failed);
        QCOMPARE(r.journey.paperDesk().fault(PaperKind::Form), ErrorCode::StepClosed);
        r.journey.paperDesk().print(PaperKind::Form);
        QTRY_COMPARE(r.journey.paperDesk().fault(PaperKind::Form), ErrorCode::PrinterGone);
        QCOMPARE(r.journey.paperDesk().state(PaperKind::Form), journey::PaperState::Failed);
    }

    void aReadIsAskedAgainOfAFreshReader() {
        Real r;
        QTRY_VERIFY(r.ready);
        emit r.played.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(r.journey.state(), State::Welcome);
        r.journey.handle(Event::Begin);
        r.journey.handle(Event::Agree);
        for (int round = 1; round <= 3; ++round) {
            QTRY_COMPARE(r.played.reader.reads.size(), round);
            r.readerLine->cut();
            QTRY_COMPARE(r.journey.message(), ErrorCode::DriverLost);
            r.serveReader();
            // It stands long enough to be read.
            QTRY_VERIFY((r.journey.tick(), !r.journey.message()));
        }
        QTRY_COMPARE(r.played.reader.reads.size(), 4);
        r.played.reader.lay(cardOf(world::person(QStringLiteral("zhang"))));
        QTRY_COMPARE(r.journey.state(), State::ChooseMatter);
        QCOMPARE(r.played.terminal.uses, QList<bool>{true});
    }

    void aReaderThatDiesIsTold() {
        Real r;
        QTRY_VERIFY(r.ready);
        emit r.played.terminal.takeover(false, LinkReceipt());
        QTRY_COMPARE(r.journey.state(), State::Welcome);
        r.journey.handle(Event::Begin);
        r.journey.handle(Event::Agree);
        QTRY_COMPARE(r.played.reader.reads.size(), 1);
        r.readerLine->cut();
        QTRY_COMPARE(r.journey.message(), ErrorCode::DriverLost);
        r.reader.lost({ErrorCode::DeviceHung, true});
        QCOMPARE(r.journey.message(), ErrorCode::DeviceHung);
    }

    void codesOfTheTerminalAreUnderstood() {
        Real r;
        r.played.terminal.refusal = QStringLiteral("JJ-2001");
        r.toReceipt();
        QTRY_COMPARE(r.journey.state(), State::Failed);
        QCOMPARE(r.journey.message(), ErrorCode::DiskFull);
        QCOMPARE(ports::errorOf(QStringLiteral("JJ-9999"), ErrorCode::OutOfService),
                 ErrorCode::OutOfService);
    }

    void receiptsThatCannotBeReadAreNone() {
        using ports::receiptOf;
        const auto taken = QStringLiteral("2026-11-22T01:04:00.123Z");
        QVERIFY(
            receiptOf(LinkReceipt(QStringLiteral("n"), QString(), taken, QStringLiteral("drift")))
                .ok());
        QVERIFY(!receiptOf(LinkReceipt(QString(), QString(), taken, QStringLiteral("drift"))).ok());
        QVERIFY(!receiptOf(LinkReceipt(QStringLiteral("n"), QString(), QStringLiteral("now"),
                                       QStringLiteral("drift")))
                     .ok());
        QVERIFY(
            !receiptOf(LinkReceipt(QStringLiteral("n"), QString(), taken, QStringLiteral("good")))
                 .ok());
    }

    void thePhotographIsNotTakenOver() {
        const auto zhang = world::person(QStringLiteral("zhang"));
        const auto facts = ports::factsOf(cardOf(zhang));
        QVERIFY(facts.name == zhang.name && facts.number == zhang.number &&
                facts.validUntil == zhang.validUntil);
        QCOMPARE(ports::presenceOf(2), CardPresence::Yes);
        QCOMPARE(ports::presenceOf(1), CardPresence::No);
        QCOMPARE(ports::presenceOf(7), CardPresence::Unknown);
    }
};

QTEST_GUILESS_MAIN(PortsTest)
#include "tst_ports.moc"
