import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Nothing was submitted; why, and what can be done.
PageFrame {
    id: page

    title: qsTr("没有提交成功")
    primaryText: qsTr("再试一次")
    primaryIcon: "next"
    secondaryText: qsTr("结束")
    showsMessage: false
    centered: true
    onPrimaryPressed: page.visit.next()
    onSecondaryPressed: page.visit.finish()

    BigSign {
        width: parent.width
        iconName: "error"
        tone: Theme.color.bad
        ground: Theme.color.badTint
    }
    Banner {
        width: parent.width
        kind: Banner.Kind.Error
        text: page.visit.message
        code: page.visit.messageCode
    }
}
