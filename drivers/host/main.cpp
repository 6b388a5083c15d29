// jiujin-driver-host --module NAME --modules DIR --control FD [--class NAME] [--option key=value
// ...]
#include "drivers/contract/host_link.h"
#include "drivers/host/host.h"
#include "drivers/host/module_file.h"
#include "platform/base/event.h"
#include "platform/base/hygiene.h"

#include <CLI/CLI.hpp>
#include <QtCore/QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

struct Arguments {
    std::string module, folder, deviceClass;
    std::vector<std::string> options;
    int control = -1;
};

Result<ModuleOptions> optionsOf(const std::vector<std::string>& pairs) {
    ModuleOptions options;
    for (const std::string& pair : pairs) {
        const std::size_t sign = pair.find('=');
        if (sign == std::string::npos || sign == 0)
            return Error(ErrorCode::SettingsInvalid, "driver host: option is not key=value");
        options[pair.substr(0, sign)] = pair.substr(sign + 1);
    }
    return options;
}

Result<void> run(const Arguments& arguments, QCoreApplication& application) {
    JIUJIN_TRY_ASSIGN(ModuleOptions options, optionsOf(arguments.options));
    JIUJIN_TRY_ASSIGN(std::unique_ptr<Module> module,
                      loadModule(arguments.folder, arguments.module));
    if (!arguments.deviceClass.empty() && module->deviceClass() != arguments.deviceClass)
        return Error(ErrorCode::SettingsInvalid, "driver host: the module is of class " +
                                                     module->deviceClass() + ", not " +
                                                     arguments.deviceClass);
    Host host(std::move(module), std::move(options), arguments.control);
    QObject::connect(&host, &Host::ended, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    JIUJIN_TRY(host.start());
    QCoreApplication::exec();
    return {};
}

} // namespace

int main(int count, char** words) {
    lockProcessDown();
    setLogProgram("jiujin-driver-host");
    Arguments arguments;
    CLI::App usage{"Runs one driver module for one device, locked in, for one visit."};
    usage.add_option("--module", arguments.module, "the module's name")->required();
    usage.add_option("--modules", arguments.folder, "the folder of modules")->required();
    usage.add_option("--control", arguments.control, "inherited descriptor of the supervisor")
        ->required();
    usage.add_option("--class", arguments.deviceClass, "what the module must be, as \"idcard\"");
    usage.add_option("--option", arguments.options, "key=value, for the module")
        ->allow_extra_args(false);
    CLI11_PARSE(usage, count, words);
    QCoreApplication application(count, words);
    const auto ended = run(arguments, application);
    if (!ended.ok()) {
        std::fprintf(stderr, "jiujin-driver-host: %s\n", ended.error().text().c_str());
        // The supervisor tells it on; when it is gone too, nobody is left to hear.
        static_cast<void>(sendHealth(arguments.control, codeOf(ended.error().code)).ok());
    }
    // What is left in memory goes with the process; nothing of it needs a destructor.
    std::_Exit(ended.ok() ? EXIT_SUCCESS : EXIT_FAILURE);
}
