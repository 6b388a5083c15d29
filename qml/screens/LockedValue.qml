import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A value that the citizen cannot change here: name, value and where it comes from, in one box.
Rectangle {
    id: box

    property string label: ""
    property string text: ""
    property string source: ""

    implicitHeight: Math.max(name.implicitHeight, words.implicitHeight) + 7 * Theme.mm
    radius: Theme.radius
    color: Theme.color.sunken
    Accessible.role: Accessible.StaticText
    Accessible.name: box.label + " " + box.text + " " + box.source

    PlainText {
        id: name

        x: 6 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter
        width: (Theme.large ? 0.33 : 0.27) * parent.width
        spoken: false
        text: box.label
        color: Theme.color.inkSoft
        lineHeight: 1
    }
    PlainText {
        id: words

        anchors.left: name.right
        anchors.leftMargin: 3 * Theme.mm
        anchors.right: parent.right
        anchors.rightMargin: (mark.visible ? mark.width + 9 * Theme.mm : 6 * Theme.mm)
        anchors.verticalCenter: parent.verticalCenter
        spoken: false
        text: box.text
        font.weight: Font.Medium
        lineHeight: 1
    }
    Icon {
        id: mark

        visible: box.source !== ""
        anchors.right: parent.right
        anchors.rightMargin: 5 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter
        width: 8 * Theme.mm
        height: width
        name: "lock"
        color: Theme.color.primary
    }
}
