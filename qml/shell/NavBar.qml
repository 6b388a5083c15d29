import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls
import Jiujin.Screens

// Back, home and the way on, at the same place on every page.
Rectangle {
    id: bar

    required property Visit visit
    required property PageFrame page

    readonly property string primaryText: page === null ? "" : page.primaryText
    readonly property string secondaryText: page === null ? "" : page.secondaryText

    visible: visit.canGoBack || visit.canGoHome || primaryText !== "" || secondaryText !== ""
    height: visible ? Theme.primaryTarget + 2 * row.y : 0
    color: Theme.color.surface

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.color.lineSoft
    }
    Row {
        id: row

        x: Theme.margin
        y: 5 * Theme.mm
        height: Theme.primaryTarget
        spacing: Theme.gap

        BarSwitch {
            width: 32 * Theme.mm
            height: parent.height
            visible: bar.visit.canGoBack
            iconName: "back"
            text: qsTr("返回")
            onClicked: bar.visit.back()
        }
        BarSwitch {
            width: 32 * Theme.mm
            height: parent.height
            visible: bar.visit.canGoHome
            iconName: "home"
            text: qsTr("首页")
            onClicked: bar.visit.home()
        }
    }
    Row {
        id: ways

        anchors.left: row.right
        anchors.leftMargin: 2 * Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: row.y
        height: Theme.primaryTarget
        layoutDirection: Qt.RightToLeft
        spacing: Theme.gap

        ActionButton {
            id: main

            width: ways.width - (other.visible ? other.width + ways.spacing : 0)
            height: parent.height
            visible: bar.primaryText !== ""
            kind: ActionButton.Kind.Primary
            iconAfter: true
            text: bar.primaryText
            iconName: bar.page === null ? "" : bar.page.primaryIcon
            onClicked: bar.page.primaryPressed()
        }
        ActionButton {
            id: other

            // What the way on leaves of the bar, and at least two fifths of it.
            width: Math.min(implicitWidth, Math.max(0.42 * ways.width, ways.width - ways.spacing - main.implicitWidth))
            height: parent.height
            visible: bar.secondaryText !== ""
            text: bar.secondaryText
            onClicked: bar.page.secondaryPressed()
        }
    }
}
