pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Everything that will be filed, in full.
PageFrame {
    id: page

    title: qsTr("请核对")
    lead: qsTr("下面是要提交的全部内容。有错请点“返回”修改。")
    primaryText: qsTr("没有错，去签名")
    onPrimaryPressed: page.visit.next()

    Panel {
        width: parent.width
        spacing: 5 * Theme.mm

        PlainText {
            width: parent.width
            text: page.visit.review.title
            font.pixelSize: Theme.lead
            font.weight: Font.Bold
            lineHeight: 1
        }
        Repeater {
            id: lines

            model: page.visit.review

            ReviewLine {
                required property int index

                width: parent.width
                before: lines.itemAt(index - 1) as ReviewLine
            }
        }
    }
}
