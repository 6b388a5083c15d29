pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// Where the citizen is on the way: done, now, still to come; told by number, mark and weight, not by colour alone.
Item {
    id: bar

    property list<string> labels: []
    property int current: 0

    implicitHeight: 24 * Theme.mm
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("第 %1 步，共 %2 步：%3").arg(current + 1).arg(labels.length).arg(labels[current] ?? "")
    Accessible.ignored: current < 0

    Repeater {
        model: bar.labels

        Item {
            id: step

            required property int index
            required property string modelData
            readonly property bool done: index < bar.current
            readonly property bool now: index === bar.current

            x: index * width
            width: bar.width / bar.labels.length
            height: bar.height

            Rectangle {
                visible: step.index > 0
                x: -step.width / 2 + disc.width / 2 + 2 * Theme.mm
                y: disc.y + disc.height / 2 - height / 2
                width: step.width - disc.width - 4 * Theme.mm
                height: Theme.ring
                radius: height / 2
                color: step.done || step.now ? Theme.color.primary : Theme.color.lineSoft
            }
            Rectangle {
                id: disc

                anchors.horizontalCenter: parent.horizontalCenter
                width: 11 * Theme.mm
                height: width
                radius: width / 2
                color: step.now ? Theme.color.primary : step.done ? Theme.color.primaryTint : Theme.color.surface
                border.width: Theme.border
                border.color: step.now || step.done ? Theme.color.primary : Theme.color.line

                Icon {
                    visible: step.done
                    anchors.centerIn: parent
                    width: 7 * Theme.mm
                    height: width
                    name: "check"
                    color: Theme.color.primary
                }
                PlainText {
                    visible: !step.done
                    anchors.centerIn: parent
                    spoken: false
                    text: step.index + 1
                    color: step.now ? Theme.color.inkOnPrimary : Theme.color.inkSoft
                    font.pixelSize: 6.4 * Theme.mm
                    font.weight: Font.Bold
                    lineHeight: 1
                }
            }
            PlainText {
                anchors.top: disc.bottom
                anchors.topMargin: 1.2 * Theme.mm
                anchors.horizontalCenter: parent.horizontalCenter
                spoken: false
                text: step.modelData
                color: step.now ? Theme.color.primary : Theme.color.inkSoft
                font.pixelSize: 7.2 * Theme.mm
                font.weight: step.now ? Font.Bold : Font.Normal
                lineHeight: 1
                wrapMode: Text.NoWrap
            }
        }
    }
}
