import QtQuick
import Jiujin.Theme

// Digits and letters, for pinyin and for Latin text.
Column {
    id: keys

    property bool chinese: true
    property bool chineseReady: true
    property bool capital: false

    readonly property real gap: 3 * Theme.mm
    readonly property real unit: (width - 9 * gap) / 10

    signal typed(string text)
    signal erased
    signal spaced
    signal languageSwitched
    signal nextAsked
    signal hideAsked

    function letter(text: string) {
        keys.typed(text);
        keys.capital = false;
    }

    spacing: gap

    KeyRow {
        letters: "1234567890"
        unit: keys.unit
        spacing: keys.gap
        onTyped: text => keys.typed(text)
    }
    KeyRow {
        letters: "qwertyuiop"
        unit: keys.unit
        spacing: keys.gap
        capital: keys.capital
        onTyped: text => keys.letter(text)
    }
    KeyRow {
        anchors.horizontalCenter: parent.horizontalCenter
        letters: "asdfghjkl"
        unit: keys.unit
        spacing: keys.gap
        capital: keys.capital
        onTyped: text => keys.letter(text)
    }
    Row {
        spacing: keys.gap

        Key {
            visible: !keys.chinese
            width: 1.5 * keys.unit + 0.5 * keys.gap
            special: true
            strong: keys.capital
            iconName: "shift"
            spokenName: qsTr("大写")
            onHit: keys.capital = !keys.capital
        }
        Key {
            visible: keys.chinese
            width: 1.5 * keys.unit + 0.5 * keys.gap
            special: true
            text: qsTr("分词")
            textSize: Theme.body
            spokenName: qsTr("隔开音节")
            onHit: keys.typed("'")
        }
        KeyRow {
            letters: "zxcvbnm"
            unit: keys.unit
            spacing: keys.gap
            capital: keys.capital
            onTyped: text => keys.letter(text)
        }
        Key {
            width: 1.5 * keys.unit + 0.5 * keys.gap
            special: true
            iconName: "backspace"
            spokenName: qsTr("删除")
            autoRepeat: true
            onHit: keys.erased()
        }
    }
    Row {
        spacing: keys.gap

        Key {
            width: 1.5 * keys.unit + 0.5 * keys.gap
            special: true
            iconName: "hide"
            spokenName: qsTr("收起键盘")
            onHit: keys.hideAsked()
        }
        Key {
            enabled: keys.chineseReady
            width: 1.5 * keys.unit + 0.5 * keys.gap
            special: true
            text: keys.chinese ? qsTr("中") : qsTr("英")
            spokenName: keys.chinese ? qsTr("换成英文键盘") : qsTr("换成拼音键盘")
            onHit: keys.languageSwitched()
        }
        Key {
            width: keys.unit
            text: keys.chinese ? "·" : "@"
            onHit: keys.typed(text)
        }
        Key {
            width: 3 * keys.unit + 2 * keys.gap
            text: qsTr("空格")
            textSize: Theme.body
            onHit: keys.spaced()
        }
        Key {
            width: keys.unit
            text: keys.chinese ? "-" : "."
            onHit: keys.typed(text)
        }
        Key {
            width: 2 * keys.unit + keys.gap
            strong: true
            text: qsTr("下一项")
            textSize: Theme.body
            onHit: keys.nextAsked()
        }
    }
}
