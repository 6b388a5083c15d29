import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// A sheet of which nobody knows whether it came out, until somebody has looked.
Panel {
    id: card

    required property int number
    required property string device
    required property string since

    signal found(int what)

    padding: 5 * Theme.mm
    spacing: 3 * Theme.mm

    PlainText {
        width: parent.width
        text: qsTr("%1 号：%2，%3 的一份，不知道印出来没有。请找一找，再点结果。").arg(card.number).arg(card.since).arg(card.device)
    }
    Flow {
        width: parent.width
        spacing: Theme.gap

        ActionButton {
            text: qsTr("印出来了")
            onClicked: card.found(StaffView.Out)
        }
        ActionButton {
            text: qsTr("印坏了")
            onClicked: card.found(StaffView.Spoilt)
        }
        ActionButton {
            text: qsTr("没有印")
            onClicked: card.found(StaffView.None)
        }
    }
}
