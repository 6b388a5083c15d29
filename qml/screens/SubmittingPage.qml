import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Sealing and storing. Short, but it must not be left.
PageFrame {
    id: page

    title: qsTr("正在收下您的申请")
    lead: qsTr("正在密封并保存，请稍候，不要离开。")
    centered: true

    BigSign {
        width: parent.width
        iconName: "box"
    }
    Item {
        width: parent.width
        height: 6 * Theme.mm

        Rectangle {
            id: track

            anchors.horizontalCenter: parent.horizontalCenter
            width: 150 * Theme.mm
            height: parent.height
            radius: height / 2
            color: Theme.color.sunken

            Rectangle {
                width: 0.3 * track.width
                height: parent.height
                radius: height / 2
                color: Theme.color.primary

                SequentialAnimation on x {
                    running: page.visible
                    loops: Animation.Infinite

                    NumberAnimation {
                        from: 0
                        to: 0.7 * track.width
                        duration: 900
                        easing.type: Easing.InOutQuad
                    }
                    NumberAnimation {
                        from: 0.7 * track.width
                        to: 0
                        duration: 900
                        easing.type: Easing.InOutQuad
                    }
                }
            }
        }
    }
}
