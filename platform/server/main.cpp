#include "platform/base/event.h"
#include "platform/base/hygiene.h"
#include "platform/server/case_line.h"
#include "platform/server/catalogue_command.h"
#include "platform/server/catalogue_keys.h"
#include "platform/server/command_line.h"
#include "platform/server/init.h"
#include "platform/server/reconcile_command.h"
#include "platform/server/revoke_command.h"
#include "platform/server/serve.h"
#include "platform/server/terminal_command.h"
#include "platform/server/test_cards_command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <sys/stat.h>

using namespace jiujin;
using namespace jiujin::server;

namespace {

class TerminalCommands {
public:
    explicit TerminalCommands(CLI::App& app)
        : all_(app.add_subcommand("terminal", "how terminals stand")),
          list_(all_->add_subcommand(
              "list",
              "one line a terminal: the head of its receipts, and whether it is suspended")),
          aside_(all_->add_subcommand(
              "aside", "packets set aside because their counter was used before, one line each")),
          resume_(all_->add_subcommand("resume", "let a suspended terminal file again")),
          reconcile_(app.add_subcommand(
              "reconcile", "what was counted of each terminal in a day, and what differs")) {
        all_->require_subcommand(1);
        for (CLI::App* each : {list_, aside_, resume_, reconcile_})
            each->add_option("--settings", settings_, "platform.toml")->required();
        resume_->add_option("terminal", terminal_, "330105-A017")->required();
        aside_->add_option("terminal", terminal_, "330105-A017; all without it");
        resume_->add_option("--after", after_,
                            "id of the packet behind whose receipt its chain goes on, when the "
                            "copy came first");
        reconcile_->add_option("day", day_, "2026-11-22")->required();
    }
    bool parsed() const { return all_->parsed() || reconcile_->parsed(); }
    int run() const {
        return withSettings(settings_, [this](const Settings& given) {
            if (reconcile_->parsed())
                return showDay(given, day_);
            if (aside_->parsed())
                return listAside(given, terminal_);
            return list_->parsed() ? listTerminals(given)
                                   : resumeTerminal(given, terminal_, after_);
        });
    }

private:
    CLI::App *all_, *list_, *aside_, *resume_, *reconcile_;
    std::string settings_, terminal_, after_, day_;
};

class RevokeCommand {
public:
    explicit RevokeCommand(CLI::App& app)
        : command_(
              app.add_subcommand("revoke", "put a certificate on the root's revocation list")) {
        command_->add_option("certificate", options_.certificate, "the certificate, PEM")
            ->required();
        command_->add_option("--root", options_.rootFolder, "folder of root.pem and root.key")
            ->required();
        command_->add_option("--list", options_.list, "the list, made when it is missing")
            ->required();
    }
    bool parsed() const { return command_->parsed(); }
    int run() const { return report(revoke(options_)); }

private:
    CLI::App* command_;
    RevokeOptions options_;
};

class TestCardsCommand {
public:
    explicit TestCardsCommand(CLI::App& app)
        : command_(app.add_subcommand(
              "test-cards", "sign the list of test cards; one a line on standard input: its kind "
                            "(resident, hkmt, foreign2017, foreign2023) and its number")) {
        command_
            ->add_option("--credential", options_.credentialFolder,
                         "folder of credential.pem and credential.key")
            ->required();
        command_->add_option("--list", options_.list, "the list, replaced when there is one")
            ->required();
        command_->add_option("--days", options_.days, "for which it is good")
            ->check(CLI::Range(1, 3650))
            ->capture_default_str();
    }
    bool parsed() const { return command_->parsed(); }
    int run() const { return report(writeTestCards(options_, std::cin)); }

private:
    CLI::App* command_;
    TestCardOptions options_;
};

class CatalogueCommands {
public:
    explicit CatalogueCommands(CLI::App& app)
        : publish_(app.add_subcommand(
              "publish", "give terminals the signed catalogue of matters in a folder")),
          confirm_(app.add_subcommand(
              "confirm", "say that the catalogue that terminals have is still the newest")),
          keys_(app.add_subcommand(
              "catalogue-keys", "the three keys of the catalogue: the first, or new ones in place "
                                "of those that are old or stolen")) {
        for (CLI::App* each : {publish_, confirm_})
            each->add_option("--settings", settings_, "platform.toml")->required();
        publish_->add_option("folder", made_, "what jiujin-matter sign made")->required();
        for (CLI::App* each : {publish_, confirm_}) {
            each->add_option("--timestamp", options_.timestampFolder,
                             "folder of timestamp.pem and timestamp.key")
                ->required(each == confirm_);
            each->add_option("--days", options_.days, "for which it is good")
                ->check(CLI::Range(1, 365))
                ->capture_default_str();
        }
        keys_->add_option("folder", rotate_.keys, "new folder for the keys")->required();
        keys_->add_option("--root", rotate_.rootFolder, "folder of root.pem and root.key")
            ->required();
        keys_->add_option("--into", rotate_.into, "published folder that names them from now on")
            ->required();
        keys_->add_option("--before", rotate_.before,
                          "folder of catalogue-root.pem and .key until now");
        keys_->add_option("--revoked", rotate_.revoked, "the root's list of what no longer counts");
    }
    bool parsed() const { return publish_->parsed() || confirm_->parsed() || keys_->parsed(); }
    int run() const {
        if (keys_->parsed())
            return report(rotateCatalogueKeys(rotate_));
        return withSettings(settings_, [this](const Settings& given) {
            return publish_->parsed() ? publishCatalogue(given, made_, options_)
                                      : confirmCatalogue(given, options_);
        });
    }

private:
    CLI::App *publish_, *confirm_, *keys_;
    std::string settings_;
    std::filesystem::path made_;
    ConfirmOptions options_;
    RotateOptions rotate_;
};

class InitCommand {
public:
    explicit InitCommand(CLI::App& app)
        : command_(app.add_subcommand("init",
                                      "make keys, certificates and settings of a new platform")) {
        command_->add_option("folder", init_.folder, "new folder of the platform")->required();
        command_
            ->add_option("--terminal-id", init_.terminalId, "id of the first terminal, 330105-A017")
            ->required();
        command_
            ->add_option("--terminal-out", init_.terminalFolder, "folder for the terminal's files")
            ->required();
        command_
            ->add_option("--matters", init_.matters,
                         "folder of the matters that this centre handles")
            ->required();
        command_->add_option(
            "--calendar", init_.calendar,
            "folder of the calendars, YYYY.json; without it, calendar beside the matters");
        command_->add_option("--address", init_.address, "address to listen on")
            ->capture_default_str();
        command_->add_option("--port", init_.port, "port to listen on, 0 for any")
            ->capture_default_str();
        command_->add_option("--name", init_.name, "name or IP address by which terminals call it")
            ->capture_default_str();
        command_->add_flag("--zones", init_.zones,
                           "open and inner zone as two programs, in the folders open and inner");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const { return report(initialise(init_)); }

private:
    CLI::App* command_;
    InitOptions init_;
};

int parseAndRun(int argc, char** argv) {
    CLI::App app("就近办中心平台 The central platform of Jiujin", "jiujin-platform");
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "all commands with their options");
    std::string settings;

