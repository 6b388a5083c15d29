// The settings file of jiujin-terminal, TOML. Paths may be relative to the file's folder.
//
//   [terminal]
//   state     = "/var/lib/jiujin/terminal"   # outbox; made when missing
//   enrolment = "/etc/jiujin/enrolment"      # what `jiujin-platform init --terminal-out` wrote
//   matters   = "/usr/share/jiujin/matters"
//   calendar  = "/usr/share/jiujin/calendar"
//   divisions = "/usr/share/jiujin/divisions" # optional: places to choose from; else by code
//   notices   = "/usr/share/jiujin/notices"
//
//   [programs]
//   folder  = "/usr/lib/jiujin"              # jiujin-visit, jiujin-driver-host
//   modules = "/usr/lib/jiujin/modules"
//
//   [devices.idcard]                         # and others, each with a name of its own: a-z 0-9 -
//   class   = "idcard"                       # optional: what it is to a visit; else the name
//   module  = "idcard-samv"
//   options = { device = "/dev/ttyUSB0" }    # the module's own
//   groups  = [20]                           # optional: gids of the device's node
//   identity = "sam:05.01-…"                 # optional: which it must be; else what was confirmed
//
//   [devices.idcard]                         # of USB: in place of the option `device`
//   module  = "idcard-samv"
//   usb     = ["0400:c35a"]                  # vendor and product of those that it may be, or
//   tty     = ["10c4:ea60"]                  # of those whose serial line it may be
//   handing = "descriptor"                   # optional: or "path", which the driver host opens
//
//   [devices.printer.supplies]               # optional, of a printer: what is usually loaded
//   paper = 250                              # sheets in its tray, receipts on its roll
//   toner_pages = 2300                       # what a cartridge is rated for; each 1 to 100000
//
//   [usb]                                    # optional
//   parts = ["222a:0001"]                    # what else belongs to the terminal, one entry each;
//                                            # anything that is not listed is told and left alone
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
//   [users]                                  # optional: who programs run as, by root's leave
//   visit = 60911                            # 0 keeps root
//   idcard = 60912                           # a device's program, by the device's name
//   printer = 60913
//   smartcard = 60914
//   slip = 60915                             # a device of another name must be given one here
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
    std::string name, deviceClass, module;
    std::map<std::string, std::string> options;
    std::vector<gid_t> groups;
    uid_t user = 0;
    std::vector<std::string> usb{}, tty{}; // of one of these identities, or none: as options say
    bool byPath = false;
    std::string identity{};
    std::int64_t paper = 0, tonerPages = 0; // what a printer is loaded with; 0: not said

    bool prints() const { return deviceClass == "printer" || deviceClass == "slip"; }
};

struct SyncSettings {
    std::chrono::minutes from{0}, until{0}; // since midnight; the same: always
    std::int64_t bytesPerSecond = 0;        // 0: no limit
    std::string proxy;                      // empty: none
};

struct Settings {
    std::filesystem::path state, enrolment, matters, calendar, notices, programs, modules;
    std::filesystem::path divisions;     // empty: none
    std::vector<DeviceSettings> devices; // each of another name, class and user
    outbox::OutboxSettings outbox;       // its folder is <state>/outbox
    std::optional<std::string> platformUrl, windowSize;
    std::optional<std::filesystem::path> controlSocket;
    SyncSettings sync;
    std::vector<std::string> usbParts;
    uid_t visitUser = 0;
    std::optional<uid_t> operatorUser;
};

// SettingsInvalid, with file and line of the first mistake; an unknown name is one. FileUnreadable.
Result<Settings> loadSettings(const std::filesystem::path& file);

} // namespace jiujin::service
