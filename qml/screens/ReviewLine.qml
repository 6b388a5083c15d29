import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One value that will be filed; the first of a group carries the group's name.
Column {
    id: line

    required property string group
    required property string label
    required property string value
    required property string source
    property ReviewLine before: null

    spacing: 3 * Theme.mm
    Accessible.role: Accessible.StaticText
    Accessible.name: line.label + " " + line.value + " " + line.source

    PlainText {
        visible: line.before === null || line.before.group !== line.group
        topPadding: 4 * Theme.mm
        width: parent.width
        text: line.group
        color: Theme.color.primary
        font.weight: Font.Bold
    }
    Row {
        width: parent.width
        spacing: 4 * Theme.mm

        PlainText {
            id: name

            width: 0.34 * parent.width
            spoken: false
            text: line.label
            color: Theme.color.inkSoft
            lineHeight: 1
        }
        Column {
            width: parent.width - name.width - parent.spacing
            spacing: Theme.mm

            PlainText {
                width: parent.width
                spoken: false
                text: line.value === "" ? qsTr("（未填）") : line.value
                color: line.value === "" ? Theme.color.inkSoft : Theme.color.ink
                font.weight: Font.Bold
                lineHeight: 1
            }
            PlainText {
                visible: line.source !== ""
                width: parent.width
                spoken: false
                text: line.source
                color: Theme.color.inkSoft
                font.pixelSize: Theme.caption
                lineHeight: 1
            }
        }
    }
    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.color.lineSoft
    }
}
