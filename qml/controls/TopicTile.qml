import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One of several headings side by side: a drawing, and its name below.
Pressable {
    id: control

    property string iconName: ""

    implicitWidth: 56 * Theme.mm
    implicitHeight: content.implicitHeight + 8 * Theme.mm

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.down ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: control.down ? Theme.color.primary : Theme.color.line

        FocusRing { visible: control.visualFocus }
    }
    Item {
        anchors.fill: parent
        Column {
            id: content

            x: 2 * Theme.mm
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2 * Theme.mm

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 13 * Theme.mm
                height: width
                name: control.iconName
                color: Theme.color.primary
            }
            PlainText {
                width: parent.width
                spoken: false
                horizontalAlignment: Text.AlignHCenter
                text: control.text
                font.weight: Font.Medium
                lineHeight: 1
            }
        }
    }
}
