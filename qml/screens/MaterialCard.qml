pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// One material: what it is, and the ways to provide it.
Panel {
    id: card

    required property int index
    required property string name
    required property string help
    required property string basis
    required property var ways
    required property string way
    required property string dueDate
    required property int laterDays
    required property string commitment
    required property string fault
    required property MaterialModel materials
    property bool reading: false        // the commitment is open, not yet agreed to

    readonly property var wayNames: ({
            "commit": qsTr("书面承诺，免交这项材料"),
            "later": qsTr("先受理，%1 个工作日内补交").arg(laterDays),
            "bring": qsTr("已带来，交给窗口核对")
        })

    spacing: 4 * Theme.mm

    PlainText {
        width: parent.width
        text: (card.index + 1) + ". " + card.name
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
        lineHeight: 1
    }
    PlainText {
        visible: text !== ""
        width: parent.width
        text: card.help
    }
    PlainText {
        visible: card.basis !== ""
        width: parent.width
        text: qsTr("依据：%1").arg(card.basis)
        color: Theme.color.inkSoft
        font.pixelSize: Theme.caption
    }
    ChoiceList {
        width: parent.width
        perRow: 1
        codes: card.ways
        labels: card.ways.map(way => card.wayNames[way])
        code: card.reading ? "commit" : card.way
        spokenName: card.name
        onChosen: code => {
            card.reading = code === "commit" && card.way !== "commit";
            if (code !== "commit")
                card.materials.choose(card.index, code);
        }
    }
    Column {
        visible: card.reading || card.way === "commit"
        width: parent.width
        spacing: 4 * Theme.mm

        PlainText {
            width: parent.width
            text: card.commitment
            leftPadding: 6 * Theme.mm
        }
        CheckLine {
            width: parent.width
            text: qsTr("我已看清，作出以上承诺")
            spokenMore: card.name
            ticked: card.way === "commit" && !card.reading
            onClicked: {
                card.materials.choose(card.index, "commit");
                card.reading = false;
            }
        }
    }
    Banner {
        visible: card.way === "later" && !card.reading
        width: parent.width
        text: qsTr("请在 %1 之前补交（暂按周一至周五计算）。").arg(card.dueDate)
    }
    FaultLine {
        width: parent.width
        text: card.fault
    }
}
