import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// For staff: a card of theirs and its PIN. A citizen who came here by chance goes back.
PageFrame {
    id: page

    readonly property int stage: page.visit.staff.stage
    readonly property int triesLeft: page.visit.staff.triesLeft
    readonly property bool wantsPin: stage === StaffView.Pin

    title: [qsTr("请插入操作员卡"), qsTr("这不是操作员卡"), qsTr("请输入卡的密码"), qsTr("正在核对，请不要拔卡"), qsTr("正在核对，请不要拔卡")][page.stage]
    lead: qsTr("这里只供工作人员查看设备。办事请点“返回”。")
    primaryText: page.wantsPin ? qsTr("进入") : ""
    centered: !page.wantsPin
    onPrimaryPressed: page.visit.staff.enterPin()

    BigSign {
        visible: !page.wantsPin
        width: parent.width
        iconName: page.stage === StaffView.Other ? "warn" : "card"
        tone: page.stage === StaffView.Other ? Theme.color.warn : Theme.color.primary
        ground: page.stage === StaffView.Other ? Theme.color.warnTint : Theme.color.primaryTint
    }
    EntryField {
        id: pin

        visible: page.wantsPin
        width: parent.width
        typing: EntryField.Typing.Digits
        secret: true
        text: "●".repeat(page.visit.staff.digits)
        spokenName: qsTr("卡的密码")
        onSecretTyped: words => page.visit.staff.type(words)
        onSecretErased: page.visit.staff.erase()
        Keys.onReturnPressed: page.visit.staff.enterPin()
        onVisibleChanged: {
            if (visible)
                forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    PlainText {
        visible: page.triesLeft >= 0
        width: parent.width
        text: qsTr("还可以试 %1 次，之后卡会锁住。").arg(page.triesLeft)
        color: Theme.color.warn
    }
}
