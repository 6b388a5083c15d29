import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// One field: its name, where its value comes from, the way to enter it, and what is wrong with it.
Column {
    id: row

    required property int index
    required property string group
    required property string label
    required property string help
    required property string example
    required property int kind
    required property string value
    required property string shown
    required property var choiceCodes
    required property var choiceLabels
    required property bool locked
    required property int provenance
    required property string fault
    required property int maxLength
    required property var model
    required property FormModel form
    property FormField before: null

    readonly property bool opensGroup: before === null || before.group !== group
    readonly property bool typed: !locked && kind !== FormModel.Choice && kind !== FormModel.Date
    readonly property string more: fault !== "" ? fault : help

    function set(text: string) {
        row.form.setValue(row.index, text);
    }
    function takeFocus() {
        input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: 2.5 * Theme.mm

    PlainText {
        visible: row.opensGroup
        width: parent.width
        topPadding: row.index > 0 ? 6 * Theme.mm : 0
        text: row.group
        color: Theme.color.primary
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
    }
    Row {
        visible: !row.locked
        spacing: 4 * Theme.mm

        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: row.label
            font.weight: Font.Medium
            lineHeight: 1
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: row.model.required ? qsTr("必填") : qsTr("可不填")
            color: row.model.required ? Theme.color.seal : Theme.color.inkSoft
            font.pixelSize: Theme.caption
            lineHeight: 1
        }
        Badge {
            visible: row.provenance === FormModel.FromCard
            anchors.verticalCenter: parent.verticalCenter
            kind: Badge.Kind.Source
            text: qsTr("来自身份证")
        }
    }
    Column {
        id: input

        width: parent.width

        LockedValue {
            width: parent.width
            visible: row.locked
            label: row.label
            text: row.shown
            source: row.provenance === FormModel.FromCard ? qsTr("来自身份证") : ""
        }
        EntryField {
            width: parent.width
            visible: row.typed
            typing: [EntryField.Typing.Chinese, EntryField.Typing.Chinese, EntryField.Typing.CitizenNumber, EntryField.Typing.Digits,
                EntryField.Typing.Digits, EntryField.Typing.Chinese, EntryField.Typing.Chinese][row.kind]
            text: row.value
            maximumLength: row.maxLength > 0 ? row.maxLength : 200
            placeholderText: row.example === "" ? "" : qsTr("例如 %1").arg(row.example)
            spokenName: row.label
            spokenMore: row.more
            faulty: row.fault !== ""
            onEdited: value => row.set(value)
            onActiveFocusChanged: {
                if (!activeFocus)
                    row.form.leave(row.index);
            }
        }
        ChoiceList {
            width: parent.width
            visible: !row.locked && row.kind === FormModel.Choice
            perRow: Theme.large ? 1 : 2
            codes: row.choiceCodes
            labels: visible ? row.choiceLabels : []
            code: row.value
            spokenName: row.label
            onChosen: code => row.set(code)
        }
        DatePicker {
            width: parent.width
            visible: !row.locked && row.kind === FormModel.Date
            date: row.value
            spokenName: row.label
            onChosen: date => row.set(date)
        }
    }
    PlainText {
        visible: row.help !== "" && !row.locked
        width: parent.width
        text: row.help
        color: Theme.color.inkSoft
        font.pixelSize: Theme.caption
    }
    FaultLine {
        width: parent.width
        text: row.fault
    }
}
