import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A small name above its value; nothing at all when there is no value.
Column {
    id: line

    property string label: ""
    property string text: ""

    visible: text !== ""

    PlainText {
        width: parent.width
        text: line.label
        color: Theme.color.inkSoft
        font.pixelSize: Theme.caption
        lineHeight: 1
    }
    PlainText {
        width: parent.width
        text: line.text
        font.weight: Font.Bold
        lineHeight: 1
    }
}
