#include "platform/server/casework/case_nodes.h"

#include "platform/server/casework/case_clock.h"

#include <array>

namespace jiujin::server {

namespace {

using matter::Words;

// What is done, what is being done, what has not begun.
struct Part {
    Words words, one; // behind how many; behind one in English
    std::vector<const Node*> nodes;
};

std::array<Part, 3> partsOf(const Nodes& nodes) {
    return {{{{"办完", " are done"}, {"", " is done"}, nodes.in({NodeState::Ended})},
             {{"正在办", " are under way"}, {"", " is under way"}, nodes.in({NodeState::UnderWay})},
             {{"还没开始", " have not begun"},
              {"", " has not begun"},
              nodes.in({NodeState::Free, NodeState::Waiting})}}};
}

Words namesOf(const Part& part) {
    Words names;
    for (const Node* each : part.nodes) {
        names.zh.append(names.zh.empty() ? "（" : "、").append(each->node->title.zh);
        names.en.append(names.en.empty() ? " (" : ", ").append(each->node->title.en);
    }
    return {names.zh + "）", names.en + ")"};
}

Words sentence(const Nodes& nodes, bool named) {
    const std::string all = std::to_string(nodes.all.size());
    if (nodes.allEnded())
        return {"一共 " + all + " 个环节，都办完了。", "All " + all + " steps are done."};
    Words text;
    for (const Part& part : partsOf(nodes)) {
        if (part.nodes.empty())
            continue;
        const std::string count = std::to_string(part.nodes.size());
        const Words names = named ? namesOf(part) : Words();
        text.zh += (text.zh.empty() ? "一共 " + all + " 个环节：" : "，") + part.words.zh + " " +
                   count + " 个" + names.zh;
        text.en += (text.en.empty() ? "Of " + all + " steps " : ", ") + count +
                   (part.nodes.size() == 1 ? part.one.en : part.words.en) + names.en;
    }
    return {text.zh + "。", text.en + "."};
}

std::string_view stateWords(NodeState state) {
    switch (state) {
    case NodeState::Ended:
        return "办完 done";
    case NodeState::UnderWay:
        return "正在办 under way";
    case NodeState::Free:
        return "可以开始 may begin";
    case NodeState::Waiting:
        return "等待 waits";
    }
    return "";
}

std::string lineOf(const Node& node) {
    std::string line = "  " + node.node->id + "  " + node.node->title.zh + " / " +
                       node.node->title.en + ": " + std::string(stateWords(node.state));
    if (node.state == NodeState::Ended || node.state == NodeState::UnderWay)
        line += ", " + toRfc3339(node.changed);
    for (const std::string& each : node.before)
        line += (each == node.before.front() ? " for " : ", ") + each;
    return line + "  [" + node.node->authority.zh + " / " + node.node->authority.en + "]\n";
}

std::string readingText(const Result<matter::ClockReading>& reading) {
    if (!reading.ok())
        return "算不出来 not computable, " + reading.error().where;
    return "已用 used " + std::to_string(reading->used) + ", 截止 due " +
           (reading->due ? toLocalDate(*reading->due) : "not known") + ", 超期 late " +
           (reading->late ? "yes" : "no") + (reading->verified ? "" : ", 示例 unverified calendar");
}

} // namespace

Words nodeWords(const Nodes& nodes, std::size_t most) {
    if (nodes.all.empty())
        return {};
    const Words named = sentence(nodes, true);
    return named.zh.size() <= most && named.en.size() <= most ? named : sentence(nodes, false);
}

std::string nodesText(const Nodes& nodes) {
    if (nodes.all.empty())
        return {};
    std::string text = "环节 Nodes, in the order " + nodes.order->id + ": " +
                       nodes.order->title.zh + " / " + nodes.order->title.en + "\n";
    for (const Node& node : nodes.all)
        text += lineOf(node);
    const Words all = nodeWords(nodes, 0);
    return text + all.zh + all.en + "\n";
}

Result<std::string> nodeClocksText(const Nodes& nodes, const std::vector<CaseEvent>& events,
                                   const protocol::CaseBody& body, GradedTime now,
                                   const matter::LegalCalendar& calendar) {
    std::string text;
    for (const Node* each : nodes.in({NodeState::Ended, NodeState::UnderWay})) {
        const auto limit = each->node->limit.promise();
        if (!limit)
            continue;
        JIUJIN_TRY_ASSIGN(const auto clock, nodeClockOf(each->node->id, events, body));
        const auto reading = matter::readClock(*limit, clock, now, calendar);
        if (!reading.ok() && reading.error().code != ErrorCode::CalendarMissing)
            return reading.error();
        text += "  " + each->node->id + ": " + std::to_string(limit->count) + " " +
                std::string(matter::nameOf(limit->unit)) + ", " + readingText(reading) + "\n";
    }
    return text.empty() ? text : "环节时限 Limits of nodes:\n" + text;
}

} // namespace jiujin::server
