#include "platform/server/command_line.h"

#include "platform/base/command_text.h"

#include <CLI/CLI.hpp>

namespace jiujin::server {

namespace {

constexpr int failed = 1, misused = 2;

} // namespace

int report(const Result<void>& result) {
    if (result.ok())
        return 0;
    complain(result.error());
    return result.error().code == ErrorCode::Usage ? misused : failed;
}

int withSettings(const std::string& file, const std::function<Result<void>(const Settings&)>& run) {
    const auto settings = loadSettings(file);
    return settings.ok() ? report(run(*settings)) : report(settings.error());
}

SettingsCommand::SettingsCommand(CLI::App& line, const char* name, const char* help)
    : command_(line.add_subcommand(name, help)) {
    command_->add_option("--settings", settings_, "platform.toml")->required();
}

bool SettingsCommand::parsed() const {
    return command_->parsed();
}

int SettingsCommand::withGiven(const std::function<Result<void>(const Settings&)>& run) const {
    return withSettings(settings_, run);
}

} // namespace jiujin::server
