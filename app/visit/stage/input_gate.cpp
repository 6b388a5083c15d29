#include "app/visit/stage/input_gate.h"

#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QWindow>

#include <algorithm>
#include <iterator>

namespace jiujin::stage {

namespace {

bool isInput(QEvent::Type type) {
    constexpr QEvent::Type types[] = {QEvent::MouseButtonPress,
                                      QEvent::MouseButtonRelease,
                                      QEvent::MouseButtonDblClick,
                                      QEvent::MouseMove,
                                      QEvent::Wheel,
                                      QEvent::TouchBegin,
                                      QEvent::TouchUpdate,
                                      QEvent::TouchEnd,
                                      QEvent::TouchCancel,
                                      QEvent::KeyPress,
                                      QEvent::KeyRelease,
                                      QEvent::ShortcutOverride};
    return std::ranges::find(types, type) != std::end(types);
}

bool isTouch(QEvent::Type type) {
    return type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick ||
           type == QEvent::TouchBegin || type == QEvent::KeyPress;
}

bool usesClipboard(QEvent* event) {
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        return key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Cut) ||
               key->matches(QKeySequence::Paste);
    }
    if (type == QEvent::MouseButtonPress || type == QEvent::MouseButtonRelease)
        return static_cast<QMouseEvent*>(event)->button() == Qt::MiddleButton;
    return false;
}

} // namespace

InputGate::InputGate(QObject* parent) : QObject(parent) {}

void InputGate::openSoon() {
    QTimer::singleShot(settleMilliseconds, Qt::PreciseTimer, this, [this] { open_ = true; });
}

bool InputGate::eventFilter(QObject* watched, QEvent* event) {
    // Each event passes its window once, before any item of it.
    if (!isInput(event->type()) || !qobject_cast<QWindow*>(watched))
        return QObject::eventFilter(watched, event);
    if (!open_ || usesClipboard(event))
        return true;
    if (isTouch(event->type()))
        emit touched();
    return false;
}

} // namespace jiujin::stage
