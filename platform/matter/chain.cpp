#include "platform/matter/chain.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

// No order is cyclic (its reader's business), so this ends.
int endOf(const Chain& chain, const ChainOrder& order, const std::string& id,
          std::map<std::string, int>& ends) {
    if (const auto known = ends.find(id); known != ends.end())
        return known->second;
    int begin = 0;
    if (const auto before = order.after.find(id); before != order.after.end())
        for (const std::string& each : before->second)
            begin = std::max(begin, endOf(chain, order, each, ends));
    const ChainNode* node = chain.node(id);
    return ends[id] = begin + (node == nullptr ? 0 : node->limit.promised);
}

} // namespace

const ChainNode* Chain::node(std::string_view id) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&](const ChainNode& each) { return each.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

const ChainOrder* orderFor(const Chain& chain, const protocol::Answers& answers) {
    const auto found =
        std::find_if(chain.orders.begin(), chain.orders.end(),
                     [&](const ChainOrder& order) { return holds(order.when, answers); });
    return found == chain.orders.end() ? nullptr : &*found;
}

std::vector<std::string> mayBegin(const Chain& chain, const ChainOrder& order,
                                  const std::set<std::string>& ended) {
    std::vector<std::string> out;
    for (const ChainNode& node : chain.nodes) {
        const auto before = order.after.find(node.id);
        const bool free = before == order.after.end() ||
                          std::all_of(before->second.begin(), before->second.end(),
                                      [&](const std::string& id) { return ended.contains(id); });
        if (free && !ended.contains(node.id))
            out.push_back(node.id);
    }
    return out;
}

std::optional<Limit> longestWay(const Chain& chain, const ChainOrder& order) {
    std::optional<Limit> longest;
    std::map<std::string, int> ends;
    for (const ChainNode& node : chain.nodes) {
        if (node.limit.promised == 0)
            continue;
        if (longest && longest->unit != node.limit.unit)
            return std::nullopt;
        const int end = endOf(chain, order, node.id, ends);
        longest = Limit{node.limit.unit, std::max(end, longest ? longest->count : 0)};
    }
    return longest;
}

} // namespace jiujin::matter
