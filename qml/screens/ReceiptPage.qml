import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The receipt stands on the screen whether or not paper came out. It says that this terminal took a sealed packet,
// and not a word more.
PageFrame {
    id: page

    readonly property ReceiptView receipt: page.visit.receipt

    // What became of the packet, as the terminal knows it; asked again every few seconds.
    readonly property string deliveryText: {
        switch (page.receipt.delivery) {
        case ReceiptView.Delivery.Waiting:
            if (page.receipt.deliveryCode === "")
                return qsTr("已存好，正在发送");
            if (page.receipt.nextMinutes < 1)
                return qsTr("已存好，将自动发送（%1）").arg(page.receipt.deliveryCode);
            return qsTr("已存好，约 %1 分钟后自动再发送（%2）").arg(page.receipt.nextMinutes).arg(page.receipt.deliveryCode);
        case ReceiptView.Delivery.Signing:
            return qsTr("中心平台已存下，等待签收");
        case ReceiptView.Delivery.Delivered:
            return qsTr("中心平台已签收");
        case ReceiptView.Delivery.Aside:
            return qsTr("已单独存放，工作人员会查看（%1）").arg(page.receipt.deliveryCode);
        }
        return "";
    }

    title: qsTr("本终端已收到您的密封申请包")
    primaryText: qsTr("完成，离开")
    primaryIcon: "exit"
    secondaryText: page.visit.offersAnother ? qsTr("办理其他事项") : ""
    centered: true
    onPrimaryPressed: page.visit.finish()
    onSecondaryPressed: page.visit.another()

    Banner {
        visible: page.receipt.recovered
        width: parent.width
        kind: Banner.Kind.Warn
        text: qsTr("上一次办理意外中断。这是最后收下的那份申请的凭证，不含个人信息。还没有凭证的申请没有提交，请重新办理。")
    }
    Panel {
        width: parent.width
        spacing: 3 * Theme.mm
        padding: 6 * Theme.mm

        CaseNumber {
            width: parent.width
            label: qsTr("办件编号")
            number: page.receipt.caseNumber
        }
        Row {
            width: parent.width
            spacing: 8 * Theme.mm

            QrFrame {
                id: code

                width: 94 * Theme.mm
                height: width
                spokenName: qsTr("凭证二维码")

                QrItem {
                    anchors.fill: parent
                    rows: page.receipt.qrRows
                }
            }
            Column {
                width: parent.width - code.width - parent.spacing
                anchors.verticalCenter: parent.verticalCenter
                spacing: 4 * Theme.mm

                LabelledLine {
                    width: parent.width
                    label: qsTr("事项")
                    text: page.receipt.matterTitle
                }
                LabelledLine {
                    width: parent.width
                    label: page.receipt.holderLabel
                    text: page.receipt.maskedName
                }
                LabelledLine {
                    width: parent.width
                    label: page.receipt.principalLabel
                    text: page.receipt.principal
                }
                LabelledLine {
                    width: parent.width
                    label: qsTr("收到时间")
                    text: page.receipt.clockTrusted ? page.receipt.taken : qsTr("%1（终端时钟未核对）").arg(page.receipt.taken)
                }
                LabelledLine {
                    width: parent.width
                    label: qsTr("送达情况")
                    text: page.deliveryText
                }
                LabelledLine {
                    width: parent.width
                    label: page.visit.guide.sample ? qsTr("承诺时限（示例）") : qsTr("承诺时限")
                    text: page.receipt.promise
                }
            }
        }
        PlainText {
            width: parent.width
            text: qsTr("二维码用来核验凭证的真假。是否受理，由主管部门审查后决定。")
            color: Theme.color.inkSoft
        }
    }
    PaperLine {
        width: parent.width
        paper: page.receipt.paper
        name: qsTr("收件凭证")
        action: qsTr("再打印一次凭证")
        onPressed: page.visit.retryReceipt()
    }
    PaperLine {
        width: parent.width
        visible: page.receipt.slip.state !== PaperView.Idle
        paper: page.receipt.slip
        name: qsTr("收件小票")
        action: qsTr("再打印一次小票")
        onPressed: page.visit.printSlip()
    }
    PaperLine {
        width: parent.width
        visible: !page.receipt.recovered
        paper: page.receipt.form
        name: qsTr("申请表")
        action: qsTr("打印申请表")
        onPressed: page.visit.printForm()
    }
}
