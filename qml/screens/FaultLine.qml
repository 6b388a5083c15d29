import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// What is wrong and how to mend it, in words and with a sign.
Row {
    id: line

    property string text: ""

    visible: text !== ""
    spacing: 3 * Theme.mm

    Icon {
        id: sign

        y: 0.2 * Theme.body
        width: Theme.body
        height: width
        name: "error"
        color: Theme.color.bad
    }
    PlainText {
        width: line.width - sign.width - line.spacing
        text: line.text
        color: Theme.color.bad
        font.weight: Font.Medium
        Accessible.role: Accessible.AlertMessage
    }
}
