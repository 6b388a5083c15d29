import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A big thing to choose: drawing, title, one line more.
Pressable {
    id: control

    property string iconName: ""
    property string more: ""
    property string badge: ""

    spokenMore: more
    implicitHeight: Math.max(34 * Theme.mm, texts.implicitHeight + 14 * Theme.mm)
    implicitWidth: 120 * Theme.mm
    corner: 1.4 * Theme.radius

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.down ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: control.down ? Theme.color.primary : Theme.color.line

        FocusRing {
            visible: control.visualFocus
            corner: control.corner
        }
    }
    Item {
        anchors.fill: parent
        Rectangle {
            id: disc

            visible: control.iconName !== ""
            x: 7 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 22 * Theme.mm
            height: width
            radius: width / 2
            color: Theme.color.primaryTint

            Icon {
                anchors.centerIn: parent
                width: 13 * Theme.mm
                height: width
                name: control.iconName
                color: Theme.color.primary
            }
        }
        Column {
            id: texts

            anchors.left: disc.visible ? disc.right : parent.left
            anchors.leftMargin: 7 * Theme.mm
            anchors.right: arrow.left
            anchors.rightMargin: 4 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2 * Theme.mm

            Badge {
                visible: control.badge !== ""
                text: control.badge
                spoken: false
            }
            PlainText {
                width: parent.width
                spoken: false
                text: control.text
                font.pixelSize: Theme.lead
                font.weight: Font.Bold
                lineHeight: 1
            }
            PlainText {
                width: parent.width
                visible: text !== ""
                spoken: false
                text: control.more
                color: Theme.color.inkSoft
            }
        }
        Icon {
            id: arrow

            anchors.right: parent.right
            anchors.rightMargin: 6 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 9 * Theme.mm
            height: width
            name: "right"
            color: Theme.color.primary
        }
    }
}
