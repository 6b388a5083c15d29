#include "app/visit/view/paper_view.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

PaperView::PaperView(const journey::Journey& journey, journey::PaperKind kind, QObject* parent)
    : QObject(parent), journey_(journey), kind_(kind) {}

PaperView::State PaperView::state() const {
    switch (journey_.paperDesk().state(kind_)) {
    case journey::PaperState::Idle:
        return Idle;
    case journey::PaperState::Waiting:
        return Waiting;
    case journey::PaperState::Printing:
        return Printing;
    case journey::PaperState::Printed:
        return Printed;
    case journey::PaperState::Failed:
        return Failed;
    case journey::PaperState::Unsure:
        return Unsure;
    case journey::PaperState::Skipped:
        return Skipped;
    }
    return Idle;
}

// A closed step says what can be done instead.
QString PaperView::words() const {
    const auto fault = journey_.paperDesk().fault(kind_);
    if (fault == ErrorCode::StepClosed)
        for (const auto& closed : journey_.closedSteps())
            if (closed.step->id == "form-paper")
                return toQt(closed.step->otherwise, journey_.language());
    return faultWords(fault, journey_.language());
}

QString PaperView::code() const {
    return faultCode(journey_.paperDesk().fault(kind_));
}

bool PaperView::canPrint() const {
    return journey_.paperDesk().canPrint(kind_);
}

} // namespace jiujin::view
