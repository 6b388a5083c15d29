#include "app/control/ask_case.h"
#include "app/control/ask_terminal.h"
#include "app/control/capture.h"
#include "app/control/device_kit.h"
#include "app/control/device_text.h"
#include "app/control/ledger_text.h"
#include "app/control/queue_text.h"
#include "app/control/receipt_file.h"
#include "app/control/status_text.h"
#include "app/control/trust.h"
#include "app/control/verdict_text.h"
#include "app/link/status_report.h"

#include <CLI/CLI.hpp>
#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <thread>

using namespace jiujin;

namespace {

constexpr int failed = 1, misused = 2;
constexpr std::chrono::milliseconds betweenLooks{500};

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n%s\n", error.text().c_str(),
                 std::string(wordsOf(error.code, Language::Chinese)).c_str(),
                 std::string(wordsOf(error.code, Language::English)).c_str());
    return error.code == ErrorCode::Usage ? misused : failed;
}

int print(const std::string& text) {
    return std::fputs(text.c_str(), stdout) < 0 ? failed : 0;
}

// What was typed.
struct Typed {
    std::string socket = control::defaultSocket, name = "all", file;
    std::string cards, enrolment = "/etc/jiujin/enrolment";
    std::string printer, found, count; // empty: every one; –; what is usual
    bool asJson = false, delivered = false, evidence = false;
};

struct Command {
    CLI::App* name;
    Result<std::string> (*work)(const Typed& typed);
};

Result<std::string> status(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json, control::askTerminal(typed.socket, "status"));
    JIUJIN_TRY_ASSIGN(const auto report, link::decodeStatusReport(json));
    return typed.asJson ? json + '\n' : control::statusText(report, SystemClock().wall().time);
}

Result<link::StatusReport> reportOf(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json, control::askTerminal(typed.socket, "status"));
    return link::decodeStatusReport(json);
}

Result<std::string> catalogue(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const auto report, reportOf(typed));
    return control::catalogueText(report, SystemClock().wall().time);
}

Result<std::string> listDevices(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const auto report, reportOf(typed));
    return control::deviceTable(report.devices);
}

// Says the devices as they are, then every change, until it is interrupted or nobody reads.
Result<std::string> watchDevices(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(auto report, reportOf(typed));
    std::cout << control::deviceTable(report.devices) << std::flush;
    bool answers = true;
    while (std::cout) {
        std::this_thread::sleep_for(betweenLooks);
        const auto now = reportOf(typed);
        if (!now.ok() && std::exchange(answers, false))
            std::cout << "jiujin-terminal does not answer; waiting for it" << std::endl;
        if (!now.ok())
            continue;
        answers = true;
        std::cout << control::deviceChanges(report.devices, now->devices, SystemClock().wall().time)
                  << std::flush;
        report = *now;
    }
    return std::string();
}

// The kit itself says what came of each case.
Result<std::string> testDevice(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const bool good, control::testDevice(typed.socket, typed.name));
    if (!good)
        return Error(ErrorCode::DeviceUnsupported, typed.name + ": not every case passed");
    return std::string();
}

Result<std::string> explain(const Typed& typed) {
    return control::explanation(typed.name);
}

Result<std::string> list(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json,
                      control::askTerminal(typed.socket, typed.delivered ? "queue list delivered"
                                                                         : "queue list"));
    JIUJIN_TRY_ASSIGN(const auto report, link::decodeQueueReport(json));
    return typed.asJson ? json + '\n' : control::queueTable(report);
}

Result<std::string> show(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json,
                      control::askTerminal(typed.socket, "queue show " + typed.name));
    JIUJIN_TRY_ASSIGN(const auto report, link::decodeQueueReport(json));
    return typed.asJson ? json + '\n' : control::packetText(report);
}

Result<std::string> change(const Typed& typed, const std::string& words, const char* then = "") {
    JIUJIN_TRY_ASSIGN(const std::string json, control::askTerminal(typed.socket, words));
    JIUJIN_TRY_ASSIGN(const std::int64_t changed, link::decodeChange(json));
    return typed.asJson ? json + '\n' : std::to_string(changed) + " queued again" + then + "\n";
}

Result<std::string> retry(const Typed& typed) {
    return change(typed, "queue retry " + typed.name, "; what waits is sent now");
}

Result<std::string> recall(const Typed& typed) {
    return change(typed, "queue recall " + typed.name);
}

Result<std::string> verify(const Typed& typed) {
    const std::filesystem::path enrolment = typed.enrolment;
    JIUJIN_TRY_ASSIGN(const std::string code, control::readReceiptFile(typed.file));
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(enrolment / "root.pem"));
    JIUJIN_TRY_ASSIGN(const auto signer,
                      seal::Certificate::fromFile(enrolment / "trust" / "credential.pem"));
    JIUJIN_TRY(control::checkNotRevoked(enrolment, root, {signer}));
    JIUJIN_TRY_ASSIGN(const auto receipt, seal::verifyReceiptCode(code, signer, root));
    return control::verdictText(receipt);
}

