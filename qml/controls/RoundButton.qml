import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A drawing to press; its name is spoken.
Pressable {
    id: control

    property string iconName: ""

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    corner: width / 2

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.down ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: Theme.color.primary

        FocusRing {
            visible: control.visualFocus
            corner: control.corner
        }
    }
    Item {
        anchors.fill: parent
        Icon {
            anchors.centerIn: parent
            width: 0.55 * control.width
            height: width
            name: control.iconName
            color: Theme.color.primary
        }
    }
}
