// jiujin-visit --link FD --devices FD --matters DIR --calendar DIR [--divisions DIR] --notices DIR
//   --trust DIR --root FILE [--heads FILE] [--snapshot ID] [--windowed WxH]
#include "app/visit/ports/device_line.h"
#include "app/visit/ports/paper_drawer.h"
#include "app/visit/ports/replica_card_reader.h"
#include "app/visit/ports/replica_gate.h"
#include "app/visit/ports/replica_printer.h"
#include "app/visit/ports/replica_slip_printer.h"
#include "app/visit/ports/replica_smart_card.h"
#include "app/visit/ports/thread_sealer.h"
#include "app/visit/stage/curtain.h"
#include "app/visit/stage/window_size.h"
#include "platform/base/event.h"
#include "platform/base/hygiene.h"
#include "platform/matter/catalogue.h"
#include "platform/matter/check.h"
#include "platform/matter/divisions.h"
#include "platform/matter/legal_calendar.h"

#include <CLI/CLI.hpp>
#include <QtGui/QGuiApplication>

#include <cstdio>
#include <cstdlib>

using namespace jiujin;

namespace {

struct Arguments {
    int link = -1, devices = -1;
    std::string matters, heads, calendar, divisions, notices, trust, root, snapshot, windowed;
};

Arguments parse(int count, char** words) {
    Arguments arguments;
    CLI::App usage{"One citizen's visit; jiujin-terminal starts it."};
    usage.add_option("--link", arguments.link, "inherited descriptor of jiujin-terminal")
        ->required();
    usage
        .add_option("--devices", arguments.devices, "inherited descriptor that brings the devices")
        ->required();
    usage.add_option("--matters", arguments.matters, "folder of the matters")->required();
    usage.add_option("--heads", arguments.heads,
                     "heads of the matters; without it all of them are read");
    usage.add_option("--calendar", arguments.calendar, "folder of the calendars, YYYY.json")
        ->required();
    usage.add_option("--divisions", arguments.divisions,
                     "folder of the table of places; without it a form asks for their codes");
    usage.add_option("--notices", arguments.notices, "folder of the notices")->required();
    usage.add_option("--trust", arguments.trust, "folder of the recipients' certificates")
        ->required();
    usage.add_option("--root", arguments.root, "the pinned root certificate")->required();
    usage.add_option("--snapshot", arguments.snapshot, "id of the catalogue that it goes by");
    usage.add_option("--windowed", arguments.windowed, "WIDTHxHEIGHT instead of the full screen")
        ->check(CLI::Validator([](std::string& text) { return stage::faultOfWindowSize(text); },
                               "WxH"));
    try {
        usage.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::exit(usage.exit(error));
    }
    return arguments;
}

// No input method, no clipboard keeper, no session bus that this process would start: each keeps
// copies of what passes through it.
void closeDoors() {
    qunsetenv("QT_IM_MODULE");
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND"))
        qputenv("QT_QUICK_BACKEND", "software");
}

Result<filing::Recipients> recipientsOf(const Arguments& arguments) {
    const std::filesystem::path trust = arguments.trust;
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(arguments.root));
    JIUJIN_TRY_ASSIGN(auto active, seal::Certificate::fromFile(trust / "seal.pem"));
    JIUJIN_TRY_ASSIGN(auto escrow, seal::Certificate::fromFile(trust / "escrow.pem"));
    return filing::Recipients{root, active, escrow};
}

Result<formats::DivisionHistory> divisionsOf(const std::string& folder) {
    if (folder.empty())
        return formats::DivisionHistory();
    return matter::loadDivisions(std::filesystem::path(folder) / "divisions.tsv");
}

Result<matter::Catalogue> offeredNow(const Arguments& arguments, GradedTime now) {
    JIUJIN_TRY_ASSIGN(auto all, arguments.heads.empty()
                                    ? matter::Catalogue::load(arguments.matters)
                                    : matter::Catalogue::open(arguments.matters, arguments.heads));
    const bool unknown = now.grade == ClockGrade::Unknown;
    return std::move(all).offeredOn(unknown ? std::nullopt
                                            : std::optional(matter::localDay(now.time)));
}

Result<int> run(const Arguments& arguments) {
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const auto catalogue, offeredNow(arguments, clock.wall()));
    JIUJIN_TRY_ASSIGN(const auto calendar, matter::loadCalendar(arguments.calendar));
    JIUJIN_TRY_ASSIGN(auto divisions, divisionsOf(arguments.divisions));
    JIUJIN_TRY_ASSIGN(auto finding, find::loadFinding(arguments.matters));
    JIUJIN_TRY_ASSIGN(
        const auto notice,
        matter::loadNotice(std::filesystem::path(arguments.notices) / "consent.json"));
    JIUJIN_TRY_ASSIGN(const auto recipients, recipientsOf(arguments));

    ports::ReplicaTerminal terminal(arguments.link);
    ports::ReplicaCardReader reader;
    ports::ReplicaPrinter printer;
    ports::ReplicaSlipPrinter slips;
    ports::ThreadSealer sealer(recipients, calendar);
    ports::PaperDrawer papers;
    ports::ReplicaSmartCard smartCard;
    ports::ReplicaGate terminalGate(terminal);
    const journey::OperatorPorts operators{smartCard, terminalGate};
    journey::Journey journey({clock, calendar, reader, printer, terminal, sealer, papers, &slips,
                              &operators, arguments.snapshot},
                             catalogue, notice, std::move(finding));
    terminal.attach(journey);
    terminalGate.attach(journey);
    smartCard.attach(journey);
    reader.attach(journey);
    printer.attach(journey);
    slips.attach(journey);
    const ports::DeviceLine devices(
        arguments.devices,
        {{"idcard", &reader}, {"printer", &printer}, {"slip", &slips}, {"smartcard", &smartCard}});

    view::Visit visit(journey);
    visit.divisions()->take(std::move(divisions));
    stage::Window window(visit, stage::windowSizeOf(arguments.windowed).value_or(QSize()));
    JIUJIN_TRY(window.warmUp());
    stage::InputGate gate;
    qGuiApp->installEventFilter(&gate);
    stage::Curtain curtain(terminal, visit, window, gate);
    // What is left in memory goes with the process; nothing of it waits for a destructor.
    QObject::connect(&curtain, &stage::Curtain::down, &curtain, [](int code) { std::_Exit(code); });
    return QGuiApplication::exec();
}

} // namespace

int main(int count, char** words) {
    lockProcessDown();
    setLogProgram("jiujin-visit");
    // The hall's clock and the receipt's agree, whatever zone the machine was installed with.
    ::setenv("TZ", "CST-8", 1);
    const Arguments arguments = parse(count, words);
    closeDoors();
    QGuiApplication application(count, words);
    const auto ended = run(arguments);
    if (!ended.ok())
        std::fprintf(stderr, "jiujin-visit: %s\n", ended.error().text().c_str());
    std::_Exit(ended.ok() ? *ended : EXIT_FAILURE);
}
