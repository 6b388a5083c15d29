import QtQuick
import Jiujin.Theme

// Around what the keyboard would press now.
Rectangle {
    property real corner: Theme.radius

    anchors.fill: parent
    anchors.margins: -1.6 * Theme.ring
    radius: corner + 1.6 * Theme.ring
    color: "transparent"
    border.width: Theme.ring
    border.color: Theme.color.focus
}
