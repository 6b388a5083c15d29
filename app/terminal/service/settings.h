// The settings file of jiujin-terminal, TOML. Paths may be relative to the file's folder.
//
//   [terminal]
//   state     = "/var/lib/jiujin/terminal"   # outbox; made when missing
//   enrolment = "/etc/jiujin/enrolment"      # what `jiujin-platform init --terminal-out` wrote
//   matters   = "/usr/share/jiujin/matters"
//   notices   = "/usr/share/jiujin/notices"
//
//   [programs]
//   folder  = "/usr/lib/jiujin"              # jiujin-visit, jiujin-driver-host
//   modules = "/usr/lib/jiujin/modules"
//
//   [devices.idcard]                         # and [devices.printer]
//   module  = "idcard-samv"
//   options = { device = "/dev/ttyUSB0" }    # the module's own
//   groups  = [20]                           # optional: gids of the device's node
//
//   [outbox]                                 # optional: beyond these no application is taken
//   rows = 50000                             # waiting to be sent: 1 to 1000000
//   mebibytes = 4096                         # of what must not be deleted: 128 to 1048576
//   days = 90                                # age of what waits: 1 to 3650
//   kept_days = 30                           # how long delivered ones stay: 1 to 3650
//   kept_mebibytes = 512                     # and how much of them: 0 to 1048576
//
//   [platform]                               # optional
//   url = "https://platform.example"         # instead of the enrolment's platform.url
//
//   [sync]                                   # optional, and so is each of its names
//   hours = "20:00-06:00"                    # when large materials travel, China time; else always
//   kbit_per_second = 512                    # most that is sent, 128 at least; else no limit
//   proxy = "http://proxy.example:3128"      # the environment's is never used
//
//   [window]                                 # optional: without it, the whole screen
//   size = "540x960"
//
//   [users]                                  # optional: who programs run as, where this one is
//   root visit = 60911                            # 0 keeps root idcard = 60912 printer = 60913
//   operator = 1000                          # may use the control socket beside root
//
//   [control]                                # optional: without it, no jiujinctl
//   socket = "/run/jiujin/control.sock"
#pragma once

#include "app/terminal/outbox/values.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace jiujin::service {

struct DeviceSettings {
    std::string name, module;
    std::map<std::string, std::string> options;
    std::vector<gid_t> groups;
    uid_t user = 0;
};

struct SyncSettings {
    std::chrono::minutes from{0}, until{0}; // since midnight; the same: always
    std::int64_t bytesPerSecond = 0;        // 0: no limit
    std::string proxy;                      // empty: none
};

struct Settings {
    std::filesystem::path state, enrolment, matters, notices, programs, modules;
    std::vector<DeviceSettings> devices; // idcard, printer
    outbox::OutboxSettings outbox;       // its folder is <state>/outbox
    std::optional<std::string> platformUrl, windowSize;
    std::optional<std::filesystem::path> controlSocket;
    SyncSettings sync;
    uid_t visitUser = 0;
    std::optional<uid_t> operatorUser;
};

// SettingsInvalid, with file and line of the first mistake; an unknown name is one. FileUnreadable.
Result<Settings> loadSettings(const std::filesystem::path& file);

} // namespace jiujin::service
