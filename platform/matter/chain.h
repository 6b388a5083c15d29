// The business chain (业务链) of a matter or bundle (一件事): its nodes, and in which order they
// are done. A bundle may declare several orders, such as 先证后照, 先照后证, 多证合一.
#pragma once

#include "platform/matter/condition.h"
#include "platform/matter/limit.h"
#include "platform/matter/words.h"

#include <map>
#include <set>
#include <vector>

namespace jiujin::matter {

struct ChainNode {
    std::string id;
    Words title, authority;
    TimeLimit limit;
};

struct ChainOrder {
    std::string id;
    Words title;
    Condition when; // over the form's answers
    // Node -> nodes that must have ended before it begins; without an entry it begins at once.
    // Never cyclic.
    std::map<std::string, std::vector<std::string>> after;
};

struct Chain {
    std::vector<ChainNode> nodes; // empty: the matter has no chain
    std::vector<ChainOrder> orders;

    const ChainNode* node(std::string_view id) const;
};

// The first order whose condition holds; null when none does.
const ChainOrder* orderFor(const Chain& chain, const protocol::Answers& answers);
// Nodes that may begin now, in the chain's order: what must end before them has.
std::vector<std::string> mayBegin(const Chain& chain, const ChainOrder& order,
                                  const std::set<std::string>& ended);
// How long the order takes when every node keeps its promise; nothing when nothing is promised, or
// in different units.
std::optional<Limit> longestWay(const Chain& chain, const ChainOrder& order);

} // namespace jiujin::matter
