// The journey as a drawing: states, events and one table of transitions. Language, text size and
// the question "really leave?" are no states; they lie across all of them.
#pragma once

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
    Receipt,
    Goodbye,
    OutOfService
};

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
    Finish,
    IdleEnded,
    ServiceClosed,
    ServiceOpened
};

// What a transition may ask before it fires. Rows are tried in order; the first whose guard holds
// is taken.
enum class Guard {
    Always,
    ReceiptWaits,   // the lost visit had filed
    WasLost,        // the visit before this one crashed
    Closed,         // the terminal takes no filing
    FormFaulty,     // a field is missing or wrong
    MaterialFaulty, // a material is not provided
    CannotPrint,    // no paper or the like, and the citizen has not said to go on without
    CardAway,       // the card was lifted since it was read
    Unsigned,       // there is no signature
    SubmitAsked     // submit was tapped before the detour
};

// What is done when a transition fires, before the new state is entered.
enum class Action {
    None,
    Forget,        // everything of a person and all choices
    KeepConsent,   // note the version that was agreed to
    PrepareForm,   // prefill answers and materials of the chosen matter
    ShowFault,     // stay, and point at what is missing
    AllowNoPaper,  // the citizen goes on without paper
    AskSubmit,     // remember that submit was tapped
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

struct StateTraits {
    State state;
    std::string_view name;
    int step;        // 0..stepCount-1, or -1
    bool personal;   // a card was read: home asks first
    int idleSeconds; // of which the last `warnSeconds` show a warning; 0: no limit
    int warnSeconds;
    bool canGoBack, canGoHome;
};

inline constexpr int stepCount = 6;
const StateTraits& traitsOf(State state);

} // namespace jiujin::journey
