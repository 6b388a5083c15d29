import QtQuick
import QtQuick.Templates as T
import Jiujin.Theme

// What every button, tile and box has in common: a finger, a key and a screen reader do the same.
T.AbstractButton {
    id: control

    property string spokenName: control.text
    property string spokenMore: ""
    property real corner: Theme.radius
    property bool takesFocus: true

    // Focus moves after the click, not at the press: the page must not shift under the finger.
    focusPolicy: control.takesFocus ? Qt.TabFocus : Qt.NoFocus
    hoverEnabled: false
    opacity: control.enabled ? 1 : 0.45
    implicitWidth: Theme.target
    implicitHeight: Theme.target
    onClicked: {
        if (control.takesFocus)
            control.forceActiveFocus(control.visualFocus ? Qt.TabFocusReason : Qt.MouseFocusReason);
    }
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    Accessible.role: Accessible.Button
    Accessible.name: control.spokenName
    Accessible.description: control.spokenMore
    Accessible.focusable: control.takesFocus
    Accessible.onPressAction: {
        if (control.enabled)
            control.clicked();
    }
}
