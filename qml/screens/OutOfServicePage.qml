import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The terminal takes nothing now.
PageFrame {
    id: page

    title: qsTr("暂停服务")
    lead: qsTr("这台终端现在不能收件。请到最近的便民服务中心窗口，或换一台终端。")
    showsMessage: false
    centered: true

    BigSign {
        width: parent.width
        iconName: "warn"
        tone: Theme.color.warn
        ground: Theme.color.warnTint
    }
    Banner {
        visible: text !== ""
        width: parent.width
        kind: Banner.Kind.Warn
        text: page.visit.message
        code: page.visit.messageCode
    }
}
