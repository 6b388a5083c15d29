// The nodes of a bundle's chain (一件事的环节), as the recorded steps tell of them: which a body
// has ended, which it has begun, which may begin and which wait for others. The order is the one
// that holds for what was answered, in the version on which the case stands.
#pragma once

#include "platform/matter/legal_clock.h"
#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"
#include "platform/server/store/event_chain.h"

#include <initializer_list>

namespace jiujin::server {

inline constexpr std::string_view nodeBegun = "node-begun", nodeEnded = "node-ended";

enum class NodeState { Ended, UnderWay, Free, Waiting };

struct Node {
    const matter::ChainNode* node = nullptr;
    NodeState state = NodeState::Waiting;
    std::vector<std::string> before = {}; // nodes that must end first and have not
    WallTime changed = {};                // when it began or ended, as recorded
};

struct Nodes {
    const matter::ChainOrder* order = nullptr; // null: no chain, or none of its orders holds
    std::vector<Node> all = {};                // in the chain's order; empty without an order

    const Node* node(std::string_view id) const;
    std::vector<const Node*> in(std::initializer_list<NodeState> states) const;
    bool allEnded() const;
};

// Points into `matter`, which may be null.
Nodes nodesOf(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
              const matter::Matter* matter);

// Whether this "node-begun" or "node-ended" may follow. Usage: no node was named; NotFound: no such
// node, or no chain; CaseEventInvalid: not accepted, decided, recorded before, what must come
// before has not ended, or it is the last and the case still waits for somebody. Each names node,
// cause and mend.
Result<void> checkNodeStep(std::string_view kind, const std::string& id,
                           const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                           const matter::Matter* matter);

// For the citizen, a sentence in each language: how many are done, under way and to come, with
// their names where both sentences are at most `most` bytes long. Empty without nodes.
matter::Words nodeWords(const Nodes& nodes, std::size_t most);
// For staff: order, then a line a node. Empty without nodes.
std::string nodesText(const Nodes& nodes);
// For staff: a line for each node that has begun and promises a limit, computed from the events
// alone. As nodeClockOf(); a year without a calendar is told in the line.
Result<std::string> nodeClocksText(const Nodes& nodes, const std::vector<CaseEvent>& events,
                                   const protocol::CaseBody& body, GradedTime now,
                                   const matter::LegalCalendar& calendar);

} // namespace jiujin::server
