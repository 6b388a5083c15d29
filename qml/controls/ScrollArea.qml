import QtQuick
import Jiujin.Theme

// A column that may be longer than the screen. What gets the focus is brought into view; a button says that more follows.
FocusScope {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    property real sideMargin: Theme.margin
    property bool centered: false       // short content stands in the middle, a little above
    readonly property real viewHeight: area.height
    readonly property real slack: 8 * Theme.mm // less than this, of nothing but margin, is no "more"
    // The bar has its room as long as there is anything to scroll, shown or not: if the view grew where the content
    // ends, growing would move the content, and moving would bring the bar back.
    readonly property bool tall: flick.contentHeight - area.height > area.slack
    readonly property bool more: area.tall && flick.contentHeight - flick.contentY - flick.height > area.slack // below

    function toTop() {
        flick.contentY = 0;
    }
    function reveal(item: Item) {
        const top = item.mapToItem(flick.contentItem, 0, 0).y - 12 * Theme.mm;
        const bottom = top + item.height + 24 * Theme.mm;
        const end = Math.max(0, flick.contentHeight - flick.height);
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.min(end, bottom - flick.height);
    }
    function holds(item: Item): bool {
        let outer = item;
        while (outer !== null && outer !== column)
            outer = outer.parent;
        return outer === column;
    }
    function revealFocus() {
        const item = area.Window.activeFocusItem;
        if (item !== null && area.holds(item))
            area.reveal(item);
    }

    Window.onActiveFocusItemChanged: area.revealFocus()

    Flickable {
        id: flick

        width: parent.width
        height: parent.height - (area.tall ? hint.height + Theme.gap : 0)
        clip: true
        contentWidth: width
        contentHeight: column.y + column.height + Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > area.height + Theme.mm
        onHeightChanged: area.revealFocus()

        Column {
            id: column

            x: area.sideMargin
            y: area.centered ? Math.max(0.6 * Theme.margin, 0.42 * (area.height - height)) : 0.6 * Theme.margin
            width: flick.width - 2 * area.sideMargin
            spacing: Theme.space
        }
    }
    Rectangle {
        visible: flick.interactive
        anchors.right: parent.right
        anchors.rightMargin: 3 * Theme.mm
        y: flick.height * flick.visibleArea.yPosition + 2 * Theme.mm
        width: 2.2 * Theme.mm
        height: Math.max(16 * Theme.mm, flick.height * flick.visibleArea.heightRatio - 4 * Theme.mm)
        radius: width / 2
        color: Theme.color.line
    }
    MoreBar {
        id: hint

        visible: area.more
        anchors.bottom: parent.bottom
        width: parent.width
        onClicked: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + 0.8 * flick.height)
    }
}
