// What becomes of a filing that was opened: accepted for checking, refused for its faults, or what
// the transition says when the rule changed between filing and receipt. Nothing of the person is in
// an event: codes, and names of the matter's own making.
//
//   events, in their order     details
//   rule-changed               matter, version, newMatter, newVersion, change, transition
//   accepted-for-checking      matter, version: those on which the case stands from now on;
//                              spared-ID: a material that need not follow, with the rule
//   refused                    matter, version, faults, code
//   recalled                   matter, version, code
//   correction-asked           code, faults, materials, clock: the rule changed, or only the centre
//                              knows of a bad record, which closes ways that the terminal offered
#pragma once

#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

struct Judgement {
    std::vector<CaseEvent> events;
    std::optional<Error> fault; // with "refused"

    bool recalled() const { return events.back().kind == "recalled"; }
};

// A rule that was changed several times is followed as long as it is converted. What cannot be
// converted, because the newer version finds faults in it, stands on the newer version and is sent
// back for correction; so is what could be converted into several.
Judgement judgeFiling(const Rulebook& rules, const protocol::CaseBody& body, WallTime now);

// The last "rule-changed"; null when there was none.
const CaseEvent* ruleChangeIn(const std::vector<CaseEvent>& events);
// MatterPaused, MatterWithdrawn, else MatterChanged.
ErrorCode codeOf(matter::ChangeKind kind);
std::string_view nameOf(matter::ChangeKind kind);       // "changed", as in matter.json
std::string_view nameOf(matter::Transition transition); // "asFiled"

} // namespace jiujin::server
