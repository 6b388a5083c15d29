pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.Theme

// All choices at once, big; arrows move among them.
Grid {
    id: list

    property var codes: []       // texts, as many as labels
    property var labels: []
    property string code: ""
    property string spokenName: ""
    property int perRow: 2

    signal chosen(string code)

    columns: perRow
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: list.spokenName

    Repeater {
        model: list.labels

        Option {
            id: option

            required property int index
            required property string modelData

            width: (list.width - (list.perRow - 1) * list.columnSpacing) / list.perRow
            text: modelData
            spokenMore: list.spokenName
            chosen: list.code !== "" && list.codes[index] === list.code
            onClicked: list.chosen(list.codes[index])
            Keys.onLeftPressed: option.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onUpPressed: option.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onRightPressed: option.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onDownPressed: option.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        }
    }
}
