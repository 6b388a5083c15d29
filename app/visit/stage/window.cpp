#include "app/visit/stage/window.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QScreen>

namespace jiujin::stage {

Window::Window(view::Visit& visit, QSize size) : visit_(visit), size_(size) {
    engine_.setNetworkAccessManagerFactory(&noNetwork_);
    engine_.setInitialProperties({{QStringLiteral("visit"), QVariant::fromValue(&visit)}});
    connect(&visit, &view::Visit::languageChanged, this, &Window::translate);
}

Result<void> Window::warmUp() {
    translate();
    engine_.load(QUrl(QStringLiteral("qrc:/qt-project.org/imports/Jiujin/Shell/Main.qml")));
    window_ = engine_.rootObjects().isEmpty()
                  ? nullptr
                  : qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
    if (!window_)
        return Error(ErrorCode::ProgramStart, "visit: the screens cannot be loaded");
    window_->resize(size_.isEmpty() ? window_->screen()->size() : size_);
    window_->create();
    // Fonts, glyphs and layouts are made here, not in front of the citizen.
    window_->grabWindow();
    return {};
}

void Window::show() {
    if (size_.isEmpty()) {
        window_->setGeometry(window_->screen()->geometry());
        window_->setVisibility(QWindow::FullScreen);
    } else {
        window_->setVisibility(QWindow::Windowed);
    }
    window_->requestActivate();
}

void Window::translate() {
    QCoreApplication::removeTranslator(&translator_);
    const QString file = QStringLiteral(":/i18n/jiujin_%1.qm").arg(visit_.language());
    // Without a file the source texts stand, which are Chinese.
    if (translator_.load(file))
        QCoreApplication::installTranslator(&translator_);
    engine_.retranslate();
}

} // namespace jiujin::stage
