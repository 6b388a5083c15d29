import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// No answer came in time: it may have been taken or not. Says just that, and the number to ask with.
PageFrame {
    id: page

    title: qsTr("还不知道申请是否收下")
    primaryText: qsTr("记好了，离开")
    primaryIcon: "exit"
    showsMessage: false
    centered: true
    onPrimaryPressed: page.visit.finish()

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
    Panel {
        width: parent.width
        spacing: 3 * Theme.mm
        padding: 6 * Theme.mm

        CaseNumber {
            width: parent.width
            label: qsTr("为您预留的办件编号")
            number: page.visit.receipt.caseNumber
        }
    }
}
