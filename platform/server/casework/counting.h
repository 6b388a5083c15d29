// Counting together with a terminal: what the inner zone holds, against what the terminal says.
#pragma once

#include "platform/protocol/checkpoint_question.h"
#include "platform/server/store/store.h"

namespace jiujin::server {

// Nothing when both count the same; nothing either when the terminal will ask more narrowly, until
// the difference has its case.
std::optional<CountDifference> differenceIn(const std::string& terminalId,
                                            const protocol::CheckpointQuestion& question,
                                            const std::vector<protocol::CheckpointLeaf>& stored,
                                            WallTime now);

} // namespace jiujin::server
