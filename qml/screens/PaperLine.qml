import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// One paper: how far the printer is with it, and the button when it can be printed.
Panel {
    id: line

    required property PaperView paper
    property string name: ""
    property string action: ""

    readonly property int state7: paper.state
    readonly property bool bad: state7 === PaperView.Failed || state7 === PaperView.Unsure
    readonly property string words: [qsTr("需要时可以打印，含完整个人信息，请收好。"), qsTr("正在等待打印机…"), qsTr("正在打印，请在出纸口取走。"),
        qsTr("已经打印，请在出纸口取走。"), paper.words, paper.words, qsTr("没有打印。请记下编号，或拍下二维码。")][state7]

    signal pressed

    padding: 4 * Theme.mm

    Row {
        width: parent.width
        spacing: 5 * Theme.mm

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            width: 13 * Theme.mm
            height: width
            name: line.bad ? "warn" : line.state7 === PaperView.Printed ? "check" : "print"
            color: line.bad ? Theme.color.bad : line.state7 === PaperView.Printed ? Theme.color.good : Theme.color.primary
        }
        Column {
            width: parent.width - sign.width - parent.spacing - (button.visible ? button.width + parent.spacing : 0)
            anchors.verticalCenter: parent.verticalCenter

            PlainText {
                width: parent.width
                text: line.name
                font.weight: Font.Bold
                lineHeight: 1
            }
            PlainText {
                width: parent.width
                text: line.words
                color: line.bad ? Theme.color.bad : Theme.color.inkSoft
                font.pixelSize: Theme.caption
            }
            PlainText {
                visible: text !== ""
                text: line.paper.code
                color: Theme.color.inkSoft
                font.pixelSize: Theme.caption
            }
        }
        ActionButton {
            id: button

            visible: line.paper.canPrint
            anchors.verticalCenter: parent.verticalCenter
            text: line.action
            onClicked: line.pressed()
        }
    }
}
