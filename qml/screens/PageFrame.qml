import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// What every page is: a title, a sentence, content that may scroll, and up to two ways on, which the shell draws
// at the same place on every page.
FocusScope {
    id: page

    required property Visit visit
    property string title: ""
    property string lead: ""
    property string primaryText: ""
    property string primaryIcon: "next"
    property string secondaryText: ""
    property bool showsMessage: true
    property bool centered: false
    default property alias content: area.content
    property alias spacing: area.spacing
    readonly property alias viewHeight: area.viewHeight
    readonly property string message: page.showsMessage ? page.visit.message : ""

    signal primaryPressed
    signal secondaryPressed

    Accessible.role: Accessible.Pane
    Accessible.name: page.title
    // It stands above everything else, wherever the page was scrolled to.
    onMessageChanged: {
        if (page.message !== "")
            area.toTop();
    }

    ScrollArea {
        id: area

        anchors.fill: parent
        focus: true
        centered: page.centered

        PlainText {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: page.centered ? Text.AlignHCenter : Text.AlignLeft
            text: page.title
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            lineHeight: 1
            Accessible.role: Accessible.Heading
        }
        PlainText {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: page.centered ? Text.AlignHCenter : Text.AlignLeft
            text: page.lead
            color: Theme.color.inkSoft
        }
        Banner {
            visible: text !== ""
            width: parent.width
            kind: Banner.Kind.Error
            text: page.message
            code: page.visit.messageCode
        }
    }
}
