import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// The terminal's own state, at the foot of every page.
Rectangle {
    id: line

    property bool offline: false
    property int queued: 0

    implicitHeight: 13 * Theme.mm
    color: Theme.color.sunken

    Row {
        anchors.centerIn: parent
        spacing: 3 * Theme.mm

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: 6.5 * Theme.mm
            height: width
            name: line.offline ? "offline" : "online"
            color: Theme.color.inkSoft
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: line.offline ? qsTr("网络暂时不通，照常收件，联网后自动送出") : qsTr("网络正常")
            color: Theme.color.inkSoft
            font.pixelSize: 6.6 * Theme.mm
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
        PlainText {
            visible: line.queued > 0
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("· 待送出 %1 件").arg(line.queued)
            color: Theme.color.inkSoft
            font.pixelSize: 6.6 * Theme.mm
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
    }
}
