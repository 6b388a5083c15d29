#include "app/visit/journey/service_map.h"

#include <algorithm>
#include <array>

namespace jiujin::journey {

using matter::Words;

std::vector<ClosedStep> closedSteps(const matter::Matter& matter, const WorkingDevices& working) {
    std::vector<ClosedStep> closed;
    for (const matter::Step& step : matter.steps) {
        ClosedStep each{&step, {}};
        std::ranges::copy_if(step.needs, std::back_inserter(each.lacking),
                             [&](const std::string& need) { return !working.contains(need); });
        if (!each.lacking.empty())
            closed.push_back(std::move(each));
    }
    return closed;
}

Words stepName(std::string_view id) {
    static const std::array<std::pair<std::string_view, Words>, 7> names{
        {{"card", {"读身份证", "Reading the card"}},
         {"form", {"填写申请表", "Filling in the form"}},
         {"materials", {"准备材料", "Documents"}},
         {"sign", {"签名", "Signing"}},
         {"pay", {"缴费", "Payment"}},
         {"receipt", {"打印收件凭证", "Printing the receipt"}},
         {"form-paper", {"打印申请表", "Printing the application form"}}}};
    const auto found = std::ranges::find(names, id, [](const auto& each) { return each.first; });
    return found == names.end() ? Words{std::string(id), std::string(id)} : found->second;
}

Words closedStepWords(const ClosedStep& closed) {
    const Words name = stepName(closed.step->id);
    return {name.zh + "：" + closed.step->otherwise.zh, name.en + ": " + closed.step->otherwise.en};
}

Words closedMatterWords() {
    return {
        "这一项要收费或者当场办结，现在不能确认规则是不是最新的，暂时不能在这里办。"
        "请到办事窗口办理，或者过些时候再来。",
        "This matter has a fee or is decided at once, and this terminal cannot confirm now that "
        "its rules are the newest. Please go to a service counter, or come back later."};
}

Words unreadableMatterWords() {
    return {"您点的这一项现在打不开，其他事项可以照常办理。要办这一项，请到办事窗口，"
            "或者换一台终端。",
            "The matter that you chose cannot be opened here now; the others can. For this one, "
            "please go to a service counter or use another terminal."};
}

} // namespace jiujin::journey
