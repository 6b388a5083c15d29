pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Events of life, as many beside each other as their names allow.
Grid {
    id: grid

    required property FinderView finder

    columns: Theme.large ? 2 : 4
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        model: grid.finder.eventTitles

        TopicTile {
            required property int index
            required property string modelData

            width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
            iconName: grid.finder.eventIcons[index]
            text: modelData
            onClicked: grid.finder.openEvent(index)
        }
    }
}