Result<std::string> lookUp(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string number, control::caseNumberFrom(typed.name));
    JIUJIN_TRY_ASSIGN(const Secret code, control::lookupCodeFrom(std::cin));
    JIUJIN_TRY_ASSIGN(const auto state, control::askCase({typed.socket, typed.enrolment}, number,
                                                         code, SystemClock()));
    return control::caseText(state);
}

// Says what has to be signed, and reads the evidence.
Result<Secret> witnessOutside(const std::string& askDigest) {
    std::cout << askDigest << std::endl;
    std::string line;
    std::getline(std::cin, line);
    const Secret evidence(line);
    wipe(line);
    if (evidence.empty())
        return Error(ErrorCode::AssuranceNeeded, "no evidence was given");
    return evidence;
}

Result<std::string> lookUpAll(const Typed& typed) {
    const auto witness = typed.evidence ? seal::Witness(witnessOutside) : seal::Witness();
    JIUJIN_TRY_ASSIGN(const auto states,
                      control::askCases({typed.socket, typed.enrolment}, witness, SystemClock()));
    std::string text = states.empty() ? "没有办件 no cases\n" : "";
    for (const protocol::CaseState& state : states)
        text += (text.empty() ? "" : "\n") + control::caseText(state);
    return text;
}

Result<std::string> confirm(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json,
                      control::askTerminal(typed.socket, "device confirm " + typed.name));
    JIUJIN_TRY(link::decodeChange(json));
    return typed.asJson ? json + '\n' : typed.name + " is confirmed\n";
}

Result<std::string> showLedger(const Typed& typed) {
    JIUJIN_TRY_ASSIGN(const std::string json,
                      control::askTerminal(typed.socket, "device ledger " + typed.printer));
    JIUJIN_TRY_ASSIGN(const auto ledger, link::decodeLedger(json));
    return typed.asJson ? json + '\n' : control::ledgerTable(ledger);
}

// Says how things stand after it.
Result<std::string> record(const Typed& typed, const std::string& words) {
    JIUJIN_TRY_ASSIGN(const std::string json, control::askTerminal(typed.socket, words));
    JIUJIN_TRY(link::decodeChange(json));
    if (typed.asJson)
        return json + '\n';
    JIUJIN_TRY_ASSIGN(const auto report, reportOf(typed));
    return control::deviceTable(report.devices);
}

Result<std::string> loadPaper(const Typed& typed) {
    return record(typed, "device paper " + typed.printer + ' ' + typed.count);
}

Result<std::string> changeToner(const Typed& typed) {
    return record(typed, "device toner " + typed.printer + ' ' + typed.count);
}

Result<std::string> settle(const Typed& typed) {
    return record(typed, "device settle " + typed.name + ' ' + typed.found + ' ' + typed.count);
}

Result<std::string> captureCard(const Typed& typed) {
    int count = 0;
    const QCoreApplication loop(count, nullptr);
    return control::capture({typed.socket, typed.enrolment, typed.name, typed.cards, typed.file},
                            SystemClock(), [](const std::string& words) {
                                print(words);
                                std::fflush(stdout);
                            });
}

CLI::App* asking(CLI::App* command, Typed& typed) {
    command->add_option("--socket", typed.socket, "control socket of jiujin-terminal")
        ->capture_default_str();
    command->add_flag("--json", typed.asJson, "one line of JSON for programs");
    return command;
}

std::vector<Command> queueCommands(CLI::App& app, Typed& typed) {
    auto* queue = app.add_subcommand("queue", "applications on their way to the platform");
    queue->require_subcommand(1);
    const auto add = [&](const char* name, const char* help) {
        return asking(queue->add_subcommand(name, help), typed);
    };
    auto* lister = add("list", "what waits or was set aside, since when and why");
    lister->add_flag("--delivered", typed.delivered, "what was delivered and is still held");
    auto* shower = add("show", "one packet in full");
    shower->add_option("packet", typed.name, "packet id or case number")->required();
    auto* retrier = add("retry", "send now, also what was set aside");
    retrier->add_option("packet", typed.name, "packet id or case number")->capture_default_str();
    auto* recaller = add("recall", "send what was delivered once more; the platform takes it once");
    recaller->add_option("packet", typed.name, "packet id, case number, or counters such as 12-40")
        ->required();
    return {{lister, list}, {shower, show}, {retrier, retry}, {recaller, recall}};
}

std::vector<Command> suppliesCommands(CLI::App& device, Typed& typed) {
    const auto add = [&](const char* name, const char* help) {
        return asking(device.add_subcommand(name, help), typed);
    };
    const auto loading = [&](const char* name, const char* help, const char* count) {
        CLI::App* command = add(name, help);
        command->add_option("name", typed.printer, "its name in the settings")->required();
        command->add_option("--loaded", typed.count, count)->expected(0, 1)->required();
        return command;
    };
    auto* paper = loading("paper", "paper was loaded",
                          "how many sheets, or receipts, lie in it now; else as the settings say");
    auto* toner = loading("toner", "the toner cartridge was changed",
                          "pages that it is rated for; else as the settings say");
    auto* ledger = add("ledger", "sheets of which nobody knew what became");
    ledger->add_option("name", typed.printer, "of one printer only");
    auto* settler = add("settle", "says what became of a sheet of the ledger");
    settler->add_option("number", typed.name, "of the entry")->required();
    settler->add_option("found", typed.found, "spoilt, out or none")->required();
    settler->add_option("sheets", typed.count, "how many, when it was not one");
    return {{paper, loadPaper}, {toner, changeToner}, {ledger, showLedger}, {settler, settle}};
}

