pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Who asks for which data, why, for how long; then an act of consent, or none.
PageFrame {
    id: page

    title: page.visit.notice.title
    lead: qsTr("请看完下面的说明。同意后才会读取您的证件。")
    primaryText: qsTr("我已看完，同意")
    primaryIcon: "check"
    secondaryText: qsTr("不同意")
    onPrimaryPressed: page.visit.agree()
    onSecondaryPressed: page.visit.decline()

    Panel {
        width: parent.width
        spacing: 8 * Theme.mm

        Repeater {
            model: page.visit.notice.paragraphs

            Column {
                id: section

                required property int index
                required property string modelData

                width: parent.width
                spacing: 2 * Theme.mm

                PlainText {
                    width: parent.width
                    text: page.visit.notice.headings[section.index]
                    color: Theme.color.primary
                    font.weight: Font.Bold
                }
                PlainText {
                    width: parent.width
                    text: section.modelData
                }
            }
        }
        PlainText {
            text: qsTr("说明版本：%1").arg(page.visit.notice.version)
            color: Theme.color.inkSoft
            font.pixelSize: Theme.caption
        }
    }
}
