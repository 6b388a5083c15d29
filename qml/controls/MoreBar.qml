import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// Below a column that goes on: says so, and moves it.
Pressable {
    id: control

    takesFocus: false
    text: qsTr("下面还有，往下看")
    implicitHeight: Theme.target

    Rectangle {
        anchors.fill: parent
        color: control.down ? Theme.color.primaryTint : Theme.color.paper

        Rectangle {
            width: parent.width
            height: Theme.hair
            color: Theme.color.lineSoft
        }
        Row {
            anchors.centerIn: parent
            spacing: 3 * Theme.mm

            PlainText {
                spoken: false
                anchors.verticalCenter: parent.verticalCenter
                text: control.text
                color: Theme.color.primary
                font.weight: Font.Medium
                lineHeight: 1
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: 9 * Theme.mm
                height: width
                name: "down"
                color: Theme.color.primary
            }
        }
    }
}
