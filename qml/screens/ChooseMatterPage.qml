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
