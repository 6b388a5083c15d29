#include "app/visit/journey/flow.h"

#include <array>

namespace jiujin::journey {

namespace {

using enum State;

// state, name, step, personal, idle seconds, warning seconds, back, home
constexpr std::array traits{
    StateTraits{StandingBy, "StandingBy", -1, false, 0, 0, false, false},
    StateTraits{Welcome, "Welcome", -1, false, 60, 0, false, false},
    StateTraits{Lost, "Lost", -1, false, 90, 30, false, true},
    StateTraits{Notice, "Notice", 0, false, 90, 30, true, true},
    StateTraits{PlaceCard, "PlaceCard", 0, false, 90, 30, true, true},
    StateTraits{ChooseMatter, "ChooseMatter", 1, true, 90, 30, true, true},
    StateTraits{Guide, "Guide", 1, true, 180, 30, true, true},
    StateTraits{Form, "Form", 2, true, 90, 30, true, true},
    StateTraits{Materials, "Materials", 3, true, 90, 30, true, true},
    StateTraits{Review, "Review", 4, true, 120, 30, true, true},
    StateTraits{PaperChoice, "PaperChoice", 4, true, 90, 30, true, true},
    StateTraits{CardAgain, "CardAgain", 4, true, 90, 30, true, true},
    StateTraits{Sign, "Sign", 4, true, 90, 30, true, true},
    StateTraits{Submitting, "Submitting", 4, true, 0, 0, false, false},
    StateTraits{Failed, "Failed", 4, true, 90, 30, true, true},
    StateTraits{Receipt, "Receipt", 5, true, 90, 30, false, true},
    StateTraits{Goodbye, "Goodbye", -1, false, 0, 0, false, false},
    StateTraits{OutOfService, "OutOfService", -1, false, 0, 0, false, false},
};

} // namespace

const StateTraits& traitsOf(State state) {
    return traits[static_cast<std::size_t>(state)];
}

} // namespace jiujin::journey
