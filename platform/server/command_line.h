// What every command of the line has in common: its settings, and how it ends.
#pragma once

#include "platform/server/settings.h"

#include <functional>

namespace CLI {
class App;
}

namespace jiujin::server {

// The exit code, 0, 1, or 2 for a command that was not written correctly; an error is told on
// standard error.
int report(const Result<void>& result);
// The same of what runs by the settings in this file, or of why they cannot be read.
int withSettings(const std::string& file, const std::function<Result<void>(const Settings&)>& run);

// A command that goes by the platform's settings. It adds itself to the line; when it was parsed,
// the run() of what derives from it gives the exit code.
class SettingsCommand {
public:
    bool parsed() const;
    SettingsCommand(const SettingsCommand&) = delete;
    SettingsCommand& operator=(const SettingsCommand&) = delete;

protected:
    SettingsCommand(CLI::App& line, const char* name, const char* help);
    ~SettingsCommand() = default;
    int withGiven(const std::function<Result<void>(const Settings&)>& run) const;

    CLI::App* command_;

private:
    std::string settings_;
};

} // namespace jiujin::server
