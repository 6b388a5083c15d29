// A case's legal clock, computed again from its trail. The promised limit runs from acceptance for
// checking; what the platform records is by its own watched clock, what staff record by the clock
// of their machine and what the terminal filed offline by the terminal's, each with the grade that
// it had.
#pragma once

#include "platform/matter/legal_clock.h"
#include "platform/protocol/case_document.h"
#include "platform/server/store/event_chain.h"

namespace jiujin::server {

// `events` are those of verifyTrail(), at least one. Gives back: the filing, then each event of the
// case. ChainBroken for a kind that is not known, for a clock that overlooks an event would be
// wrong.
Result<std::vector<matter::ClockEvent>> clockEventsOf(const std::vector<CaseEvent>& events,
                                                      const protocol::CaseBody& body);

// The clock of one node of the chain, which has a limit of its own: it starts when the node begins
// and ends with it, or with the case; what stops the case stops it too.
Result<std::vector<matter::ClockEvent>> nodeClockOf(const std::string& node,
                                                    const std::vector<CaseEvent>& events,
                                                    const protocol::CaseBody& body);

} // namespace jiujin::server
