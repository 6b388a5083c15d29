import QtQuick
import Jiujin.Theme
import Jiujin.Controls

// One action in words. Primary: the way forward, one a page; Secondary: the other ways; Quiet: seldom wanted.
Pressable {
    id: control

    enum Kind { Primary, Secondary, Quiet }
    property int kind: ActionButton.Kind.Secondary
    property string iconName: ""
    property bool iconAfter: false

    property int textSize: kind === ActionButton.Kind.Primary ? Theme.lead : Theme.body

    readonly property bool primary: kind === ActionButton.Kind.Primary
    readonly property color words: primary ? Theme.color.inkOnPrimary : Theme.color.primary

    implicitHeight: primary ? Theme.primaryTarget : Theme.target + 4 * Theme.mm
    implicitWidth: Math.max(primary ? 60 * Theme.mm : Theme.primaryTarget, iconSpace + Math.ceil(natural.advanceWidth) + 2 * sidePadding)
    readonly property real sidePadding: (kind === ActionButton.Kind.Quiet ? 4 : 8) * Theme.mm
    readonly property real iconSpace: iconName === "" ? 0 : 1.05 * textSize + row.spacing
    corner: height / 2

    // Of the words as they are when nothing squeezes them: what wants to know asks before a width is given.
    TextMetrics {
        id: natural

        font: words.font
        text: words.text
    }

    Rectangle {
        anchors.fill: parent
        radius: control.corner
        color: control.primary ? (control.down ? Theme.color.primaryDown : Theme.color.primary)
             : control.down ? Theme.color.primaryTint
             : control.kind === ActionButton.Kind.Quiet ? "transparent" : Theme.color.surface
        border.width: control.kind === ActionButton.Kind.Secondary ? Theme.border : 0
        border.color: Theme.color.primary

        FocusRing {
            visible: control.visualFocus
            corner: control.corner
        }
    }
    Item {
        anchors.fill: parent

        Row {
            id: row

            anchors.centerIn: parent
            spacing: 3 * Theme.mm
            layoutDirection: control.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

            Icon {
                visible: control.iconName !== ""
                name: control.iconName
                color: control.words
                width: 1.05 * control.textSize
                height: width
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainText {
                id: words

                spoken: false
                text: control.text
                color: control.words
                font.pixelSize: control.textSize
                font.weight: control.primary ? Font.Bold : Font.Medium
                lineHeight: 1
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                width: Math.min(implicitWidth, control.width - control.sidePadding - (control.iconName === "" ? 0 : 1.4 * control.textSize))
                height: control.height - 2 * Theme.mm
                fontSizeMode: Text.Fit
                minimumPixelSize: Theme.caption
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
