import QtQuick
import Jiujin.Theme

// The only text on a screen: what cards, people and packages say is never markup.
Text {
    id: label

    property bool spoken: true      // false: inside a control that speaks for it

    textFormat: Text.PlainText
    color: Theme.color.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    lineHeight: Theme.lineHeight
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: label.text
    Accessible.ignored: !label.spoken || label.text === ""
}
