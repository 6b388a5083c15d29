import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The signature is over what the review showed.
PageFrame {
    id: page

    title: qsTr("请签名")
    lead: qsTr("用手指在框里写上您的名字。签名表示您确认填写的内容是真实的。")
    primaryText: qsTr("确认提交")
    primaryIcon: "check"
    onPrimaryPressed: page.visit.submit()

    Rectangle {
        width: parent.width
        height: 150 * Theme.mm
        radius: 1.4 * Theme.radius
        color: Theme.color.surface
        border.width: 2 * Theme.border
        border.color: Theme.color.primary

        PlainText {
            visible: page.visit.signature.empty
            anchors.centerIn: parent
            spoken: false
            text: qsTr("在这里签名")
            color: Theme.color.line
            font.pixelSize: Theme.title
        }
        Rectangle {
            x: 14 * Theme.mm
            y: 0.78 * parent.height
            width: parent.width - 2 * x
            height: Theme.hair
            color: Theme.color.line
        }
        SignaturePad {
            anchors.fill: parent
            anchors.margins: 2 * Theme.border
            signature: page.visit.signature
            ink: Theme.color.ink
            penWidth: 1.3 * Theme.mm
            Accessible.role: Accessible.Canvas
            Accessible.name: qsTr("签名框")
        }
    }
    ActionButton {
        anchors.right: parent.right
        iconName: "eraser"
        text: qsTr("擦掉重写")
        enabled: !page.visit.signature.empty
        onClicked: page.visit.signature.clear()
    }
}
