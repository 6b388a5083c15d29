import QtQuick
import QtQuick.Templates as T
import Jiujin.Theme
import Jiujin.Controls

// One key. It counts at the press, not at the release, and never takes the focus from the field.
T.AbstractButton {
    id: key

    property string spokenName: text
    property string iconName: ""
    property bool special: false
    property bool strong: false
    property real textSize: Theme.lead
    property bool held: false

    readonly property color words: strong ? Theme.color.inkOnPrimary : Theme.color.ink

    signal hit

    focusPolicy: Qt.NoFocus
    hoverEnabled: false
    implicitHeight: 16.5 * Theme.mm
    // With two fingers down, Qt 6.4 announces the second press twice.
    onPressed: {
        if (!key.held)
            key.hit();
        key.held = true;
    }
    onReleased: key.held = false
    onCanceled: key.held = false

    Accessible.role: Accessible.Button
    Accessible.name: key.spokenName
    Accessible.onPressAction: {
        if (key.enabled)
            key.hit();
    }

    Rectangle {
        anchors.fill: parent
        radius: 0.8 * Theme.radius
        color: key.strong ? (key.down ? Theme.color.primaryDown : Theme.color.primary)
             : key.down ? Theme.color.primary : key.special ? Theme.color.primaryTint : Theme.color.surface
        border.width: Theme.hair
        border.color: Theme.color.line
    }
    PlainText {
        visible: key.iconName === ""
        anchors.centerIn: parent
        spoken: false
        text: key.text
        color: key.down && !key.strong ? Theme.color.inkOnPrimary : key.words
        font.pixelSize: key.textSize
        font.weight: Font.Medium
        lineHeight: 1
        wrapMode: Text.NoWrap
    }
    Icon {
        visible: key.iconName !== ""
        anchors.centerIn: parent
        width: 9 * Theme.mm
        height: width
        name: key.iconName
        color: key.down && !key.strong ? Theme.color.inkOnPrimary : key.words
    }
}
