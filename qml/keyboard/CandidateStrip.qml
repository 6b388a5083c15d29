pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// What the letters may mean; as many as fit, and the pages after them.
Item {
    id: strip

    property string composing: ""
    property var candidates: []    // texts

    signal chosen(int index)

    function pageForward() {
        const last = list.indexAt(list.contentX + list.width - 1, 1);
        list.positionViewAtIndex(last < 0 ? list.count - 1 : last, ListView.Beginning);
    }
    function pageBack() {
        const first = list.indexAt(list.contentX + 1, 1);
        list.positionViewAtIndex(Math.max(0, first - 1), ListView.End);
        if (list.contentX < list.originX)
            list.positionViewAtBeginning();
    }

    implicitHeight: 28 * Theme.mm
    onCandidatesChanged: list.positionViewAtBeginning()

    PlainText {
        x: 2 * Theme.mm
        text: strip.composing !== "" ? strip.composing : qsTr("请按拼音字母，再点选汉字")
        color: strip.composing !== "" ? Theme.color.primary : Theme.color.inkSoft
        font.pixelSize: 7 * Theme.mm
        font.weight: strip.composing !== "" ? Font.Bold : Font.Normal
        lineHeight: 1
        wrapMode: Text.NoWrap
    }
    ListView {
        id: list

        anchors.left: parent.left
        anchors.right: pager.left
        anchors.rightMargin: Theme.gap
        anchors.bottom: parent.bottom
        height: 17 * Theme.mm
        orientation: ListView.Horizontal
        interactive: false
        clip: true
        spacing: 3 * Theme.mm
        model: strip.candidates

        delegate: Key {
            required property int index
            required property string modelData

            width: Math.max(17 * Theme.mm, (modelData.length * 11 + 7) * Theme.mm)
            height: list.height
            text: modelData
            opacity: x + width <= list.contentX + list.width ? 1 : 0    // whole or not at all
            textSize: 11 * Theme.mm
            onHit: strip.chosen(index)
        }
    }
    Row {
        id: pager

        visible: strip.candidates.length > 0
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: 3 * Theme.mm

        Key {
            width: 17 * Theme.mm
            height: list.height
            special: true
            enabled: !list.atXBeginning
            opacity: enabled ? 1 : 0.45
            iconName: "left"
            spokenName: qsTr("前面的字")
            onHit: strip.pageBack()
        }
        Key {
            width: 17 * Theme.mm
            height: list.height
            special: true
            enabled: !list.atXEnd
            opacity: enabled ? 1 : 0.45
            iconName: "right"
            spokenName: qsTr("后面的字")
            onHit: strip.pageForward()
        }
    }
}
