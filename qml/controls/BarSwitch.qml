import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A switch in the bar at the top: drawing above, word below.
Pressable {
    id: control

    property string iconName: ""
    property bool on: false

    readonly property color tone: on ? Theme.color.inkOnPrimary : Theme.color.primary

    implicitWidth: Math.max(25 * Theme.mm, words.implicitWidth + 6 * Theme.mm)
    implicitHeight: 20 * Theme.mm
    Accessible.checkable: true
    Accessible.checked: control.on

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.on ? Theme.color.primary : control.down ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.border
        border.color: Theme.color.primary

        FocusRing { visible: control.visualFocus }
    }
    Item {
        anchors.fill: parent
        Icon {
            y: 2 * Theme.mm
            anchors.horizontalCenter: parent.horizontalCenter
            width: 8 * Theme.mm
            height: width
            name: control.iconName
            color: control.tone
        }
        PlainText {
            id: words

            anchors.bottom: parent.bottom
            anchors.bottomMargin: 1.2 * Theme.mm
            anchors.horizontalCenter: parent.horizontalCenter
            spoken: false
            text: control.text
            color: control.tone
            font.pixelSize: 6.6 * Theme.mm
            font.weight: Font.Medium
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
    }
}
