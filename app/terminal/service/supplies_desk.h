// Paper and toner: what the hosts of printers say goes into the book, and what a technician asks
// and does comes from the control socket, word by word:
//   device paper NAME [SHEETS]     so many lie in the tray now; else as many as the settings say
//   device toner NAME [PAGES]      a fresh cartridge, good for so many
//   device ledger [NAME]           sheets of which nobody knows, or knew, what became
//   device settle NUMBER spoilt|out|none [SHEETS]
#pragma once

#include "app/link/status_report.h"
#include "app/terminal/devices/driver_lane.h"
#include "app/terminal/service/settings.h"
#include "app/terminal/supplies/supply_book.h"

namespace jiujin::service {

// Of the devices those that use paper.
std::vector<supplies::Printer> printersIn(const Settings& settings);

class SuppliesDesk {
public:
    explicit SuppliesDesk(supplies::SupplyBook& book) : book_(book) {}

    // From now on; the lane ends before this does.
    void follow(const devices::DriverLane& lane);
    // What is known of it, when it is a printer.
    void describe(link::DeviceReport& device) const;
    // One line of JSON; nothing when the words are others'.
    std::optional<std::string> answer(std::string_view line);

private:
    void hear(const std::string& printer, const drivers::PaperWord& word);
    std::string ledger(const std::string& printer) const;
    std::string act(const std::vector<std::string_view>& words);

    supplies::SupplyBook& book_;
};

} // namespace jiujin::service
