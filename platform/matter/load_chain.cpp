#include "platform/matter/load_parts.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

constexpr std::size_t nodesMax = 40, ordersMax = 10;

ChainNode readNode(const Place& place) {
    place.onlyKeys({"id", "title", "authority", "limit"});
    return {place.id("id"), place.words("title", nameMax), place.words("authority", nameMax),
            readLimit(place.at("limit"))};
}

void readAfter(const Place& place, const Chain& chain, ChainOrder& order) {
    for (const std::string& id : place.keys()) {
        if (chain.node(id) == nullptr) {
            place.fault("names a node that this chain does not have; use the id of one");
            continue;
        }
        for (const Place& each : place.list(id, 1, nodesMax)) {
            order.after[id].push_back(each.ownText(40));
            if (chain.node(order.after[id].back()) == nullptr)
                each.fault("no node of this chain has this id");
        }
    }
}

// Takes away what has nothing before it until nothing moves; what is left waits for itself.
std::set<std::string> circling(const Chain& chain, const ChainOrder& order) {
    std::set<std::string> waiting;
    for (const ChainNode& node : chain.nodes)
        waiting.insert(node.id);
    const auto isFree = [&](const std::string& id) {
        const auto before = order.after.find(id);
        return before == order.after.end() ||
               std::none_of(before->second.begin(), before->second.end(),
                            [&](const std::string& each) { return waiting.contains(each); });
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (const ChainNode& node : chain.nodes)
            if (waiting.contains(node.id) && isFree(node.id))
                moved = waiting.erase(node.id) > 0;
    }
    return waiting;
}

ChainOrder readOrder(const Place& place, const Chain& chain) {
    place.onlyKeys({"id", "title", "when", "after"});
    ChainOrder order{place.id("id"), place.words("title", nameMax), readWhen(place), {}};
    readAfter(place.at("after"), chain, order);
    std::string circle;
    for (const std::string& id : circling(chain, order))
        circle += (circle.empty() ? "" : ", ") + id;
    if (!circle.empty())
        place.at("after").fault("goes in a circle through " + circle +
                                ": none of them could begin; take one \"after\" out");
    return order;
}

} // namespace

Chain readChain(const Place& place) {
    place.onlyKeys({"nodes", "orders"});
    Chain chain;
    for (const Place& each : place.list("nodes", 1, nodesMax)) {
        ChainNode node = readNode(each);
        if (chain.node(node.id) != nullptr)
            each.at("id").fault("stands there twice; rename one");
        chain.nodes.push_back(std::move(node));
    }
    std::set<std::string> ids;
    for (const Place& each : place.list("orders", 1, ordersMax)) {
        chain.orders.push_back(readOrder(each, chain));
        if (!ids.insert(chain.orders.back().id).second)
            each.at("id").fault("stands there twice; rename one");
    }
    return chain;
}

} // namespace jiujin::matter
