// jiujin-visit --link FD --devices FD --matters DIR --notices DIR --trust DIR --root FILE
//   [--windowed WxH]
#include "app/visit/ports/device_line.h"
#include "app/visit/ports/paper_drawer.h"
#include "app/visit/ports/replica_card_reader.h"
#include "app/visit/ports/replica_gate.h"
#include "app/visit/ports/replica_printer.h"
#include "app/visit/ports/replica_slip_printer.h"
#include "app/visit/ports/replica_smart_card.h"
#include "app/visit/ports/thread_sealer.h"
#include "app/visit/stage/curtain.h"
#include "platform/base/event.h"
#include "platform/base/hygiene.h"

#include <CLI/CLI.hpp>
#include <QtGui/QGuiApplication>

#include <cstdio>
#include <cstdlib>

using namespace jiujin;

namespace {

struct Arguments {
    int link = -1, devices = -1;
    std::string matters, notices, trust, root, windowed;
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
    usage.add_option("--notices", arguments.notices, "folder of the notices")->required();
    usage.add_option("--trust", arguments.trust, "folder of the recipients' certificates")
        ->required();
    usage.add_option("--root", arguments.root, "the pinned root certificate")->required();
    usage.add_option("--windowed", arguments.windowed, "WIDTHxHEIGHT instead of the full screen")
        ->check(CLI::Validator(
            [](std::string& text) {
                int width = 0, height = 0;
                return std::sscanf(text.c_str(), "%dx%d", &width, &height) == 2 && width > 0 &&
                               height > 0
                           ? std::string()
                           : std::string("not WIDTHxHEIGHT");
            },
            "WxH"));
    try {
        usage.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::exit(usage.exit(error));
    }
    return arguments;
}

QSize sizeOf(const std::string& text) {
    QSize size;
    if (std::sscanf(text.c_str(), "%dx%d", &size.rwidth(), &size.rheight()) != 2)
        return {};
    return size;
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

Result<int> run(const Arguments& arguments) {
    JIUJIN_TRY_ASSIGN(const auto catalogue, matter::loadCatalogue(arguments.matters));
    JIUJIN_TRY_ASSIGN(
        const auto notice,
        matter::loadNotice(std::filesystem::path(arguments.notices) / "consent.json"));
    JIUJIN_TRY_ASSIGN(const auto recipients, recipientsOf(arguments));

    const SystemClock clock;
    ports::ReplicaTerminal terminal(arguments.link);
    ports::ReplicaCardReader reader;
    ports::ReplicaPrinter printer;
    ports::ReplicaSlipPrinter slips;
    ports::ThreadSealer sealer(recipients);
    ports::PaperDrawer papers;
    ports::ReplicaSmartCard smartCard;
    ports::ReplicaGate terminalGate(terminal);
    const journey::OperatorPorts operators{smartCard, terminalGate};
    journey::Journey journey({clock, reader, printer, terminal, sealer, papers, &slips, &operators},
                             catalogue, notice);
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
    stage::Window window(visit, sizeOf(arguments.windowed));
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
