import QtQuick
import Jiujin.Theme

// One of several, of which one is chosen.
Pressable {
    id: control

    property bool chosen: false

    implicitHeight: Math.max(Theme.primaryTarget, words.implicitHeight + 8 * Theme.mm)
    implicitWidth: dot.x + dot.width + words.implicitWidth + 12 * Theme.mm
    // Qt 6.4 tells assistive technology a button's own state and kind, whatever is said of it below.
    checkable: true
    checked: control.chosen
    onToggled: control.checked = Qt.binding(() => control.chosen)
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: control.chosen
    Accessible.onToggleAction: control.clicked()

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.down || control.chosen ? Theme.color.primaryTint : Theme.color.surface
        border.width: control.chosen ? 2 * Theme.border : Theme.border
        border.color: control.chosen ? Theme.color.primary : Theme.color.line

        FocusRing { visible: control.visualFocus }
    }
    Item {
        anchors.fill: parent
        Rectangle {
            id: dot

            x: 5 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 9 * Theme.mm
            height: width
            radius: width / 2
            color: Theme.color.surface
            border.width: Theme.border
            border.color: control.chosen ? Theme.color.primary : Theme.color.line

            Rectangle {
                visible: control.chosen
                anchors.fill: parent
                anchors.margins: 2 * Theme.mm
                radius: width / 2
                color: Theme.color.primary
            }
        }
        PlainText {
            id: words

            anchors.left: dot.right
            anchors.leftMargin: 4 * Theme.mm
            anchors.right: parent.right
            anchors.rightMargin: 3 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            spoken: false
            text: control.text
            font.weight: control.chosen ? Font.Bold : Font.Medium
            lineHeight: 1
        }
    }
}