Command captureCommand(CLI::App& device, Typed& typed) {
    CLI::App* command = device.add_subcommand(
        "capture", "what passes between a card reader and its driver while a listed test card is "
                   "read; nothing of a person stays in it");
    command->add_option("--socket", typed.socket, "control socket of jiujin-terminal")
        ->capture_default_str();
    command->add_option("name", typed.name, "its name in the settings")->required();
    command->add_option("--cards", typed.cards, "the list of test cards that the centre signed")
        ->required();
    command->add_option("--into", typed.file, "file to make")->required();
    command->add_option("--enrolment", typed.enrolment, "folder with root.pem and trust")
        ->capture_default_str();
    return {command, captureCard};
}

std::vector<Command> deviceCommands(CLI::App& app, Typed& typed) {
    auto* device = app.add_subcommand("device", "the devices of this terminal");
    device->require_subcommand(1);
    const auto add = [&](const char* name, const char* help) {
        CLI::App* command = device->add_subcommand(name, help);
        command->add_option("--socket", typed.socket, "control socket of jiujin-terminal")
            ->capture_default_str();
        return command;
    };
    auto* lister = add("list", "each device, its module and how it is");
    auto* watcher = add("watch", "the same, and then every change until it is interrupted");
    auto* tester =
        add("test", "the device's contract, case by case, with a test card and your hands");
    tester->add_option("name", typed.name, "its name in the settings")->required();
    auto* explainer = device->add_subcommand("explain", "what a code means and what to do");
    explainer->add_option("code", typed.name, "such as JJ-1201")->required();
    auto* confirmer = add("confirm", "the device that answers under a name is the right one");
    confirmer->add_flag("--json", typed.asJson, "one line of JSON for programs");
    confirmer->add_option("name", typed.name, "its name in the settings")->required();
    std::vector<Command> commands = suppliesCommands(*device, typed);
    commands.insert(commands.end(), {{lister, listDevices},
                                     {watcher, watchDevices},
                                     {tester, testDevice},
                                     {explainer, explain},
                                     {confirmer, confirm}});
    commands.push_back(captureCommand(*device, typed));
    return commands;
}

std::vector<Command> caseCommands(CLI::App& app, Typed& typed) {
    const auto add = [&](const char* name, const char* help) {
        CLI::App* command = app.add_subcommand(name, help);
        command->add_option("--socket", typed.socket, "control socket of jiujin-terminal")
            ->capture_default_str();
        command->add_option("--enrolment", typed.enrolment, "folder with root.pem and trust")
            ->capture_default_str();
        return command;
    };
    auto* one =
        add("case", "how far a case is; the receipt's lookup code is read from standard input");
    one->add_option("number", typed.name, "case number")->required();
    auto* all = add("cases", "every case of one person, who must be known by more than a card");
    all->add_flag("--evidence", typed.evidence,
                  "says what a witness has to sign, and reads its word from standard input");
    return {{one, lookUp}, {all, lookUpAll}};
}

std::vector<Command> commandsOf(CLI::App& app, Typed& typed) {
    auto* ask = asking(
        app.add_subcommand("status", "devices, length and age of the queue, last contact"), typed);
    auto* rules =
        asking(app.add_subcommand("catalogue",
                                  "by which catalogue of matters visits go, and how old it is"),
               typed);
    auto* check = app.add_subcommand("verify", "is a receipt genuine? needs no network");
    check->add_option("file", typed.file, "text of the receipt's code, or a PNG or JPEG picture")
        ->required();
    check
        ->add_option("--enrolment", typed.enrolment,
                     "folder with root.pem and trust/credential.pem")
        ->capture_default_str();
    std::vector<Command> commands = queueCommands(app, typed);
    std::ranges::copy(deviceCommands(app, typed), std::back_inserter(commands));
    std::ranges::copy(caseCommands(app, typed), std::back_inserter(commands));
    commands.push_back({ask, status});
    commands.push_back({rules, catalogue});
    commands.push_back({check, verify});
    return commands;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("就近办终端的命令行 What a technician types at a Jiujin terminal", "jiujinctl");
    app.require_subcommand(1);
    Typed typed;
    const std::vector<Command> commands = commandsOf(app, typed);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : misused;
    }
    const auto asked = std::ranges::find_if(
        commands, [](const Command& command) { return command.name->parsed(); });
    const auto answer = asked->work(typed);
    return answer.ok() ? print(*answer) : complain(answer.error());
}
