pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// One field: its name, where its value comes from, the way to enter it, and what is wrong with it. Or, after a group
// that repeats, the way to add to it.
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
    required property bool computed
    required property string source
    required property string fault
    required property int maxLength
    required property bool opensGroup
    required property bool removable
    required property var model
    required property FormModel form
    required property DivisionTable divisions

    enum Way { Add, Locked, Entry, Choice, Search, Date, Division }
    readonly property int way: row.wayOf()
    readonly property bool adds: row.kind === FormModel.AddRow
    readonly property string more: fault !== "" ? fault : help

    signal added(int row)
    signal removed(int row)

    function set(text: string) {
        row.form.setValue(row.index, text);
    }
    function takeFocus() {
        input.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    function typingOf(): int {
        switch (row.kind) {
        case FormModel.CitizenNumber:
            return EntryField.Typing.CitizenNumber;
        case FormModel.Mobile:
        case FormModel.Division:
            return EntryField.Typing.Digits;
        case FormModel.Number:
        case FormModel.Money:
            return EntryField.Typing.Decimal;
        case FormModel.CreditCode:
            return EntryField.Typing.Latin;
        }
        return EntryField.Typing.Chinese;
    }
    function wayOf(): int {
        if (row.adds)
            return FormField.Way.Add;
        if (row.locked)
            return FormField.Way.Locked;
        if (row.kind === FormModel.Choice)
            return row.choiceCodes.length > 12 ? FormField.Way.Search : FormField.Way.Choice;
        if (row.kind === FormModel.Date)
            return FormField.Way.Date;
        return row.kind === FormModel.Division && row.divisions.ready ? FormField.Way.Division : FormField.Way.Entry;
    }

    spacing: 2.5 * Theme.mm

    Row {
        visible: row.opensGroup
        width: parent.width
        topPadding: row.index > 0 ? 6 * Theme.mm : 0

        PlainText {
            anchors.verticalCenter: remove.visible ? remove.verticalCenter : undefined
            width: parent.width - (remove.visible ? remove.width : 0)
            text: row.group
            color: Theme.color.primary
            font.pixelSize: Theme.lead
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }
        ActionButton {
            id: remove

            visible: row.removable
            text: qsTr("删除这一组")
            spokenMore: row.group
            onClicked: row.removed(row.index)
        }
    }
    Flow {
        visible: !row.locked && !row.adds
        width: parent.width
        spacing: 4 * Theme.mm

        PlainText {
            id: name

            width: Math.min(implicitWidth, parent.width)
            text: row.label
            font.weight: Font.Medium
            lineHeight: 1
        }
        PlainText {
            height: name.height / name.lineCount
            verticalAlignment: Text.AlignVCenter
            text: row.model.required ? qsTr("必填") : qsTr("可不填")
            color: row.model.required ? Theme.color.seal : Theme.color.inkSoft
            font.pixelSize: Theme.caption
            lineHeight: 1
        }
        Badge {
            visible: row.source !== ""
            kind: Badge.Kind.Source
            mostWidth: row.width
            text: row.source
        }
    }
    Column {
        id: input

        width: parent.width

        // Only the one way is made. A Repeater of one: Qt 6.4's Loader takes no bound component.
        Repeater {
            model: row.way === FormField.Way.Locked ? 1 : 0

            LockedValue {
                width: row.width
                label: row.label
                text: row.computed && row.shown === "" ? qsTr("填好有关内容后自动算出") : row.shown
                source: row.source
            }
        }
        Repeater {
            model: row.way === FormField.Way.Entry ? 1 : 0

            EntryField {
                width: row.width
                typing: row.typingOf()
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
        }
        Repeater {
            model: row.way === FormField.Way.Choice ? 1 : 0

            ChoiceList {
                width: row.width
                perRow: Theme.large ? 1 : 2
                codes: row.choiceCodes
                labels: row.choiceLabels
                code: row.value
                spokenName: row.label
                onChosen: code => row.set(code)
            }
        }
        Repeater {
            model: row.way === FormField.Way.Search ? 1 : 0

            ChoiceSearch {
                width: row.width
                perRow: Theme.large ? 1 : 2
                codes: row.choiceCodes
                labels: row.choiceLabels
                code: row.value
                spokenName: row.label
                onChosen: code => row.set(code)
            }
        }
        Repeater {
            model: row.way === FormField.Way.Date ? 1 : 0

            DatePicker {
                width: row.width
                date: row.value
                spokenName: row.label
                onChosen: date => row.set(date)
            }
        }
        Repeater {
            model: row.way === FormField.Way.Division ? 1 : 0

            DivisionPicker {
                width: row.width
                table: row.divisions
                answer: row.value
                spokenName: row.label
                onChosen: answer => row.set(answer)
            }
        }
        ActionButton {
            visible: row.adds
            iconName: "plus"
            text: row.adds ? row.label : ""
            onClicked: row.added(row.index)
        }
    }
    PlainText {
        visible: row.help !== "" && (!row.locked || row.computed)
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
