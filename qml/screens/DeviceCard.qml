import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One device: whether it works, what stands in its way, which one it is, what it has printed.
Panel {
    id: card

    required property string name
    required property string deviceClass
    required property string module
    required property string words
    required property string code
    required property string identity
    required property bool outOfService
    required property int sheets
    required property int sheetsLeft
    required property int daysLeft
    required property int tonerLeft
    required property int openEntries

    readonly property bool works: card.words === ""
    readonly property string kind: ({
            "idcard": qsTr("身份证阅读器"),
            "printer": qsTr("打印机"),
            "smartcard": qsTr("智能卡读卡器"),
            "slip": qsTr("凭条打印机")
        })[card.deviceClass] ?? card.deviceClass

    signal confirmed
    signal paperLoaded
    signal tonerChanged

    padding: 5 * Theme.mm
    spacing: 3 * Theme.mm

    Row {
        width: parent.width
        spacing: 5 * Theme.mm

        Icon {
            id: sign

            width: 13 * Theme.mm
            height: width
            name: card.works ? "check" : "warn"
            color: card.works ? Theme.color.good : Theme.color.bad
        }
        Column {
            width: parent.width - sign.width - parent.spacing

            PlainText {
                width: parent.width
                text: card.kind
                font.weight: Font.Bold
                lineHeight: 1
            }
            PlainText {
                width: parent.width
                text: card.name + " · " + card.module
                color: Theme.color.inkSoft
                font.pixelSize: Theme.caption
            }
            PlainText {
                width: parent.width
                text: card.works ? qsTr("正常") : card.words + " " + card.code
                color: card.works ? Theme.color.good : Theme.color.bad
            }
            PlainText {
                visible: card.outOfService
                width: parent.width
                text: qsTr("连续失败，每分钟重试一次。")
                color: Theme.color.bad
                font.pixelSize: Theme.caption
            }
        }
    }
    LabelledLine {
        width: parent.width
        label: qsTr("设备自报")
        text: card.identity
    }
    Grid {
        id: counts

        readonly property real part: (width - (columns - 1) * columnSpacing) / columns

        visible: card.sheets >= 0 || card.sheetsLeft >= 0 || card.tonerLeft >= 0 || card.openEntries > 0
        width: parent.width
        columns: Theme.large ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: 3 * Theme.mm

        LabelledLine {
            width: counts.part
            label: qsTr("共印")
            text: card.sheets < 0 ? "" : qsTr("%1 张").arg(card.sheets)
        }
        LabelledLine {
            width: counts.part
            label: qsTr("余纸")
            text: card.sheetsLeft < 0 ? "" : card.daysLeft < 0 ? qsTr("约 %1 张").arg(card.sheetsLeft) : qsTr("约 %1 张，约够 %2 天").arg(card.sheetsLeft).arg(card.daysLeft)
        }
        LabelledLine {
            width: counts.part
            label: qsTr("余粉")
            text: card.tonerLeft < 0 ? "" : qsTr("约 %1%").arg(card.tonerLeft)
        }
        LabelledLine {
            width: counts.part
            label: qsTr("说不清是否印出的纸")
            text: card.openEntries > 0 ? qsTr("%1 条要核实").arg(card.openEntries) : ""
        }
    }
    Flow {
        visible: paper.visible || confirm.visible
        width: parent.width
        spacing: Theme.gap

        ActionButton {
            id: confirm

            visible: card.code === "JJ-3113"
            text: qsTr("换过了，就用这一台")
            onClicked: card.confirmed()
        }
        ActionButton {
            id: paper

            visible: card.sheets >= 0
            text: qsTr("纸装好了")
            onClicked: card.paperLoaded()
        }
        ActionButton {
            visible: card.sheets >= 0 && card.deviceClass === "printer"
            text: qsTr("碳粉换好了")
            onClicked: card.tonerChanged()
        }
    }
}
