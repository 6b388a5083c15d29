pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// For staff: how this terminal and each of its devices is, as it changes.
PageFrame {
    id: page

    readonly property StaffView staff: page.visit.staff

    title: qsTr("终端和设备")
    lead: page.staff.terminal === "" ? qsTr("正在问终端，请稍等。") : qsTr("终端 %1。拔出操作员卡就退出。").arg(page.staff.terminal)
    primaryText: qsTr("完成，退出")
    onPrimaryPressed: page.visit.back()

    Repeater {
        model: page.staff.devices

        DeviceCard {
            width: parent.width
            onConfirmed: page.staff.confirm(name)
            onPaperLoaded: page.staff.paperLoaded(name)
            onTonerChanged: page.staff.tonerChanged(name)
        }
    }
    Repeater {
        model: page.staff.sheets

        OpenSheetCard {
            width: parent.width
            onFound: what => page.staff.settle(number, what)
        }
    }
    Panel {
        visible: page.staff.terminal !== "" // nothing is known before the first report
        width: parent.width

        Banner {
            visible: text !== ""
            width: parent.width
            kind: Banner.Kind.Warn
            text: page.staff.closed
            code: page.staff.closedCode
        }
        LabelledLine {
            width: parent.width
            label: qsTr("收件")
            text: page.staff.closed === "" ? qsTr("正常") : qsTr("暂停")
        }
        LabelledLine {
            width: parent.width
            label: qsTr("待送出")
            text: page.staff.queued === 0 ? qsTr("没有") : qsTr("%1 件，最早的已等 %2 分钟").arg(page.staff.queued).arg(page.staff.oldestMinutes)
        }
        LabelledLine {
            width: parent.width
            label: qsTr("搁置，要人处理")
            text: page.staff.aside === 0 ? qsTr("没有") : qsTr("%1 件").arg(page.staff.aside)
        }
        LabelledLine {
            width: parent.width
            label: qsTr("最近一次联系上平台")
            text: page.staff.lastContact === "" ? qsTr("开机以来还没有") : page.staff.lastContact
        }
        LabelledLine {
            width: parent.width
            label: qsTr("没有送出的原因")
            text: page.staff.sync === "" ? "" : page.staff.sync + " " + page.staff.syncCode
        }
        LabelledLine {
            width: parent.width
            label: qsTr("时钟")
            text: page.staff.clockKnown ? qsTr("可信") : qsTr("不可信，要等网络校准")
        }
        LabelledLine {
            width: parent.width
            label: qsTr("插上了但不认识，没有使用")
            text: Array.from(page.staff.unlisted).join(qsTr("，"))
        }
    }
}
