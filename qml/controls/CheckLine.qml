import QtQuick
import Jiujin.Theme

// A box to tick, with its sentence.
Pressable {
    id: control

    checkable: true
    implicitHeight: Math.max(Theme.primaryTarget, words.implicitHeight + 8 * Theme.mm)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: control.checked
    Accessible.onToggleAction: control.clicked()

    background: Rectangle {
        radius: control.corner
        color: control.down || control.checked ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: control.checked ? Theme.color.primary : Theme.color.line

        FocusRing { visible: control.visualFocus }
    }
    contentItem: Item {
        Rectangle {
            id: box

            x: 6 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 11 * Theme.mm
            height: width
            radius: 0.6 * Theme.radius
            color: control.checked ? Theme.color.primary : Theme.color.surface
            border.width: Theme.border
            border.color: control.checked ? Theme.color.primary : Theme.color.line

            Icon {
                visible: control.checked
                anchors.fill: parent
                anchors.margins: Theme.mm
                name: "check"
                color: Theme.color.inkOnPrimary
            }
        }
        PlainText {
            id: words

            anchors.left: box.right
            anchors.leftMargin: 6 * Theme.mm
            anchors.right: parent.right
            anchors.rightMargin: 6 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            spoken: false
            text: control.text
            font.weight: Font.Medium
        }
    }
}
