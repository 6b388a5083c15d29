pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls
import Jiujin.Screens

// Shows the page that the visit says. A citizen who works with keys finds the ring on the new page's first control.
FocusScope {
    id: host

    required property Visit visit
    readonly property PageFrame page: loader.item as PageFrame

    // In the order of Visit.Page.
    readonly property list<Component> pages: [
        Component { WelcomePage { visit: host.visit } },
        Component { LostPage { visit: host.visit } },
        Component { NoticePage { visit: host.visit } },
        Component { PlaceCardPage { visit: host.visit } },
        Component { ChooseMatterPage { visit: host.visit } },
        Component { GuidePage { visit: host.visit } },
        Component { FormPage { visit: host.visit } },
        Component { MaterialsPage { visit: host.visit } },
        Component { ReviewPage { visit: host.visit } },
        Component { PaperChoicePage { visit: host.visit } },
        Component { CardAgainPage { visit: host.visit } },
        Component { SignPage { visit: host.visit } },
        Component { SubmittingPage { visit: host.visit } },
        Component { FailedPage { visit: host.visit } },
        Component { ReceiptPage { visit: host.visit } },
        Component { GoodbyePage { visit: host.visit } },
        Component { OutOfServicePage { visit: host.visit } }
    ]

    property bool byKeys: false

    function takeFocus(byKeys: bool) {
        host.forceActiveFocus(Qt.OtherFocusReason);
        if (byKeys)
            host.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    focus: true
    Window.onActiveFocusItemChanged: {
        const button = host.Window.activeFocusItem as Pressable;
        if (button !== null)
            host.byKeys = button.visualFocus;
    }

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
        sourceComponent: host.pages[host.visit.page]
        onLoaded: host.takeFocus(host.byKeys)
    }
}
