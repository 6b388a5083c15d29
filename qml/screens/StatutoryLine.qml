import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One statutory element: name, value, where and when it was read, and 示例 while nobody has verified it.
Column {
    id: line

    required property string title
    required property string text
    required property bool statutory
    required property bool sample
    required property string source
    required property string date

    spacing: 1.5 * Theme.mm

    Flow {
        width: parent.width
        spacing: 3 * Theme.mm

        PlainText {
            width: Math.min(implicitWidth, parent.width)
            text: line.title
            color: Theme.color.inkSoft
            lineHeight: 1
        }
        Badge {
            visible: line.sample
            text: qsTr("示例")
        }
    }
    PlainText {
        width: parent.width
        text: line.text
        font.weight: Font.Medium
    }
    PlainText {
        visible: line.source !== ""
        width: parent.width
        text: qsTr("来源：%1（%2）").arg(line.source).arg(line.date)
        color: Theme.color.inkSoft
        font.pixelSize: Theme.caption
    }
    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.color.lineSoft
    }
}
