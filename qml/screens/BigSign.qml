import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One large drawing in a disc, for pages that say one thing.
Item {
    id: sign

    property string iconName: ""
    property color tone: Theme.color.primary
    property color ground: Theme.color.primaryTint

    implicitHeight: 76 * Theme.mm

    Rectangle {
        anchors.centerIn: parent
        width: 60 * Theme.mm
        height: width
        radius: width / 2
        color: sign.ground

        Icon {
            anchors.centerIn: parent
            width: 34 * Theme.mm
            height: width
            name: sign.iconName
            color: sign.tone
        }
    }
}
