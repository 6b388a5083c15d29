pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The matters that are found, and what to do when they are too many or none.
Column {
    id: list

    required property Visit visit

    readonly property FinderView finder: list.visit.finder

    readonly property string noneText: {
        switch (list.finder.way) {
        case FinderView.Typed:
            return qsTr("没有找到。请换个说法，或者只输入一两个字。");
        case FinderView.All: // nothing is offered here at all
            return qsTr("这台终端现在没有可以办理的事项。请到办事窗口办理，或者过些时候再来。");
        }
        return qsTr("这里暂时没有这类事项。请返回，换一种方式查找。");
    }

    spacing: Theme.gap

    Repeater {
        id: matters

        model: list.visit.matters

        Tile {
            required property int index
            required property string title
            required property string summary
            required property string symbol
            required property bool sample
            required property string closedLine
            required property string closedCode

            readonly property bool open: closedLine === ""

            width: list.width
            // Read, but not begun; it is not greyed, for the words are what the citizen needs.
            iconName: open ? symbol : "lock"
            text: title
            more: open ? summary : closedLine + " " + closedCode
            badge: sample ? qsTr("示例") : ""
            onClicked: list.visit.chooseMatter(index)
        }
    }
    PlainText {
        visible: list.finder.notShown > 0
        width: parent.width
        // Only where there is something to type into.
        text: (list.finder.way === FinderView.All || list.finder.way === FinderView.Typed
               ? qsTr("还有 %1 项没有列出，请在上面输入名称查找。")
               : qsTr("还有 %1 项没有列出，请返回，输入名称查找。")).arg(list.finder.notShown)
        color: Theme.color.inkSoft
    }
    Banner {
        visible: matters.count === 0 && list.finder.question === ""
        width: parent.width
        kind: Banner.Kind.Info
        text: list.noneText
    }
}
