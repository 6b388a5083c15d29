import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A box to tick, with its sentence. It shows `ticked` and says when it was pressed; who holds the value decides.
Pressable {
    id: control

    property bool ticked: false

    implicitHeight: Math.max(Theme.primaryTarget, words.implicitHeight + 8 * Theme.mm)
    // Qt 6.4 tells assistive technology a button's own state and kind, whatever is said of it below.
    checkable: true
    checked: control.ticked
    onToggled: control.checked = Qt.binding(() => control.ticked)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: control.ticked
    Accessible.onToggleAction: control.clicked()

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.down || control.ticked ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: control.ticked ? Theme.color.primary : Theme.color.line

        FocusRing { visible: control.visualFocus }
    }
    Item {
        anchors.fill: parent
        Rectangle {
            id: box

            x: 6 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 11 * Theme.mm
            height: width
            radius: 0.6 * Theme.radius
            color: control.ticked ? Theme.color.primary : Theme.color.surface
            border.width: Theme.border
            border.color: control.ticked ? Theme.color.primary : Theme.color.line

            Icon {
                visible: control.ticked
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
