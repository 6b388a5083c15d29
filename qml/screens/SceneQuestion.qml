pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// One question of a scene and what may be answered.
Column {
    id: asked

    required property FinderView finder

    spacing: Theme.gap

    PlainText {
        width: parent.width
        text: asked.finder.question
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: asked.finder.answers

        Tile {
            required property int index
            required property string modelData

            width: asked.width
            text: modelData
            onClicked: asked.finder.answer(index)
        }
    }
}
