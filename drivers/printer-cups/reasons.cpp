#include "drivers/printer-cups/reasons.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace jiujin::drivers::printing {

namespace {

// The most precise first: a jam also empties the path, an open cover also stops the engine.
constexpr std::array faults{
    std::pair{std::string_view("media-jam"), ErrorCode::PrinterJam},
    std::pair{std::string_view("cover-open"), ErrorCode::PrinterCover},
    std::pair{std::string_view("door-open"), ErrorCode::PrinterCover},
    std::pair{std::string_view("interlock-open"), ErrorCode::PrinterCover},
    std::pair{std::string_view("media-empty"), ErrorCode::PrinterNoPaper},
    std::pair{std::string_view("input-tray-missing"), ErrorCode::PrinterNoPaper},
    std::pair{std::string_view("media-needed"), ErrorCode::PrinterNoPaper},
    std::pair{std::string_view("toner-empty"), ErrorCode::PrinterToner},
    std::pair{std::string_view("marker-supply-empty"), ErrorCode::PrinterToner},
    std::pair{std::string_view("developer-empty"), ErrorCode::PrinterToner},
    std::pair{std::string_view("offline"), ErrorCode::PrinterGone},
    std::pair{std::string_view("shutdown"), ErrorCode::PrinterGone},
    std::pair{std::string_view("connecting-to-device"), ErrorCode::PrinterGone},
    std::pair{std::string_view("timed-out"), ErrorCode::PrinterGone},
    std::pair{std::string_view("paused"), ErrorCode::PrinterGone},
};

constexpr std::string_view emptyTray = "media-empty";
// A4 in hundredths of a millimetre.
constexpr int a4Feed = 29700, a4CrossFeed = 21000;

constexpr std::array warnings{std::string_view("media-low"),
                              std::string_view("toner-low"),
                              std::string_view("marker-supply-low"),
                              std::string_view("developer-low"),
                              std::string_view("marker-waste-almost-full"),
                              std::string_view("output-area-almost-full")};

std::string_view withoutSuffix(std::string_view reason) {
    for (const std::string_view suffix : {"-error", "-warning", "-report"})
        if (reason.ends_with(suffix))
            return reason.substr(0, reason.size() - suffix.size());
    return reason;
}

// A number by its name in "name=number;…".
std::optional<int> numberIn(std::string_view tray, std::string_view name) {
    for (std::size_t at = 0; at < tray.size();) {
        const std::size_t end = std::min(tray.find(';', at), tray.size());
        const std::string_view pair = tray.substr(at, end - at);
        at = end + 1;
        if (pair.size() <= name.size() || !pair.starts_with(name) || pair[name.size()] != '=')
            continue;
        int value = 0;
        const auto parsed =
            std::from_chars(pair.data() + name.size() + 1, pair.data() + pair.size(), value);
        if (parsed.ec == std::errc() && parsed.ptr == pair.data() + pair.size())
            return value;
    }
    return std::nullopt;
}

bool has(const std::vector<std::string>& reasons, std::string_view keyword) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const std::string& reason) {
        const bool mereReport = keyword == emptyTray && reason.ends_with("-report");
        return withoutSuffix(reason) == keyword && !mereReport;
    });
}

} // namespace

Verdict judge(const std::vector<std::string>& reasons) {
    Verdict verdict;
    const auto* const fault = std::find_if(
        faults.begin(), faults.end(), [&](const auto& row) { return has(reasons, row.first); });
    if (fault != faults.end())
        verdict.fault = fault->second;
    const auto* const warning =
        std::find_if(warnings.begin(), warnings.end(),
                     [&](std::string_view each) { return has(reasons, each); });
    if (warning != warnings.end())
        verdict.warning = *warning;
    return verdict;
}

Paper paperIn(const std::vector<std::string>& trays) {
    Paper paper = Paper::Unknown;
    for (const std::string& tray : trays) {
        if (numberIn(tray, "mediafeed") != a4Feed || numberIn(tray, "mediaxfeed") != a4CrossFeed)
            continue;
        // Negative levels are ways of not knowing.
        const int level = numberIn(tray, "level").value_or(-1);
        if (level > 0)
            return Paper::There;
        if (level < 0)
            return Paper::Unknown;
        paper = Paper::Out;
    }
    return paper;
}

std::vector<std::string> corrected(std::vector<std::string> reasons, Paper paper) {
    if (paper == Paper::Unknown)
        return reasons;
    std::erase_if(reasons,
                  [](const std::string& reason) { return withoutSuffix(reason) == emptyTray; });
    if (paper == Paper::Out)
        reasons.emplace_back(emptyTray);
    return reasons;
}

} // namespace jiujin::drivers::printing
