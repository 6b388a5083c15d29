#include "app/visit/view/card_view.h"

#include "app/visit/journey/card_check.h"
#include "app/visit/view/words.h"

namespace jiujin::view {

CardView::CardView(const journey::Journey& journey, QObject* parent)
    : QObject(parent), journey_(journey) {}

CardView::State CardView::state() const {
    switch (journey_.cardDesk().state()) {
    case journey::CardState::Waiting:
        return Waiting;
    case journey::CardState::Reading:
        return Reading;
    case journey::CardState::Read:
        return Read;
    case journey::CardState::Failed:
        return Failed;
    case journey::CardState::ReaderAway:
        return ReaderAway;
    }
    return Waiting;
}

QString CardView::words() const {
    return faultWords(journey_.cardDesk().fault(), journey_.language());
}

QString CardView::code() const {
    return faultCode(journey_.cardDesk().fault());
}

QString CardView::maskedName() const {
    const auto& card = journey_.cardDesk().card();
    return card ? toQt(journey::maskedName(*card)) : QString();
}

QString CardView::maskedNumber() const {
    const auto& card = journey_.cardDesk().card();
    return card ? toQt(journey::maskedNumber(*card)) : QString();
}

} // namespace jiujin::view
