import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// A short mark such as 示例 or 来自身份证.
Rectangle {
    id: badge

    enum Kind { Sample, Source, Locked }
    property int kind: Badge.Kind.Sample
    property alias text: words.text
    property real mostWidth: Infinity // longer text takes more lines
    property alias spoken: words.spoken

    readonly property color tone: kind === Badge.Kind.Sample ? Theme.color.warn : Theme.color.primary

    implicitWidth: row.implicitWidth + 5 * Theme.mm
    implicitHeight: row.implicitHeight + 1.6 * Theme.mm
    radius: 0.5 * Theme.radius
    color: kind === Badge.Kind.Sample ? Theme.color.warnTint : Theme.color.primaryTint
    border.width: kind === Badge.Kind.Sample ? Theme.hair : 0
    border.color: tone

    Row {
        id: row

        readonly property real iconSpace: badge.kind === Badge.Kind.Sample ? 0 : Theme.caption + spacing

        anchors.centerIn: parent
        spacing: 1.5 * Theme.mm

        Icon {
            visible: badge.kind !== Badge.Kind.Sample
            name: badge.kind === Badge.Kind.Locked ? "lock" : "card"
            color: badge.tone
            width: Theme.caption
            height: width
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainText {
            id: words

            color: badge.tone
            font.pixelSize: Theme.caption
            font.weight: Font.Medium
            lineHeight: 1
            width: Math.min(implicitWidth, badge.mostWidth - row.iconSpace - 5 * Theme.mm)
        }
    }
}
