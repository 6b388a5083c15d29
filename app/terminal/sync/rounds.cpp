#include "app/terminal/sync/rounds.h"

#include "app/terminal/sync/failure_class.h"

namespace jiujin::sync {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::minutes betweenCounts{10};
// Beside packets that wait; what is left is asked at the next turn.
constexpr int questionsAtOnce = 32;

} // namespace

Rounds::Rounds(Courier& courier, Reconciler& reconciler, const Clock& clock)
    : courier_(courier), reconciler_(reconciler), clock_(clock), counted_(clock.steady()) {}

milliseconds Rounds::step() {
    if (const auto wait = courier_.attempt()) {
        if (mayCount())
            countBeside();
        return *wait;
    }
    if (const auto notThere = courier_.call())
        return *notThere;
    counted_ = clock_.steady();
    return reconciler_.step();
}

// Who is not there, or is not the platform, is asked nothing. A suspended terminal learns only so
// that it is suspended no more.
bool Rounds::mayCount() const {
    if (clock_.steady() - counted_ < betweenCounts)
        return false;
    const auto problem = courier_.state().problem;
    if (!problem || problem == ErrorCode::TerminalSuspended)
        return true;
    return classOf(*problem) != FailureClass::StopAll && problem != ErrorCode::NetworkDown &&
           problem != ErrorCode::ProxyFailed;
}

void Rounds::countBeside() {
    for (int asked = 0; asked < questionsAtOnce; ++asked)
        if (reconciler_.step() > milliseconds(0))
            break;
    counted_ = clock_.steady();
}

} // namespace jiujin::sync
