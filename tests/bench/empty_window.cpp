// The yardstick of every start: an empty QQuickWindow on the whole screen, and nothing else.
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    QQuickWindow window;
    window.setColor(Qt::blue);
    window.setGeometry(0, 0, 1080, 1920);
    window.show();
    return QGuiApplication::exec();
}
