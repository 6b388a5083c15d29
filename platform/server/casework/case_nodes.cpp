#include "platform/server/casework/case_nodes.h"

#include "platform/server/casework/case_steps.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace jiujin::server {

namespace {

using matter::Chain;
using matter::ChainNode;
using matter::ChainOrder;

struct Recorded {
    std::map<std::string, WallTime> begun, ended;
};

Recorded recordedIn(const std::vector<CaseEvent>& events) {
    Recorded recorded;
    for (const CaseEvent& event : events) {
        if (event.kind == nodeBegun)
            recorded.begun.emplace(detailOf(event, "node"), event.time);
        if (event.kind == nodeEnded)
            recorded.ended.emplace(detailOf(event, "node"), event.time);
    }
    return recorded;
}

std::vector<std::string> unended(const ChainOrder& order, const std::string& id,
                                 const Recorded& recorded) {
    std::vector<std::string> left;
    if (const auto before = order.after.find(id); before != order.after.end())
        std::ranges::copy_if(
            before->second, std::back_inserter(left),
            [&](const std::string& each) { return !recorded.ended.contains(each); });
    return left;
}

Node nodeOf(const ChainNode& node, const ChainOrder& order, const Recorded& recorded, bool free) {
    if (const auto at = recorded.ended.find(node.id); at != recorded.ended.end())
        return {&node, NodeState::Ended, {}, at->second};
    if (const auto at = recorded.begun.find(node.id); at != recorded.begun.end())
        return {&node, NodeState::UnderWay, {}, at->second};
    if (free)
        return {&node, NodeState::Free};
    return {&node, NodeState::Waiting, unended(order, node.id, recorded)};
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : between).append(word);
    return text;
}

Error invalid(const std::string& text) {
    return {ErrorCode::CaseEventInvalid, text};
}

Error noSuchNode(const Chain& chain, const std::string& id, ErrorCode code) {
    std::vector<std::string> ids;
    for (const ChainNode& node : chain.nodes)
        ids.push_back(node.id);
    const std::string all = joined(ids, ", ");
    return {code, id.empty() ? "which node: give --node, one of " + all
                             : "the chain has no node " + id + "; one of " + all};
}

bool isAccepted(const std::vector<CaseEvent>& events) {
    return std::ranges::count(events, "accepted-for-checking", &CaseEvent::kind) > 0;
}

std::string shown(const ChainNode& node) {
    return "node " + node.id + " (" + node.title.zh + ")";
}

Result<void> checkBegins(const Node& node, const ChainOrder& order) {
    if (node.state == NodeState::Ended || node.state == NodeState::UnderWay)
        return invalid(shown(*node.node) + " has begun already: record node-ended when it ends");
    if (node.state == NodeState::Free)
        return {};
    return invalid(shown(*node.node) + " cannot begin: in the order " + order.id + " (" +
                   order.title.zh + ") it comes after " + joined(node.before, ", ") +
                   "; record node-ended for each of them, then this");
}

// The end of the last one ends the case, which nobody may be kept waiting by.
Result<void> checkEnds(const Node& node, const Nodes& nodes, const Stops& stops) {
    if (node.state == NodeState::Ended)
        return invalid(shown(*node.node) + " has ended already: nothing is left to record of it");
    if (node.state != NodeState::UnderWay)
        return invalid(shown(*node.node) + " has not begun: record node-begun first");
    const bool last = nodes.in({NodeState::Ended}).size() + 1 == nodes.all.size();
    if (last && !stops.open.empty())
        return invalid(shown(*node.node) + " is the last, and the case waits for " +
                       std::string(matter::nameOf(stops.open.front())) +
                       ": record its end first, then this");
    return {};
}

} // namespace

const Node* Nodes::node(std::string_view id) const {
    const auto found =
        std::ranges::find_if(all, [&](const Node& each) { return each.node->id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<const Node*> Nodes::in(std::initializer_list<NodeState> states) const {
    std::vector<const Node*> found;
    for (const Node& each : all)
        if (std::ranges::count(states, each.state) > 0)
            found.push_back(&each);
    return found;
}

bool Nodes::allEnded() const {
    return !all.empty() && in({NodeState::Ended}).size() == all.size();
}

Nodes nodesOf(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
              const matter::Matter* matter) {
    if (matter == nullptr || matter->chain.nodes.empty())
        return {};
    Nodes nodes{matter::orderFor(matter->chain, body.answers)};
    if (nodes.order == nullptr)
        return nodes;
    const Recorded recorded = recordedIn(events);
    std::set<std::string> ended;
    for (const auto& [id, time] : recorded.ended)
        ended.insert(id);
    const auto free = matter::mayBegin(matter->chain, *nodes.order, ended);
    for (const ChainNode& node : matter->chain.nodes)
        nodes.all.push_back(
            nodeOf(node, *nodes.order, recorded, std::ranges::count(free, node.id) > 0));
    return nodes;
}

Result<void> checkNodeStep(std::string_view kind, const std::string& id,
                           const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                           const matter::Matter* matter) {
    if (matter == nullptr)
        return Error(ErrorCode::MatterUnknown,
                     "its nodes are not known: add the version of the matter that it stands on");
    if (matter->chain.nodes.empty())
        return Error(ErrorCode::NotFound, "this matter has no nodes: record decided when it ends");
    if (matter->chain.node(id) == nullptr)
        return noSuchNode(matter->chain, id, id.empty() ? ErrorCode::Usage : ErrorCode::NotFound);
    const Stops stops = stopsOf(events);
    if (!isAccepted(events) || stops.decided)
        return invalid("node " + id + ": a case has nodes from its acceptance until it is decided" +
                       "; `case show` tells how far it is");
    const Nodes nodes = nodesOf(events, body, matter);
    if (nodes.order == nullptr)
        return invalid("node " + id + ": no order of the chain holds for what was answered; " +
                       "correct the matter's \"orders\", or record decided without nodes");
    return kind == nodeBegun ? checkBegins(*nodes.node(id), *nodes.order)
                             : checkEnds(*nodes.node(id), nodes, stops);
}

} // namespace jiujin::server
