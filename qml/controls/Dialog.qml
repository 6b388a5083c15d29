import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A question above the page. It takes the focus; nothing behind it can be pressed.
FocusScope {
    id: dialog

    property string title: ""
    property string text: ""
    property string iconName: "info"
    property string yes: ""
    property string no: ""

    signal yesPressed
    signal noPressed
    signal closed

    visible: false
    onVisibleChanged: {
        if (dialog.visible)
            yesButton.forceActiveFocus(Qt.TabFocusReason);
        else
            dialog.closed();
    }
    Accessible.role: Accessible.Dialog
    Accessible.name: dialog.title
    Accessible.ignored: !dialog.visible

    Rectangle {
        anchors.fill: parent
        color: Theme.color.veil

        MouseArea { anchors.fill: parent }
    }
    Panel {
        id: sheet

        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 220 * Theme.mm)
        padding: 12 * Theme.mm
        spacing: Theme.space

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 24 * Theme.mm
            height: width
            name: dialog.iconName
            color: Theme.color.primary
        }
        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: dialog.title
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            lineHeight: 1
        }
        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: dialog.text
        }
        ActionButton {
            id: yesButton

            focus: true
            width: parent.width
            kind: ActionButton.Kind.Primary
            text: dialog.yes
            onClicked: dialog.yesPressed()
            KeyNavigation.tab: noButton.visible ? noButton : yesButton
            KeyNavigation.backtab: noButton.visible ? noButton : yesButton
        }
        ActionButton {
            id: noButton

            visible: dialog.no !== ""
            width: parent.width
            height: Theme.primaryTarget
            text: dialog.no
            onClicked: dialog.noPressed()
            KeyNavigation.tab: yesButton
            KeyNavigation.backtab: yesButton
        }
    }
}
