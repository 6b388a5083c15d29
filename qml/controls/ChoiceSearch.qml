pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.Theme

// Many choices: a few at a time, found by some characters of their names.
Column {
    id: search

    property var codes: []       // texts, as many as labels
    property var labels: []
    property string code: ""
    property string spokenName: ""
    property int perRow: 2
    property int atOnce: 12

    signal chosen(string code)

    property string sought: ""
    property int shown: atOnce
    readonly property var matches: {
        const words = search.sought.toLowerCase();
        const places = [];
        for (let i = 0; i < search.labels.length; ++i)
            if (search.labels[i].toLowerCase().includes(words))
                places.push(i);
        return places;
    }
    readonly property var places: search.matches.slice(0, search.shown)
    readonly property string chosenLabel: {
        const place = search.codes.indexOf(search.code);
        return place < 0 ? "" : search.labels[place];
    }

    spacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: search.spokenName
    onLabelsChanged: {
        search.sought = "";
        search.shown = search.atOnce;
    }

    PlainText {
        visible: text !== ""
        width: parent.width
        text: search.chosenLabel === "" ? "" : qsTr("已选：%1").arg(search.chosenLabel)
        color: Theme.color.primary
        font.weight: Font.Bold
    }
    EntryField {
        width: parent.width
        text: search.sought
        maximumLength: 20
        placeholderText: qsTr("输入几个字来找")
        spokenName: qsTr("%1，输入几个字来找").arg(search.spokenName)
        onEdited: value => {
            search.sought = value;
            search.shown = search.atOnce;
        }
    }
    ChoiceList {
        width: parent.width
        perRow: search.perRow
        codes: search.places.map(place => search.codes[place])
        labels: search.places.map(place => search.labels[place])
        code: search.code
        spokenName: search.spokenName
        onChosen: code => search.chosen(code)
    }
    PlainText {
        visible: search.matches.length === 0
        width: parent.width
        text: qsTr("没有找到，请换几个字。")
        color: Theme.color.inkSoft
        Accessible.role: Accessible.AlertMessage
    }
    ActionButton {
        visible: search.matches.length > search.shown
        text: qsTr("还有 %1 个，再看一些").arg(search.matches.length - search.shown)
        onClicked: search.shown += search.atOnce
    }
}
