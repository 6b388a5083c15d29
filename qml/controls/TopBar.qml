import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// The same on every page: whose house this is, and how it is shown.
Rectangle {
    id: bar

    property bool large: false
    property bool contrast: false
    property string otherLanguage: "English"
    property bool staffOffered: false

    signal languagePressed
    signal largePressed
    signal contrastPressed
    signal staffAsked

    implicitHeight: 30 * Theme.mm
    color: Theme.color.surface

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hair
        color: Theme.color.lineSoft
    }
    Icon {
        id: seal

        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: 19 * Theme.mm
        height: width
        name: "seal"
        color: Theme.color.seal
        ground: Theme.color.inkOnSeal
    }
    Column {
        id: house

        anchors.left: seal.right
        anchors.leftMargin: 5 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            text: qsTr("就近办")
            font.pixelSize: 11.5 * Theme.mm
            font.weight: Font.Bold
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
        PlainText {
            text: qsTr("自助政务服务")
            color: Theme.color.inkSoft
            font.pixelSize: 6.4 * Theme.mm
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
    }
    // Held for three seconds it lets staff in; a citizen who touches it finds nothing.
    MouseArea {
        visible: bar.staffOffered
        anchors.left: seal.left
        anchors.right: house.right
        height: parent.height
        pressAndHoldInterval: 3000
        onPressAndHold: bar.staffAsked()
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("工作人员入口")
        Accessible.onPressAction: bar.staffAsked()
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        BarSwitch {
            iconName: "textsize"
            text: qsTr("大字")
            on: bar.large
            onClicked: bar.largePressed()
        }
        BarSwitch {
            iconName: "contrast"
            text: qsTr("高对比")
            on: bar.contrast
            onClicked: bar.contrastPressed()
        }
        BarSwitch {
            iconName: "globe"
            text: bar.otherLanguage
            onClicked: bar.languagePressed()
        }
    }
}
