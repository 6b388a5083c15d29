import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A sentence that must be seen. A fault says what to do, and its stable code in small type for the staff.
Rectangle {
    id: banner

    enum Kind { Info, Warn, Error, Good }
    property int kind: Banner.Kind.Info
    property string text: ""
    property string code: ""

    readonly property color tone: [Theme.color.primary, Theme.color.warn, Theme.color.bad, Theme.color.good][kind]

    implicitHeight: column.implicitHeight + 9 * Theme.mm
    radius: Theme.radius
    color: [Theme.color.primaryTint, Theme.color.warnTint, Theme.color.badTint, Theme.color.goodTint][kind]
    border.width: Theme.border
    border.color: tone
    Accessible.role: banner.kind === Banner.Kind.Info ? Accessible.Note : Accessible.AlertMessage
    Accessible.name: banner.text
    Accessible.ignored: banner.text === ""

    Icon {
        id: sign

        x: 6 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter
        width: 12 * Theme.mm
        height: width
        name: ["info", "warn", "error", "check"][banner.kind]
        color: banner.tone
    }
    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: 5 * Theme.mm
        anchors.right: parent.right
        anchors.rightMargin: 6 * Theme.mm
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            width: parent.width
            spoken: false
            text: banner.text
            font.weight: Font.Medium
        }
        PlainText {
            visible: banner.code !== ""
            text: banner.code
            color: banner.tone
            font.pixelSize: Theme.caption
        }
    }
}
