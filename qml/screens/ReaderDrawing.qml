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

    implicitHeight: 120 * Theme.mm

    Rectangle {
        id: reader

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: 130 * Theme.mm
        height: 96 * Theme.mm
        radius: 3 * Theme.radius
        color: Theme.color.sunken
        border.width: Theme.border
        border.color: Theme.color.line

        Rectangle {
            anchors.centerIn: parent
            width: 104 * Theme.mm
            height: 70 * Theme.mm
            radius: 2 * Theme.radius
            color: "transparent"
            border.width: Theme.border
            border.color: Theme.color.line
        }
        PlainText {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 2 * Theme.mm
            spoken: false
            text: qsTr("读卡区")
            color: Theme.color.inkSoft
            font.pixelSize: Theme.caption
            lineHeight: 1.1
        }
    }
    Rectangle {
        id: card

        property real lift

        anchors.horizontalCenter: parent.horizontalCenter
        y: reader.y + (reader.height - height) / 2 - lift * 34 * Theme.mm
        width: 90 * Theme.mm
        height: 57 * Theme.mm
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
            x: 7 * Theme.mm
            y: 12 * Theme.mm
            width: 23 * Theme.mm
            height: 30 * Theme.mm
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
            x: 37 * Theme.mm
            y: 14 * Theme.mm
            spacing: 4.5 * Theme.mm

            Repeater {
                model: [40, 28, 44, 36]

                Rectangle {
                    required property real modelData

                    width: modelData * Theme.mm
                    height: 3 * Theme.mm
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
