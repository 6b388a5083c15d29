#include "app/control/device_text.h"

#include "app/control/ledger_text.h"
#include "app/control/status_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace jiujin::control {

namespace {

struct Mend {
    ErrorCode code;
    std::string_view chinese, english;
};

constexpr std::array mends{
#define JIUJIN_MEND(name, zh, en) Mend{ErrorCode::name, zh, en},
#include "app/control/mends.def"
#undef JIUJIN_MEND
};

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text + "  ";
}

std::string moduleText(const link::DeviceReport& device) {
    return device.module.starts_with("sim-") ? device.module + " (模拟 simulated)" : device.module;
}

std::string steps(std::string_view text) {
    std::string lines;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('|'), text.size());
        lines += "  " + std::to_string(number) + ". " + std::string(text.substr(0, end)) + '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// What changes with every sheet is no news.
link::DeviceReport withoutCounts(link::DeviceReport device) {
    device.sheets = device.sheetsLeft = device.daysLeft = device.tonerLeft = -1;
    return device;
}

} // namespace

std::string deviceTable(const std::vector<link::DeviceReport>& devices) {
    if (devices.empty())
        return "no device is set up\n";
    std::size_t name = 0, module = 0;
    for (const link::DeviceReport& device : devices) {
        name = std::max(name, device.name.size());
        module = std::max(module, moduleText(device).size());
    }
    std::string table;
    for (const link::DeviceReport& device : devices) {
        table += padded(device.name, name) + padded(moduleText(device), module) +
                 explained(device.health) + '\n';
        if (const std::string supplies = suppliesText(device); !supplies.empty())
            table += padded("", name) + supplies + '\n';
    }
    return table;
}

std::string deviceChanges(const std::vector<link::DeviceReport>& before,
                          const std::vector<link::DeviceReport>& now, WallTime when) {
    std::string lines;
    for (const link::DeviceReport& device : now)
        if (std::ranges::find(before, withoutCounts(device), withoutCounts) == before.end())
            lines += toRfc3339(when) + "  " + padded(device.name, 8) + explained(device.health) +
                     unknownText(device) + '\n';
    return lines;
}

Result<std::string> explanation(const std::string& code) {
    ErrorCode known{};
    if (!errorFromCode(code, known))
        return Error(ErrorCode::Usage, "there is no code " + code +
                                           "; it reads like JJ-1201, as screens and lists show it");
    std::string text = code + "  " + std::string(wordsOf(known, Language::Chinese)) +
                       "\n         " + std::string(wordsOf(known, Language::English)) + '\n';
    const auto* const mend =
        std::ranges::find_if(mends, [&](const Mend& each) { return each.code == known; });
    if (mend == mends.end())
        return text;
    return text + "怎么办 What to do\n" + steps(mend->chinese) + steps(mend->english);
}

} // namespace jiujin::control
