import QtQuick
import Jiujin.Theme

// White ground and a frame around a code, whatever the colours of the page.
Rectangle {
    id: frame

    default property alias content: inner.data
    property string spokenName: ""

    color: "#ffffff"
    radius: Theme.radius
    border.width: Theme.border
    border.color: Theme.color.line
    implicitWidth: 80 * Theme.mm
    implicitHeight: implicitWidth
    Accessible.role: Accessible.Graphic
    Accessible.name: frame.spokenName

    Item {
        id: inner

        anchors.fill: parent
        anchors.margins: 2 * Theme.border
    }
}
