pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// A place, province first. What was chosen stands above and leads back.
Column {
    id: picker

    required property DivisionTable table
    property string answer: ""          // as it is filed: code, space, name
    property string spokenName: ""

    signal chosen(string answer)

    readonly property string code: picker.answer.split(" ")[0]
    // Where the citizen looks; a place that has others in it is no answer yet.
    property string at: picker.code
    readonly property var path: picker.table.pathOf(picker.at)
    readonly property var below: picker.table.codesBelow(picker.at)

    function take(code: string) {
        picker.at = code;
        picker.chosen(picker.table.codesBelow(code).length > 0 ? "" : picker.table.answerOf(code));
    }

    spacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: picker.spokenName
    onCodeChanged: {
        if (picker.code !== "")
            picker.at = picker.code;
    }

    Flow {
        width: parent.width
        spacing: Theme.gap
        visible: picker.path.length > 0

        Repeater {
            model: picker.path

            Option {
                required property string modelData

                width: (picker.width - 2 * Theme.gap) / 3
                text: picker.table.nameOf(modelData)
                spokenMore: qsTr("%1，改选").arg(picker.spokenName)
                chosen: picker.code === modelData
                onClicked: picker.take(picker.path[picker.path.indexOf(modelData) - 1] ?? "")
            }
        }
    }
    ChoiceSearch {
        visible: picker.below.length > 0
        width: parent.width
        perRow: Theme.large ? 1 : 3
        codes: picker.below
        labels: picker.table.namesBelow(picker.at)
        spokenName: picker.spokenName
        onChosen: code => picker.take(code)
    }
}
