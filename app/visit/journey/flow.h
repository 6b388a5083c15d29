// The journey as a drawing: states, events and one table of transitions. Language, text size and
// the question "really leave?" are no states; they lie across all of them.
#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace jiujin::journey {

enum class State {
    StandingBy,
    Welcome,
    Lost,
    Notice,
    PlaceCard,
    ChooseMatter,
    Guide,
    Form,
    Materials,
    Review,
    PaperChoice,
    CardAgain,
    Sign,
    Submitting,
    Failed,
    Unsure,
    Receipt,
    Goodbye,
    OutOfService,
    OperatorLogin, // an operator's card and its PIN
    Devices        // for an operator: how the devices are
};
inline constexpr int stateCount = static_cast<int>(State::Devices) + 1;

enum class Event {
    TakeOver,
    Begin,
    Agree,
    Decline,
    Back,
    Home,
    Next,
    CardAccepted,
    MatterChosen,
    WithoutPaper,
    Submit,
    Stored,
    Refused,
    Overdue,
    Finish,
    Another, // another matter of the same person
    IdleEnded,
    ServiceClosed,
    ServiceOpened,
    OperatorAsked,
    OperatorAdmitted,
    OperatorLeft
};

// What a transition asks before it fires. Rows are tried in order; the first whose guard holds is
// taken.
enum class Guard {
    Always,
    ReceiptWaits,   // the visit before this one was lost after it had filed
    WasLost,        // the visit before this one was lost
    Closed,         // the terminal takes no filing
    ReaderOut,      // the card reader failed too often: nobody can begin
    CardSeen,       // a card lay there, or its data has been in this process
    MatterClosed,   // the matter needs rules that are known to be the newest, and they are not
    NotEligible,    // the matter is not for the holder of this card
    FormFaulty,     // a field is missing or wrong
    MaterialFaulty, // a material is not provided
    CannotPrint,    // no paper or the like, and the citizen has not said to go on without
    CardAway,       // the card was lifted since it was read
    Unsigned,       // there is no signature
    SubmitAsked,    // submit was tapped before the card was asked for again
    AnotherAsked,   // another matter was, and the card is asked for again
    NobodyRead,     // no card was read: the receipt is that of a visit that was lost
    OperatorsRead,  // there is a reader for operators' cards
    PaperBusy       // a sheet is on its way out
};

// What is done when a transition fires, before the new state is entered.
enum class Action {
    None,
    Forget,        // all choices, and the language
    KeepConsent,   // note the version that was agreed to
    PrepareForm,   // answers and materials of the chosen matter, prefilled
    ShowFault,     // stay, and point at what is missing
    AllowNoPaper,  // the citizen goes on without paper
    AskSubmit,     // remember that submit was tapped
    AskAnother,    // remember that another matter was asked for
    BeginAnother,  // the filed case goes, the person stays
    NoteClosed,    // the reason of the failure is that the terminal is closed
    StartFiling,   // reserve, seal, put
    StartPaper,    // print the receipt
    RecoverReceipt // take over the receipt of the lost visit
};

struct Transition {
    State from;
    Event event;
    Guard guard;
    State to;
    Action action;
};

std::span<const Transition> transitions();
// The row that fires, or nullptr: the event means nothing in this state.
const Transition* transitionFor(State state, Event event, const std::function<bool(Guard)>& holds);

struct StateTraits {
    State state;
    int step;        // 0..stepCount-1, or -1
    bool personal;   // a card was read: leaving is asked about first
    int idleSeconds; // without a touch until IdleEnded; 0: no limit
    int warnSeconds; // of which these last ones show a warning; 0: none, nothing would be lost
    bool canGoBack, canGoHome;
};

inline constexpr int stepCount = 6;
const StateTraits& traitsOf(State state);

} // namespace jiujin::journey
