pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// What can be applied for here.
PageFrame {
    id: page

    title: qsTr("%1，您好。您要办什么？").arg(page.visit.card.maskedName)
    lead: qsTr("请点选一项。")

    Row {
        id: whose

        width: parent.width
        spacing: 6 * Theme.mm

        Portrait {
            id: portrait

            card: page.visit.card
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            width: whose.width - portrait.width - whose.spacing
            text: qsTr("证件号码 %1").arg(page.visit.card.maskedNumber)
            color: Theme.color.inkSoft
        }
    }
    Repeater {
        model: page.visit.matters

        Tile {
            required property int index
            required property string title
            required property string summary
            required property bool sample

            width: parent.width
            iconName: "elder"
            text: title
            more: summary
            badge: sample ? qsTr("示例") : ""
            onClicked: page.visit.chooseMatter(index)
        }
    }
}
