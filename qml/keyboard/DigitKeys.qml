pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.Theme

// A telephone's keys, large; with one more: X for identity numbers, a point for amounts.
Row {
    id: keys

    property string extra: ""

    readonly property real gap: Theme.gap
    readonly property real unit: Math.min(52 * Theme.mm, (width - 3 * gap) / 4)
    readonly property real keyHeight: 20 * Theme.mm

    signal typed(string text)
    signal erased
    signal nextAsked
    signal hideAsked

    leftPadding: (width - 4 * unit - 3 * gap) / 2
    spacing: gap

    Grid {
        columns: 3
        spacing: keys.gap

        Repeater {
            model: 9

            Key {
                required property int index

                width: keys.unit
                height: keys.keyHeight
                text: index + 1
                textSize: 13 * Theme.mm
                onHit: keys.typed(text)
            }
        }
        Key {
            width: keys.unit
            height: keys.keyHeight
            special: true
            iconName: "hide"
            spokenName: qsTr("收起键盘")
            onHit: keys.hideAsked()
        }
        Key {
            width: keys.unit
            height: keys.keyHeight
            text: "0"
            textSize: 13 * Theme.mm
            onHit: keys.typed(text)
        }
        Key {
            enabled: keys.extra !== ""
            opacity: enabled ? 1 : 0
            width: keys.unit
            height: keys.keyHeight
            text: keys.extra === "" ? "X" : keys.extra
            textSize: 13 * Theme.mm
            onHit: keys.typed(text)
        }
    }
    Column {
        spacing: keys.gap

        Key {
            width: keys.unit
            height: 2 * keys.keyHeight + keys.gap
            special: true
            iconName: "backspace"
            spokenName: qsTr("删除")
            autoRepeat: true
            onHit: keys.erased()
        }
        Key {
            width: keys.unit
            height: 2 * keys.keyHeight + keys.gap
            strong: true
            text: qsTr("下一项")
            textSize: Theme.body
            onHit: keys.nextAsked()
        }
    }
}
