// The commands about cases, as staff type them.
#pragma once

#include "platform/server/casework/case_steps.h"
#include "platform/server/command_line.h"
#include "platform/server/material_command.h"
#include "platform/server/uses_command.h"

namespace jiujin::server {

class CaseCommands {
public:
    explicit CaseCommands(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App *all_, *show_, *list_, *write_;
    std::string settings_;
    MaterialOptions material_;
    bool full_ = false;
};

class ClockCommand : public SettingsCommand {
public:
    explicit ClockCommand(CLI::App& app);
    int run() const;

private:
    std::string number_;
};

class StandingCommand : public SettingsCommand {
public:
    explicit StandingCommand(CLI::App& app);
    int run() const;
};

class StepCommand : public SettingsCommand {
public:
    explicit StepCommand(CLI::App& app);
    int run() const;

private:
    std::string number_;
    StepOrder order_;
};

class UsesCommand : public SettingsCommand {
public:
    explicit UsesCommand(CLI::App& app);
    int run() const;

private:
    UsesOptions options_;
};

} // namespace jiujin::server
