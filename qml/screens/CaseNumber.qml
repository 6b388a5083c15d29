import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// The number that a case is asked after with, large enough to be copied by hand.
Column {
    id: line

    property string label: ""
    property string number: ""

    spacing: 3 * Theme.mm

    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: line.label
        color: Theme.color.inkSoft
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: line.number
        color: Theme.color.primary
        font.pixelSize: Theme.number
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.body
        font.weight: Font.Bold
        lineHeight: 1
        wrapMode: Text.NoWrap
    }
}
