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
    required property string counts
    required property string spared
    required property var ways
    required property var wayWords
    required property var closed
    required property string way
    required property string commitment
    required property string fault
    required property MaterialModel materials
    property bool reading: false        // the commitment is open, not yet agreed to

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
    PlainText {
        visible: card.spared === ""
        width: parent.width
        text: qsTr("需要：%1").arg(card.counts)
    }
    Banner {
        visible: card.spared !== ""
        width: parent.width
        kind: Banner.Kind.Good
        text: card.spared
    }
    ChoiceList {
        visible: card.spared === ""
        width: parent.width
        perRow: 1
        codes: card.ways
        labels: card.wayWords
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
    Column {
        visible: card.closed.length > 0
        width: parent.width
        spacing: Theme.mm

        PlainText {
            width: parent.width
            text: qsTr("现在不能用的方式")
            color: Theme.color.inkSoft
            font.pixelSize: Theme.caption
            font.weight: Font.Bold
        }
        Repeater {
            model: card.closed

            PlainText {
                required property string modelData

                width: parent.width
                text: modelData
                color: Theme.color.inkSoft
                font.pixelSize: Theme.caption
            }
        }
    }
    FaultLine {
        width: parent.width
        text: card.fault
    }
}
