import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One figure worth seeing first.
Panel {
    id: fact

    property string iconName: ""
    property string title: ""
    property string text: ""
    property bool sample: false

    spacing: 2 * Theme.mm

    Row {
        spacing: 3 * Theme.mm

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            width: 9 * Theme.mm
            height: width
            name: fact.iconName
            color: Theme.color.primary
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: fact.title
            color: Theme.color.inkSoft
            lineHeight: 1
        }
    }
    Flow {
        width: parent.width
        spacing: 3 * Theme.mm

        PlainText {
            text: fact.text
            font.pixelSize: Theme.lead
            font.weight: Font.Bold
        }
        Badge {
            visible: fact.sample
            text: qsTr("示例")
        }
    }
}
