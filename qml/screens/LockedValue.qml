import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A value that the citizen cannot change here.
Rectangle {
    id: box

    property string text: ""
    property string spokenName: ""

    implicitHeight: words.implicitHeight + 8 * Theme.mm
    radius: Theme.radius
    color: Theme.color.sunken
    Accessible.role: Accessible.StaticText
    Accessible.name: box.spokenName + " " + box.text

    PlainText {
        id: words

        x: 6 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * x
        spoken: false
        text: box.text
        font.pixelSize: Theme.lead
        lineHeight: 1.25
    }
}
