pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Jiujin.Theme

// One line to type into, by the keyboard on the screen or a real one. It knows no clipboard.
T.TextField {
    id: field

    enum Typing { Chinese, Latin, Digits, CitizenNumber, Decimal }
    property int typing: EntryField.Typing.Chinese
    property string spokenName: ""
    property string spokenMore: ""
    property bool faulty: false
    // What is typed goes on by these signals and is not held here, where assistive technology could read it; `text` is
    // what stands for it.
    property bool secret: false

    signal edited(string value)
    signal secretTyped(string words)
    signal secretErased

    // What a key on the screen does.
    function type(words: string) {
        if (field.secret)
            field.secretTyped(words);
        else
            field.insert(field.cursorPosition, words);
    }
    function erase() {
        if (field.secret)
            field.secretErased();
        else
            field.remove(field.cursorPosition - 1, field.cursorPosition);
    }
    function takeSecretKey(event: var): bool {
        if (event.key === Qt.Key_Backspace)
            field.secretErased();
        else if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            field.secretTyped(event.text);
        else
            return false;
        return true;
    }

    readOnly: field.secret
    selectByMouse: false
    persistentSelection: false
    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
    onTextEdited: field.edited(field.text)
    Keys.onPressed: event => {
        const moving = event.key === Qt.Key_Left || event.key === Qt.Key_Right || event.key === Qt.Key_Home || event.key === Qt.Key_End;
        const chord = (event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier)) !== 0;
        event.accepted = (!chord && field.secret && field.takeSecretKey(event)) || chord || ((event.modifiers & Qt.ShiftModifier) !== 0 && (moving || event.key === Qt.Key_Insert || event.key === Qt.Key_Delete))
            || event.key === Qt.Key_Paste || event.key === Qt.Key_Copy || event.key === Qt.Key_Cut;
    }

    implicitWidth: 120 * Theme.mm
    implicitHeight: Math.max(Theme.primaryTarget, 2.1 * Theme.lead)
    leftPadding: 6 * Theme.mm
    rightPadding: 6 * Theme.mm
    verticalAlignment: TextInput.AlignVCenter
    font.family: Theme.family
    font.pixelSize: Theme.lead
    color: Theme.color.ink
    selectionColor: Theme.color.primary
    selectedTextColor: Theme.color.inkOnPrimary
    placeholderTextColor: Theme.color.inkSoft

    Accessible.role: Accessible.EditableText
    Accessible.name: field.spokenName
    Accessible.description: field.spokenMore
    Accessible.focusable: true
    Accessible.editable: true

    background: Rectangle {
        radius: Theme.radius
        color: Theme.color.surface
        border.width: field.activeFocus ? Theme.ring : Theme.border
        border.color: field.activeFocus ? Theme.color.focus : field.faulty ? Theme.color.bad : Theme.color.line

        PlainText {
            visible: field.text === ""
            anchors.fill: parent
            anchors.leftMargin: field.leftPadding
            anchors.rightMargin: field.rightPadding
            verticalAlignment: Text.AlignVCenter
            spoken: false
            text: field.placeholderText
            color: field.placeholderTextColor
            font.pixelSize: Theme.body
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
        // X pastes what was marked elsewhere with the middle button; here it does nothing.
        MouseArea {
            anchors.fill: parent
            acceptedButtons: Qt.MiddleButton | Qt.RightButton
        }
    }
    cursorDelegate: Rectangle {
        visible: field.activeFocus
        width: Theme.border
        color: Theme.color.focus
    }
}
