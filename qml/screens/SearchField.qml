import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Where the name of a matter is typed; letters go in as they are, for they are searched by sound. Other characters come by
// the key 中.
Item {
    id: search

    required property FinderView finder

    implicitHeight: field.implicitHeight

    EntryField {
        id: field

        width: parent.width - (clear.visible ? clear.width + Theme.gap : 0)
        leftPadding: 19 * Theme.mm
        typing: EntryField.Typing.Latin
        maximumLength: 60
        text: search.finder.typed
        spokenName: qsTr("查找事项")
        spokenMore: placeholderText
        placeholderText: qsTr("拼音、首字母或汉字")
        onEdited: value => search.finder.type(value)

        Icon {
            x: 6 * Theme.mm
            anchors.verticalCenter: parent.verticalCenter
            width: 10 * Theme.mm
            height: width
            name: "search"
            color: Theme.color.primary
        }
    }
    RoundButton {
        id: clear

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: search.finder.typed !== ""
        iconName: "close"
        spokenName: qsTr("清除")
        onClicked: search.finder.type("")
    }
}
