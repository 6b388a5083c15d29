// A driver module is a shared library, found by name in the module folder, that exports one
// function:
//   extern "C" jiujin::drivers::Module* jiujinDriverModule();
// jiujin-driver-host loads it, opens the device, locks itself into its sandbox, then serves one
// visit.
#pragma once

#include "platform/base/result.h"

#include <QtCore/QObject>

#include <functional>
#include <map>
#include <memory>
#include <string>

class QRemoteObjectHostBase;

namespace jiujin::drivers {

// From the terminal's settings, [devices.NAME.options]; a module refuses what it does not know
// (SettingsInvalid).
using ModuleOptions = std::map<std::string, std::string>;

class Module {
public:
    virtual ~Module() = default;

    // "idcard", "printer": names the contract it serves.
    virtual std::string deviceClass() const = 0;
    // Called before the sandbox. A device that is missing now is no error: it is reported as
    // health.
    virtual Result<void> open(const ModuleOptions& options) = 0;
    // A fresh source object for one visit, remoted on `host`.
    virtual std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) = 0;
    // "ok" or an error's code, now and at every change.
    virtual void onHealth(std::function<void(std::string)> report) = 0;
};

using ModuleFactory = Module* (*)();
inline constexpr const char* moduleFactoryName = "jiujinDriverModule";

} // namespace jiujin::drivers
