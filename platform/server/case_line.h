// The commands about cases, as staff type them.
#pragma once

#include "platform/server/casework/case_steps.h"
#include "platform/server/material_command.h"
#include "platform/server/uses_command.h"

#include <string>

namespace CLI {
class App;
}

namespace jiujin::server {

// Each adds itself to the line; when it was parsed, run() gives the exit code.

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

class ClockCommand {
public:
    explicit ClockCommand(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App* command_;
    std::string settings_, number_;
};

class StandingCommand {
public:
    explicit StandingCommand(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App* command_;
    std::string settings_;
};

class StepCommand {
public:
    explicit StepCommand(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App* command_;
    std::string settings_, number_;
    StepOrder order_;
};

class UsesCommand {
public:
    explicit UsesCommand(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App* command_;
    std::string settings_;
    UsesOptions options_;
};

} // namespace jiujin::server
