import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// After a crash: what was typed is gone and nothing was filed. Says so before anything else.
PageFrame {
    id: page

    title: qsTr("很抱歉，刚才中断了")
    primaryText: qsTr("重新开始")
    showsMessage: false
    centered: true
    onPrimaryPressed: page.visit.begin()

    BigSign {
        width: parent.width
        iconName: "warn"
        tone: Theme.color.warn
        ground: Theme.color.warnTint
    }
    Banner {
        width: parent.width
        kind: Banner.Kind.Warn
        text: page.visit.message
        code: page.visit.messageCode
    }
}
