// A window for the driver's own test: a button that changes a heading, a box to tick, a text, and
// parts that are hidden.
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>

namespace {

constexpr auto page = R"(
import QtQuick
import QtQuick.Controls.Basic

ApplicationWindow {
    id: window
    property int pressed: 0
    width: 400; height: 300
    Column {
        Text { text: "第 " + window.pressed + " 次"; Accessible.role: Accessible.Heading; Accessible.name: text }
        Button { text: "下一步"; Accessible.onPressAction: clicked(); onClicked: window.pressed += 1 }
        CheckBox { id: agree; text: "同意" }
        TextField { text: "内容"; Accessible.name: "一栏" }
        Button { text: "藏着"; visible: false }
    }
}
)";

} // namespace

int main(int count, char** arguments) {
    const QGuiApplication application(count, arguments);
    QGuiApplication::setApplicationName(QStringLiteral("sample"));
    QQmlApplicationEngine engine;
    engine.setInitialProperties({{QStringLiteral("visible"), count > 1}});
    engine.loadData(page);
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
