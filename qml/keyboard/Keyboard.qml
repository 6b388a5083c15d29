import QtQuick
import Jiujin.Theme
import Jiujin.Controls
import Jiujin.Keyboard

// The keyboard on the screen. It stands as soon as a field has the focus, complete from its first frame: nothing
// slides, so no early tap is lost. What it types goes to the field at once and is kept nowhere.
Rectangle {
    id: keyboard

    property EntryField target: null
    property bool latin: false

    readonly property int typing: target === null ? EntryField.Typing.Chinese : target.typing
    readonly property bool digits: typing === EntryField.Typing.Digits || typing === EntryField.Typing.CitizenNumber || typing === EntryField.Typing.Decimal
    readonly property bool chinese: engine.ready && !latin

    signal hideAsked

    function put(text: string) {
        if (keyboard.chinese && engine.add(text))
            return;
        keyboard.settle();
        keyboard.target.type(text);
    }
    // What is still being composed becomes the first candidate.
    function settle() {
        while (engine.candidates.length > 0)
            keyboard.choose(0);
        engine.clear();
    }
    function choose(index: int) {
        const words = engine.choose(index);
        if (words !== "")
            keyboard.target.type(words);
    }
    function erase() {
        if (!engine.erase())
            keyboard.target.erase();
    }
    function space() {
        if (engine.composing !== "")
            keyboard.choose(0);
        else
            keyboard.target.type(" ");
    }
    function goOn() {
        keyboard.settle();
        keyboard.target.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    visible: target !== null
    implicitHeight: visible ? keys.implicitHeight + 2 * keys.y : 0
    color: Theme.color.sunken
    onTargetChanged: {
        engine.clear();
        keyboard.latin = keyboard.target !== null && keyboard.target.typing === EntryField.Typing.Latin;
    }

    // A finger between two keys must not reach the page below.
    MouseArea { anchors.fill: parent }
    Rectangle {
        width: parent.width
        height: Theme.border
        color: Theme.color.line
    }
    PinyinEngine { id: engine }
    Column {
        id: keys

        x: 5 * Theme.mm
        y: 4 * Theme.mm
        width: parent.width - 2 * x
        spacing: 3 * Theme.mm

        CandidateStrip {
            visible: !keyboard.digits && keyboard.chinese
            width: parent.width
            composing: engine.composing
            candidates: engine.candidates
            onChosen: index => keyboard.choose(index)
        }
        LetterKeys {
            visible: !keyboard.digits
            width: parent.width
            chinese: keyboard.chinese
            chineseReady: engine.ready
            onTyped: text => keyboard.put(text)
            onErased: keyboard.erase()
            onSpaced: keyboard.space()
            onLanguageSwitched: {
                keyboard.settle();
                keyboard.latin = !keyboard.latin;
            }
            onNextAsked: keyboard.goOn()
            onHideAsked: keyboard.hideAsked()
        }
        DigitKeys {
            visible: keyboard.digits
            width: parent.width
            extra: keyboard.typing === EntryField.Typing.CitizenNumber ? "X" : keyboard.typing === EntryField.Typing.Decimal ? "." : ""
            onTyped: text => keyboard.target.type(text)
            onErased: keyboard.target.erase()
            onNextAsked: keyboard.goOn()
            onHideAsked: keyboard.hideAsked()
        }
    }
}
