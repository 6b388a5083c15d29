#include "app/control/ledger_text.h"

#include "platform/base/clock.h"

#include <algorithm>
#include <array>

namespace jiujin::control {

namespace {

struct Words {
    std::string_view name, shown;
};

constexpr std::array causes{
    Words{"printer", "打印机没有说明结果 the printer did not say"},
    Words{"host", "驱动程序中断 its driver host ended in the middle"},
    Words{"terminal", "终端断电或中断 the terminal ended in the middle"},
    Words{"book", "旧登记读不出来 what stood here before could not be read"},
};

constexpr std::array finds{
    Words{"open", "待查 open"},
    Words{"spoilt", "作废 spoilt"},
    Words{"out", "已出纸 came out"},
    Words{"none", "未出纸 none came out"},
};

template <typename List>
std::string shown(const List& list, const std::string& name) {
    const auto* const words =
        std::ranges::find_if(list, [&](const Words& each) { return each.name == name; });
    return words == list.end() ? name : std::string(words->shown);
}

std::string minuteOf(const std::string& since) {
    const auto time = fromRfc3339(since);
    return time ? toLocalMinute(*time) : since;
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text + "  ";
}

} // namespace

std::string ledgerTable(const std::vector<link::LedgerLine>& ledger) {
    if (ledger.empty())
        return "没有登记 nothing stands in the ledger\n";
    std::size_t device = 0;
    for (const link::LedgerLine& line : ledger)
        device = std::max(device, line.device.size());
    std::string table;
    bool open = false;
    for (const link::LedgerLine& line : ledger) {
        table += padded(std::to_string(line.number), 4) + padded(line.device, device) +
                 minuteOf(line.since) + "  " + shown(finds, line.found) + "  " +
                 shown(causes, line.cause) + '\n';
        open = open || line.found == "open";
    }
    return open ? table + "看出纸口后登记 look at the printer, then: "
                          "jiujinctl device settle NUMBER spoilt|out|none\n"
                : table;
}

std::string suppliesText(const link::DeviceReport& device) {
    if (device.sheets < 0)
        return {};
    std::string text = std::to_string(device.sheets) + " sheets in all";
    if (device.sheetsLeft >= 0)
        text += ", " + std::to_string(device.sheetsLeft) + " left";
    if (device.daysLeft >= 0)
        text += " for about " + std::to_string(device.daysLeft) + " d";
    if (device.tonerLeft >= 0)
        text += ", toner " + std::to_string(device.tonerLeft) + " %";
    return text + unknownText(device);
}

std::string unknownText(const link::DeviceReport& device) {
    return device.openEntries > 0
               ? ", " + std::to_string(device.openEntries) + " unknown (jiujinctl device ledger)"
               : std::string();
}

} // namespace jiujin::control
