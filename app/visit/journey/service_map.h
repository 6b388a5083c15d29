// What can be offered at this terminal now: from the devices that the steps of a matter need and
// those that work, and from the rules by which it goes. Only a step that needs a broken device is
// closed, and a matter that needs the newest rules where they cannot be had, with the alternative
// said.
#pragma once

#include "platform/matter/head.h"

#include <set>

namespace jiujin::journey {

// Classes of devices that work now, named as in matter::Step::needs.
using WorkingDevices = std::set<std::string, std::less<>>;

struct ClosedStep {
    const matter::Step* step = nullptr;
    std::vector<std::string> lacking; // of what it needs, in the matter's order
};

// In the matter's order; every other step is open.
std::vector<ClosedStep> closedSteps(const matter::Matter& matter, const WorkingDevices& working);

// The step as the citizen calls it, for each id that a matter may have.
matter::Words stepName(std::string_view id);
// One line: the step, and what can be done instead.
matter::Words closedStepWords(const ClosedStep& closed);

// Whether it is decided or paid for on the spot: then the rules must be known to be the newest,
// for nobody at the centre looks at it again before it counts.
inline bool needsNewestRules(const matter::Head& matter) {
    return matter.paid || matter.instant;
}
// What is said of such a matter where they are not, and what can be done instead.
matter::Words closedMatterWords();
// And of a matter whose package cannot be read.
matter::Words unreadableMatterWords();

} // namespace jiujin::journey
