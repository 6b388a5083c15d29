#include "app/visit/paper/words.h"

#include "platform/formats/contact.h"

namespace jiujin::paper {

Words gradeWords(ClockGrade grade) {
    switch (grade) {
    case ClockGrade::Network:
        return {"时间已由网络校准", "set by the network"};
    case ClockGrade::Drift:
        return {"终端时钟，近期未联网校准", "terminal clock, not set by the network lately"};
    case ClockGrade::Unknown:
        return {"终端时钟不准，时间仅供参考", "the clock is not right; for orientation only"};
    }
    return {};
}

std::string chineseDate(WallTime time) {
    const std::string day = toLocalDate(time);
    const auto date = formats::parseDate(day);
    if (!date)
        return day;
    return std::to_string(static_cast<int>(date->year())) + "年" +
           std::to_string(static_cast<unsigned>(date->month())) + "月" +
           std::to_string(static_cast<unsigned>(date->day())) + "日";
}

std::string groupedByFour(std::string_view code) {
    std::string out;
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (at > 0 && at % 4 == 0)
            out += '-';
        out += code[at];
    }
    return out;
}

Words sampleWords() {
    return {"示例：本事项的信息还没有与法规原文核对，不能作为办理依据。",
            "Sample: the facts of this matter have not been compared with their sources."};
}

} // namespace jiujin::paper
