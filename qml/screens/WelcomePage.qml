pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// What a passer-by sees: what this is, what can be done, what to bring, and one big button.
PageFrame {
    id: page

    property date now: new Date()

    showsMessage: false

    Timer {
        interval: 1000
        running: page.visible
        repeat: true
        onTriggered: page.now = new Date()
    }
    Item {
        width: parent.width
        height: Math.max(170 * Theme.mm, page.viewHeight - below.height - (note.visible ? note.height + Theme.space : 0) - 0.6 * Theme.margin - Theme.space - Theme.margin)

        Icon {
            visible: !Theme.contrast
            x: -Theme.margin
            y: -0.6 * Theme.margin
            width: parent.width + 2 * Theme.margin
            height: parent.height + 0.6 * Theme.margin
            name: "scene"
            fills: true
        }
        Column {
            y: 14 * Theme.mm
            width: parent.width
            spacing: 5 * Theme.mm

            PlainText {
                width: parent.width
                text: qsTr("政务服务\n就在您身边")
                font.pixelSize: Theme.display
                font.weight: Font.Bold
                lineHeight: 1
                Accessible.role: Accessible.Heading
            }
            PlainText {
                width: parent.width
                text: qsTr("带上身份证，在这里就能申请。")
                font.pixelSize: Theme.lead
            }
        }
    }
    Banner {
        id: note

        visible: text !== ""
        width: parent.width
        kind: Banner.Kind.Warn
        text: page.visit.deviceNote
        code: page.visit.deviceNoteCode
    }
    Column {
        id: below

        width: parent.width
        spacing: Theme.space

        Panel {
            width: parent.width

            PlainText {
                text: qsTr("这里可以办理")
                font.weight: Font.Bold
                color: Theme.color.primary
            }
            Repeater {
                model: page.visit.matters

                Row {
                    id: line

                    required property string title

                    width: parent.width
                    spacing: 4 * Theme.mm

                    Icon {
                        id: mark

                        y: 0.15 * words.font.pixelSize
                        width: 1.05 * words.font.pixelSize
                        height: width
                        name: "document"
                        color: Theme.color.primary
                    }
                    PlainText {
                        id: words

                        width: line.width - mark.width - line.spacing
                        text: line.title
                        font.pixelSize: Theme.lead
                        font.weight: Font.Medium
                        lineHeight: 1
                    }
                }
            }
            Rectangle {
                width: parent.width
                height: Theme.hair
                color: Theme.color.lineSoft
            }
            PlainText {
                width: parent.width
                text: qsTr("请带本人的居民身份证，大约 10 分钟。没有网络，也照常收件。")
            }
        }
        ActionButton {
            width: parent.width
            height: 44 * Theme.mm
            kind: ActionButton.Kind.Primary
            textSize: Theme.title
            iconName: "hand"
            text: qsTr("开始办理")
            onClicked: page.visit.begin()
        }
        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.now.toLocaleString(Qt.locale(page.visit.language), qsTr("yyyy年M月d日 dddd  HH:mm"))
            color: Theme.color.inkSoft
        }
    }
}