    const InitCommand init(app);
    auto* run = app.add_subcommand("serve", "take packets until SIGTERM");
    run->add_option("--settings", settings, "platform.toml")->required();

    const CaseCommands cases(app);
    TerminalCommands terminals(app);
    const RevokeCommand revoking(app);
    const TestCardsCommand testCards(app);
    const ClockCommand clock(app);
    const StandingCommand standing(app);
    const UsesCommand uses(app);
    const StepCommand step(app);
    const CatalogueCommands catalogue(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& mistake) {
        return report(Error(ErrorCode::Usage, std::string(mistake.what()) +
                                                  "; jiujin-platform --help-all tells more"));
    }
    if (init.parsed())
        return init.run();
    if (run->parsed())
        return withSettings(settings, [](const Settings& given) { return serve(given); });
    if (terminals.parsed())
        return terminals.run();
    if (testCards.parsed())
        return testCards.run();
    if (standing.parsed())
        return standing.run();
    if (catalogue.parsed())
        return catalogue.run();
    if (clock.parsed())
        return clock.run();
    if (uses.parsed())
        return uses.run();
    if (step.parsed())
        return step.run();
    return revoking.parsed() ? revoking.run() : cases.run();
}

} // namespace

int main(int argc, char** argv) {
    setLogProgram("jiujin-platform");
    lockProcessDown();
    ::umask(077);
    return parseAndRun(argc, argv);
}
