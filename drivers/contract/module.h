// A driver module is a shared library, found by name in the module folder, that exports one
// function:
//   extern "C" jiujin::drivers::Module* jiujinDriverModule();
// jiujin-driver-host loads it, opens the device, locks itself into its sandbox, lets the module
// start, then serves one visit; the process ends with the visit.
#pragma once

#include "drivers/contract/paper_word.h"
#include "platform/base/result.h"

#include <QtCore/QObject>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

class QRemoteObjectHostBase;

namespace jiujin::drivers {

// From the terminal's settings, [devices.NAME.options]; a module refuses what it does not know
// (SettingsInvalid). Where the device is: option `device`, a path (or a URI, where the class says
// so), or option `descriptor`, the number of an open descriptor that the host inherited; one of the
// two.
using ModuleOptions = std::map<std::string, std::string>;

// What a module needs once it is locked in, beyond the descriptors that it opened before.
struct Needs {
    bool localSockets = false;           // connect to AF_UNIX sockets
    bool usb = false;                    // transfers on a USB node that open() opened
    std::vector<std::uint16_t> tcpPorts; // connect to these ports
    bool portStatus = false;             // ask a printer's port for its lines (LPGETSTATUS)
    bool operator==(const Needs&) const = default;
};

class Module {
public:
    virtual ~Module() = default;

    // "idcard", "printer": names the contract it serves. What a class may say to a visit stands in
    // device_frames.cpp; a visit hears nothing of a class without a row there.
    virtual std::string deviceClass() const = 0;
    // Before the sandbox. DeviceRemoved: it is not there now; the host reports that as health and
    // asks again until a visit comes. Anything else ends the host.
    virtual Result<void> open(const ModuleOptions& options) = 0;
    // Before start, by a host that wants to know which device this is. A module whose device has a
    // number of its own says it through `tell`, in the thread that called, before it first reports
    // "ok" and when it becomes another; others say nothing.
    virtual void tellIdentityTo(std::function<void(std::string)> /*tell*/) {}
    // Before start, by a host that keeps count of paper. A printer's module says through `tell`,
    // from any of its threads, before it hands a print on that it has begun, and then once what
    // came of it; of what was never handed on, nothing. Others say nothing.
    virtual void tellPaperTo(std::function<void(PaperWord)> /*tell*/) {}
    // After open, however it ended.
    virtual Needs needs() const = 0;
    // In the sandbox, once; threads begin here. Reports "ok" or an error's code, now and at every
    // change, in the thread that called. DeviceRemoved's code says that only a fresh process can
    // open the device again. Works, by answering with faults, without a device too.
    virtual void start(std::function<void(std::string)> report) = 0;
    // A fresh source object for one visit, remoted on `host`. When it is destroyed, nothing of the
    // visit goes on, and nothing that came from a person is kept.
    virtual std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) = 0;
};

using ModuleFactory = Module* (*)();
inline constexpr const char* moduleFactoryName = "jiujinDriverModule";

} // namespace jiujin::drivers
