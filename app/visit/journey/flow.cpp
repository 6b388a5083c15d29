#include "app/visit/journey/flow.h"

#include <algorithm>
#include <array>

namespace jiujin::journey {

namespace {

using enum State;
using E = Event;
using G = Guard;
using A = Action;

// state, step, personal, idle seconds, warning seconds, back, home
constexpr std::array traits{
    StateTraits{StandingBy, -1, false, 0, 0, false, false},
    StateTraits{Welcome, -1, false, 60, 0, false, false},
    StateTraits{Lost, -1, false, 90, 30, false, true},
    StateTraits{Notice, 0, false, 90, 30, true, true},
    StateTraits{PlaceCard, 0, false, 90, 30, true, true},
    StateTraits{ChooseMatter, 1, true, 90, 30, true, true},
    StateTraits{Guide, 1, true, 180, 30, true, true},
    StateTraits{Form, 2, true, 90, 30, true, true},
    StateTraits{Materials, 3, true, 90, 30, true, true},
    StateTraits{Review, 4, true, 120, 30, true, true},
    StateTraits{PaperChoice, 4, true, 90, 30, true, true},
    StateTraits{CardAgain, 4, true, 90, 30, true, true},
    StateTraits{Sign, 4, true, 90, 30, true, true},
    StateTraits{Submitting, 4, true, 0, 0, false, false},
    StateTraits{Failed, 4, true, 90, 30, true, true},
    StateTraits{Unsure, 4, false, 180, 30, false, true},
    StateTraits{Receipt, 5, false, 90, 30, false, true},
    StateTraits{Goodbye, -1, false, 0, 0, false, false},
    StateTraits{OutOfService, -1, false, 0, 0, false, false},
    StateTraits{OperatorLogin, -1, false, 60, 0, true, false},
    StateTraits{Devices, -1, false, 60, 15, true, false},
};
static_assert(traits.size() == stateCount);

constexpr std::array table{
    Transition{StandingBy, E::TakeOver, G::ReceiptWaits, Receipt, A::RecoverReceipt},
    Transition{StandingBy, E::TakeOver, G::WasLost, Lost, A::None},
    Transition{StandingBy, E::TakeOver, G::Closed, OutOfService, A::None},
    Transition{StandingBy, E::TakeOver, G::Always, Welcome, A::None},
    Transition{StandingBy, E::Back, G::Always, StandingBy, A::None},
    Transition{StandingBy, E::Home, G::Always, StandingBy, A::None},
    Transition{StandingBy, E::IdleEnded, G::Always, StandingBy, A::None},

    Transition{Welcome, E::Begin, G::Closed, OutOfService, A::None},
    Transition{Welcome, E::Begin, G::ReaderOut, OutOfService, A::None},
    Transition{Welcome, E::Begin, G::Always, Notice, A::None},
    Transition{Welcome, E::Back, G::Always, Welcome, A::None},
    Transition{Welcome, E::Home, G::Always, Welcome, A::None},
    Transition{Welcome, E::IdleEnded, G::Always, Welcome, A::Forget},
    Transition{Welcome, E::ServiceClosed, G::Always, OutOfService, A::None},
    Transition{Welcome, E::OperatorAsked, G::OperatorsRead, OperatorLogin, A::None},

    Transition{Lost, E::Begin, G::Closed, OutOfService, A::None},
    Transition{Lost, E::Begin, G::ReaderOut, OutOfService, A::None},
    Transition{Lost, E::Begin, G::Always, Notice, A::None},
    Transition{Lost, E::Back, G::Always, Welcome, A::None},
    Transition{Lost, E::Home, G::Always, Welcome, A::None},
    Transition{Lost, E::IdleEnded, G::Always, Welcome, A::Forget},

    Transition{Notice, E::Agree, G::Always, PlaceCard, A::KeepConsent},
    Transition{Notice, E::Decline, G::CardSeen, Goodbye, A::None},
    Transition{Notice, E::Decline, G::Always, Welcome, A::Forget},
    Transition{Notice, E::Back, G::CardSeen, Goodbye, A::None},
    Transition{Notice, E::Back, G::Always, Welcome, A::Forget},
    Transition{Notice, E::Home, G::CardSeen, Goodbye, A::None},
    Transition{Notice, E::Home, G::Always, Welcome, A::Forget},
    Transition{Notice, E::IdleEnded, G::CardSeen, Goodbye, A::None},
    Transition{Notice, E::IdleEnded, G::Always, Welcome, A::Forget},
    Transition{Notice, E::ServiceClosed, G::CardSeen, Goodbye, A::None},
    Transition{Notice, E::ServiceClosed, G::Always, OutOfService, A::Forget},

    Transition{PlaceCard, E::CardAccepted, G::Always, ChooseMatter, A::None},
    Transition{PlaceCard, E::Back, G::Always, Notice, A::None},
    Transition{PlaceCard, E::Home, G::CardSeen, Goodbye, A::None},
    Transition{PlaceCard, E::Home, G::Always, Welcome, A::Forget},
    Transition{PlaceCard, E::IdleEnded, G::CardSeen, Goodbye, A::None},
    Transition{PlaceCard, E::IdleEnded, G::Always, Welcome, A::Forget},
    Transition{PlaceCard, E::ServiceClosed, G::CardSeen, Goodbye, A::None},
    Transition{PlaceCard, E::ServiceClosed, G::Always, OutOfService, A::Forget},

    Transition{ChooseMatter, E::MatterChosen, G::MatterClosed, ChooseMatter, A::ShowFault},
    Transition{ChooseMatter, E::MatterChosen, G::Always, Guide, A::PrepareForm},
    Transition{ChooseMatter, E::Back, G::Always, Goodbye, A::None},
    Transition{ChooseMatter, E::Home, G::Always, Goodbye, A::None},
    Transition{ChooseMatter, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Guide, E::Next, G::MatterClosed, Guide, A::ShowFault},
    Transition{Guide, E::Next, G::NotEligible, Guide, A::ShowFault},
    Transition{Guide, E::Next, G::Always, Form, A::None},
    Transition{Guide, E::Back, G::Always, ChooseMatter, A::None},
    Transition{Guide, E::Home, G::Always, Goodbye, A::None},
    Transition{Guide, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Form, E::Next, G::FormFaulty, Form, A::ShowFault},
    Transition{Form, E::Next, G::Always, Materials, A::None},
    Transition{Form, E::Back, G::Always, Guide, A::None},
    Transition{Form, E::Home, G::Always, Goodbye, A::None},
    Transition{Form, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Materials, E::Next, G::MaterialFaulty, Materials, A::ShowFault},
    Transition{Materials, E::Next, G::Always, Review, A::None},
    Transition{Materials, E::Back, G::Always, Form, A::None},
    Transition{Materials, E::Home, G::Always, Goodbye, A::None},
    Transition{Materials, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Review, E::Next, G::Closed, Failed, A::NoteClosed},
    Transition{Review, E::Next, G::CannotPrint, PaperChoice, A::None},
    Transition{Review, E::Next, G::CardAway, CardAgain, A::None},
    Transition{Review, E::Next, G::Always, Sign, A::None},
    Transition{Review, E::Back, G::Always, Materials, A::None},
    Transition{Review, E::Home, G::Always, Goodbye, A::None},
    Transition{Review, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{PaperChoice, E::WithoutPaper, G::CardAway, CardAgain, A::AllowNoPaper},
    Transition{PaperChoice, E::WithoutPaper, G::Always, Sign, A::AllowNoPaper},
    Transition{PaperChoice, E::Next, G::CannotPrint, PaperChoice, A::None},
    Transition{PaperChoice, E::Next, G::CardAway, CardAgain, A::None},
    Transition{PaperChoice, E::Next, G::Always, Sign, A::None},
    Transition{PaperChoice, E::Back, G::Always, Review, A::None},
    Transition{PaperChoice, E::Home, G::Always, Goodbye, A::None},
    Transition{PaperChoice, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{CardAgain, E::CardAccepted, G::AnotherAsked, ChooseMatter, A::BeginAnother},
    Transition{CardAgain, E::CardAccepted, G::SubmitAsked, Submitting, A::StartFiling},
    Transition{CardAgain, E::CardAccepted, G::Always, Sign, A::None},
    Transition{CardAgain, E::Back, G::AnotherAsked, Receipt, A::None},
    Transition{CardAgain, E::Back, G::Always, Review, A::None},
    Transition{CardAgain, E::Home, G::Always, Goodbye, A::None},
    Transition{CardAgain, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Sign, E::Submit, G::Unsigned, Sign, A::ShowFault},
    Transition{Sign, E::Submit, G::CannotPrint, PaperChoice, A::None},
    Transition{Sign, E::Submit, G::CardAway, CardAgain, A::AskSubmit},
    Transition{Sign, E::Submit, G::Always, Submitting, A::StartFiling},
    Transition{Sign, E::Back, G::Always, Review, A::None},
    Transition{Sign, E::Home, G::Always, Goodbye, A::None},
    Transition{Sign, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Submitting, E::Submit, G::Always, Submitting, A::None},
    Transition{Submitting, E::Stored, G::Always, Receipt, A::StartPaper},
    Transition{Submitting, E::Refused, G::Always, Failed, A::None},
    Transition{Submitting, E::Overdue, G::Always, Unsure, A::None},
    Transition{Submitting, E::Back, G::Always, Submitting, A::None},
    Transition{Submitting, E::Home, G::Always, Submitting, A::None},
    Transition{Submitting, E::IdleEnded, G::Always, Submitting, A::None},

    Transition{Failed, E::Next, G::Always, Review, A::None},
    Transition{Failed, E::Finish, G::Always, Goodbye, A::None},
    Transition{Failed, E::Back, G::Always, Review, A::None},
    Transition{Failed, E::Home, G::Always, Goodbye, A::None},
    Transition{Failed, E::IdleEnded, G::Always, Goodbye, A::None},

    // A late answer is still the truth. To try again is not offered: it could file twice.
    Transition{Unsure, E::Stored, G::Always, Receipt, A::StartPaper},
    Transition{Unsure, E::Refused, G::Always, Failed, A::None},
    Transition{Unsure, E::Finish, G::Always, Goodbye, A::None},
    Transition{Unsure, E::Back, G::Always, Unsure, A::None},
    Transition{Unsure, E::Home, G::Always, Goodbye, A::None},
    Transition{Unsure, E::IdleEnded, G::Always, Goodbye, A::None},

    // Who stands there now may be somebody else, and a reader cannot tell that a card that it has
    // read was lifted: without reading the card once more nothing of the person is shown.
    Transition{Receipt, E::Another, G::NobodyRead, Receipt, A::None},
    Transition{Receipt, E::Another, G::PaperBusy, Receipt, A::None},
    Transition{Receipt, E::Another, G::Closed, Receipt, A::None},
    Transition{Receipt, E::Another, G::ReaderOut, Receipt, A::None},
    Transition{Receipt, E::Another, G::Always, CardAgain, A::AskAnother},
    Transition{Receipt, E::Finish, G::PaperBusy, Receipt, A::None},
    Transition{Receipt, E::Finish, G::Always, Goodbye, A::None},
    Transition{Receipt, E::Home, G::PaperBusy, Receipt, A::None},
    Transition{Receipt, E::Home, G::Always, Goodbye, A::None},
    Transition{Receipt, E::Back, G::Always, Receipt, A::None},
    Transition{Receipt, E::IdleEnded, G::PaperBusy, Receipt, A::None},
    Transition{Receipt, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Goodbye, E::Back, G::Always, Goodbye, A::None},
    Transition{Goodbye, E::Home, G::Always, Goodbye, A::None},
    Transition{Goodbye, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{OutOfService, E::ServiceOpened, G::Closed, OutOfService, A::None},
    Transition{OutOfService, E::ServiceOpened, G::ReaderOut, OutOfService, A::None},
    Transition{OutOfService, E::ServiceOpened, G::Always, Welcome, A::Forget},
    Transition{OutOfService, E::Back, G::Always, OutOfService, A::None},
    Transition{OutOfService, E::Home, G::Always, OutOfService, A::None},
    Transition{OutOfService, E::IdleEnded, G::Always, OutOfService, A::None},
    Transition{OutOfService, E::OperatorAsked, G::OperatorsRead, OperatorLogin, A::None},

    // What was typed goes with this process, also when nobody was admitted.
    Transition{OperatorLogin, E::OperatorAdmitted, G::Always, Devices, A::None},
    Transition{OperatorLogin, E::Back, G::Always, Goodbye, A::None},
    Transition{OperatorLogin, E::Home, G::Always, OperatorLogin, A::None},
    Transition{OperatorLogin, E::IdleEnded, G::Always, Goodbye, A::None},

    Transition{Devices, E::OperatorLeft, G::Always, Goodbye, A::None},
    Transition{Devices, E::Back, G::Always, Goodbye, A::None},
    Transition{Devices, E::Home, G::Always, Devices, A::None},
    Transition{Devices, E::IdleEnded, G::Always, Goodbye, A::None},
};

} // namespace

std::span<const Transition> transitions() {
    return table;
}

const Transition* transitionFor(State state, Event event, const std::function<bool(Guard)>& holds) {
    const auto row = std::ranges::find_if(table, [&](const Transition& t) {
        return t.from == state && t.event == event && holds(t.guard);
    });
    return row == table.end() ? nullptr : &*row;
}

const StateTraits& traitsOf(State state) {
    return traits[static_cast<std::size_t>(state)];
}

} // namespace jiujin::journey
