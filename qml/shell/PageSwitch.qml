import QtQuick
import Jiujin.View
import Jiujin.Controls
import Jiujin.Screens

// Shows the page that the visit says. A citizen who works with keys finds the ring on the new page's first control.
FocusScope {
    id: host

    required property Visit visit
    readonly property PageFrame page: loader.item as PageFrame

    // In the order of Visit.Page.
    readonly property list<string> pages: ["Welcome", "Lost", "Notice", "PlaceCard", "ChooseMatter", "Guide", "Form", "Materials", "Review",
        "PaperChoice", "CardAgain", "Sign", "Submitting", "Failed", "Unsure", "Receipt", "Goodbye",
        "OutOfService", "OperatorLogin", "Devices"]
    readonly property string file: Qt.resolvedUrl("../Screens/" + pages[visit.page] + "Page.qml")
    property bool byKeys: false

    function takeFocus(byKeys: bool) {
        host.forceActiveFocus(Qt.OtherFocusReason);
        if (byKeys)
            host.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    focus: true
    onFileChanged: loader.setSource(host.file, {
        "visit": host.visit
    })
    Window.onActiveFocusItemChanged: {
        const button = host.Window.activeFocusItem as Pressable;
        if (button !== null)
            host.byKeys = button.visualFocus;
    }

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
        onLoaded: host.takeFocus(host.byKeys)
    }
}
