import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Whose card it is: the photograph where the reader can decode it, a silhouette where not.
Rectangle {
    id: portrait

    required property CardView card

    implicitWidth: 25 * Theme.mm
    implicitHeight: 31 * Theme.mm
    radius: 0.5 * Theme.radius
    color: Theme.color.primaryTint
    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: portrait.card.hasPicture ? qsTr("证件上的照片") : qsTr("这里不显示证件上的照片")

    Icon {
        visible: !portrait.card.hasPicture
        anchors.fill: parent
        anchors.margins: 3 * Theme.mm
        name: "user"
        color: Theme.color.primary
    }
    PortraitItem {
        visible: portrait.card.hasPicture
        anchors.fill: parent
        card: portrait.card
    }
}
