// The QML engine and its one window: loaded and drawn once while hidden, so that taking over costs
// a frame.
#pragma once

#include "app/visit/stage/no_network.h"
#include "app/visit/view/visit.h"
#include "platform/base/result.h"

#include <QtCore/QSize>
#include <QtCore/QTranslator>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickWindow>

namespace jiujin::stage {

class Window : public QObject {
    Q_OBJECT
public:
    // Full screen when `size` is empty.
    Window(view::Visit& visit, QSize size);

    // ProgramStart when the screens cannot be loaded.
    Result<void> warmUp();
    void show();
    QQuickWindow& quick() { return *window_; }

private:
    void translate();

    view::Visit& visit_;
    const QSize size_;
    NoNetwork noNetwork_;
    QTranslator translator_;
    QQmlApplicationEngine engine_;
    QQuickWindow* window_ = nullptr;
};

} // namespace jiujin::stage
