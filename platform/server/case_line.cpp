#include "platform/server/case_line.h"

#include "platform/server/case_command.h"
#include "platform/server/clock_command.h"
#include "platform/server/standing_command.h"
#include "platform/server/step_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace jiujin::server {

CaseCommands::CaseCommands(CLI::App& app)
    : all_(app.add_subcommand("case", "look at cases")),
      show_(all_->add_subcommand("show", "print a case's trail, verify it, show the filing")),
      list_(all_->add_subcommand("list", "one line a case, oldest first")),
      write_(all_->add_subcommand(
          "material", "open a material of an accepted case into a new file, mode 0600")) {
    all_->require_subcommand(1);
    for (CLI::App* each : {show_, list_, write_})
        each->add_option("--settings", settings_, "platform.toml")->required();
    for (CLI::App* each : {show_, write_})
        each->add_option("number", material_.caseNumber, "case number")->required();
    show_->add_flag("--full", full_, "whole values, for the department's staff; masked otherwise");
    write_->add_option("place", material_.place, "which, from 1 on, as `case show` counts")
        ->required();
    write_->add_option("--out", material_.file, "file to make")->required();
}

bool CaseCommands::parsed() const {
    return all_->parsed();
}

int CaseCommands::run() const {
    return withSettings(settings_, [this](const Settings& given) {
        if (write_->parsed())
            return writeMaterial(given, material_);
        return list_->parsed() ? listCases(given) : showCase(given, material_.caseNumber, full_);
    });
}

ClockCommand::ClockCommand(CLI::App& app)
    : SettingsCommand(app, "clock",
                      "compute a case's legal clock again from its events, step by step") {
    command_->add_option("number", number_, "case number")->required();
}

int ClockCommand::run() const {
    return withGiven([this](const Settings& given) { return showClock(given, number_); });
}

StandingCommand::StandingCommand(CLI::App& app)
    : SettingsCommand(app, "standing",
                      "replace the table of credit records and e-certificates by what their "
                      "services exported, read from standard input: casework/standing.h") {}

int StandingCommand::run() const {
    return withGiven([](const Settings& given) { return importStanding(given, std::cin); });
}

StepCommand::StepCommand(CLI::App& app)
    : SettingsCommand(app, "step",
                      "record a step of a case, which its legal clock counts and its citizen is "
                      "told") {
    command_->add_option("number", number_, "case number")->required();
    command_->add_option("step", order_.kind, "one of " + stepNames())->required();
    command_
        ->add_option("--by", order_.by,
                     "who records it: the number of a post, MSR-0231, never a name")
        ->required();
    command_->add_option("--node", order_.node, "id of the node of the chain that began or ended");
    command_->add_option("--material", order_.materials,
                         "id of a material to correct, or that came; may be given several times");
}

int StepCommand::run() const {
    return withGiven([this](const Settings& given) { return recordStep(given, number_, order_); });
}

UsesCommand::UsesCommand(CLI::App& app)
    : SettingsCommand(app, "uses",
                      "print the matters that are filed most as an order.json to be published") {
    command_->add_option("--days", options_.days, "that are counted, up to now")
        ->check(CLI::Range(1, 36500))
        ->capture_default_str();
    command_->add_option("--least", options_.least, "a matter filed less often is left out")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

int UsesCommand::run() const {
    return withGiven([this](const Settings& given) { return showUses(given, options_); });
}

} // namespace jiujin::server
