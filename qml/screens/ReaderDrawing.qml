import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A card that lies down on the reader; while it is read it stays lying and a band runs over it.
Item {
    id: drawing

    property bool moving: true
    property bool reading: false
    property bool done: false
    property bool failed: false
    property bool empty: false

    implicitHeight: 168 * Theme.mm

    Rectangle {
        id: reader

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: 170 * Theme.mm
        height: 126 * Theme.mm
        radius: 3 * Theme.radius
        color: Theme.color.sunken
        border.width: Theme.border
        border.color: Theme.color.line

        Rectangle {
            anchors.centerIn: parent
            width: 136 * Theme.mm
            height: 90 * Theme.mm
            radius: 2 * Theme.radius
            color: "transparent"
            border.width: Theme.border
            border.color: Theme.color.line
        }
        PlainText {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 4 * Theme.mm
            spoken: false
            text: qsTr("读卡区")
            color: Theme.color.inkSoft
            font.pixelSize: Theme.caption
            lineHeight: 1
        }
    }
    Rectangle {
        id: card

        property real lift

        visible: !drawing.empty
        anchors.horizontalCenter: parent.horizontalCenter
        y: reader.y + (reader.height - height) / 2 - lift * 46 * Theme.mm
        width: 116 * Theme.mm
        height: 73 * Theme.mm
        radius: 1.4 * Theme.radius
        color: Theme.color.surface
        border.width: Theme.border
        border.color: drawing.failed ? Theme.color.bad : Theme.color.primary
        clip: true

        SequentialAnimation on lift {
            running: drawing.moving && drawing.visible
            loops: Animation.Infinite
            alwaysRunToEnd: true

            PropertyAction { value: 1 }
            PauseAnimation { duration: 500 }
            NumberAnimation {
                from: 1
                to: 0
                duration: 900
                easing.type: Easing.OutCubic
            }
            PauseAnimation { duration: 1800 }
        }
        Rectangle {
            x: 9 * Theme.mm
            y: 17 * Theme.mm
            width: 30 * Theme.mm
            height: 39 * Theme.mm
            radius: 0.5 * Theme.radius
            color: Theme.color.primaryTint

            Icon {
                anchors.fill: parent
                anchors.margins: 2 * Theme.mm
                name: "user"
                color: Theme.color.primary
            }
        }
        Column {
            x: 47 * Theme.mm
            y: 19 * Theme.mm
            spacing: 6 * Theme.mm

            Repeater {
                model: [52, 36, 57, 46]

                Rectangle {
                    required property real modelData

                    width: modelData * Theme.mm
                    height: 4 * Theme.mm
                    radius: height / 2
                    color: Theme.color.lineSoft
                }
            }
        }
        Rectangle {
            visible: drawing.reading
            width: 8 * Theme.mm
            height: parent.height
            color: Theme.color.primary

            NumberAnimation on x {
                running: drawing.reading && drawing.visible
                loops: Animation.Infinite
                from: 0
                to: card.width
                duration: 1200
            }
        }
    }
    Rectangle {
        visible: drawing.done || drawing.failed
        anchors.horizontalCenter: card.right
        anchors.verticalCenter: card.top
        width: 24 * Theme.mm
        height: width
        radius: width / 2
        color: drawing.done ? Theme.color.good : Theme.color.bad

        Icon {
            anchors.fill: parent
            anchors.margins: 5 * Theme.mm
            name: drawing.done ? "check" : "close"
            color: Theme.color.surface
        }
    }
}
