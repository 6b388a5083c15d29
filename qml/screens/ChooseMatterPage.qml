pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// What can be applied for here: by event of life, by name, by a few questions, or down the list.
PageFrame {
    id: page

    readonly property FinderView finder: page.visit.finder
    readonly property bool all: finder.way === FinderView.All

    title: finder.way === FinderView.Event ? finder.eventTitle : qsTr("%1，您好。您要办什么？").arg(page.visit.card.maskedName)
    lead: all ? qsTr("请点选一项。") : ""

    Row {
        id: whose

        visible: page.all
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
    TopicGrid {
        visible: page.all
        width: parent.width
        finder: page.finder
    }
    SearchField {
        visible: page.all || page.finder.way === FinderView.Typed
        width: parent.width
        finder: page.finder
    }
    SceneQuestion {
        visible: page.finder.question !== ""
        width: parent.width
        finder: page.finder
    }
    MatterList {
        width: parent.width
        visit: page.visit
    }
    Repeater {
        model: page.finder.scenes

        Tile {
            required property int index
            required property string modelData

            visible: page.finder.way === FinderView.All || page.finder.way === FinderView.Event
            width: parent.width
            iconName: "info"
            text: modelData
            more: qsTr("回答几个小问题，帮您找到要办的事项。")
            onClicked: page.finder.openScene(index)
        }
    }
}
