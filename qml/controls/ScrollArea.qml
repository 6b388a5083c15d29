import QtQuick
import Jiujin.Theme

// A column that may be longer than the screen. What gets the focus is brought into view; a button says that more follows.
FocusScope {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    property real sideMargin: Theme.margin
    readonly property real viewHeight: flick.height
    readonly property bool more: flick.contentHeight - flick.contentY - flick.height > 8 * Theme.mm

    function toTop() {
        flick.contentY = 0;
    }
    function reveal(item: Item) {
        const top = item.mapToItem(column, 0, 0).y - 12 * Theme.mm;
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

    clip: true
    Window.onActiveFocusItemChanged: area.revealFocus()

    Flickable {
        id: flick

        anchors.fill: parent
        contentWidth: width
        contentHeight: column.height + 2 * Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        onHeightChanged: area.revealFocus()

        Column {
            id: column

            x: area.sideMargin
            y: 0.6 * Theme.margin
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
    RoundButton {
        visible: area.more
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: 9 * Theme.mm
        anchors.bottomMargin: 5 * Theme.mm
        iconName: "more"
        spokenName: qsTr("往下看")
        takesFocus: false
        onClicked: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + 0.8 * flick.height)
    }
}
