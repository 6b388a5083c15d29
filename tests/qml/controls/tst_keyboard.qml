import QtQuick
import QtTest
import Jiujin.Theme
import Jiujin.Controls
import Jiujin.Keyboard

Item {
    id: stage

    width: 1080
    height: 1400

    EntryField {
        id: name
        width: 900
        spokenName: "姓名"
    }
    EntryField {
        id: number
        y: 150
        width: 900
        spokenName: "号码"
        typing: EntryField.Typing.CitizenNumber
    }
    EntryField {
        id: mail
        y: 300
        width: 900
        spokenName: "邮箱"
        typing: EntryField.Typing.Latin
    }
    Keyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        width: parent.width
        target: stage.Window.activeFocusItem as EntryField
        onHideAsked: stage.forceActiveFocus()
    }
    SignalSpy {
        id: edits
        signalName: "edited"
    }

    TestCase {
        name: "Keyboard"
        when: windowShown

        function keys(item, found) {
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (child.visible && child.hit !== undefined)
                    found.push(child);
                keys(child, found);
            }
            return found;
        }
        function key(words) {
            const found = keys(keyboard, []).filter(k => k.spokenName === words || k.text === words);
            verify(found.length > 0, "no key " + words);
            return found[0];
        }
        function press(words) {
            const k = key(words);
            const at = k.mapToItem(stage, k.width / 2, k.height / 2);
            mousePress(stage, at.x, at.y);
            mouseRelease(stage, at.x, at.y);
        }
        function init() {
            for (const field of [name, number, mail])
                field.clear();
            stage.forceActiveFocus();
            verify(!keyboard.visible);
        }

        function test_firstTapCounts() {
            // No frame is waited for between the focus and the tap.
            mouseClick(name);
            mousePress(key("5"));
            compare(name.text, "5");
            mouseRelease(key("5"));
            compare(name.text, "5");
        }
        function test_chinese() {
            mouseClick(name);
            for (const letter of "zhangsan")
                press(letter);
            compare(name.text, "");
            press("张三");
            compare(name.text, "张三");
        }
        function test_chineseInParts() {
            mouseClick(name);
            for (const letter of "zhangwei")
                press(letter);
            press("张");
            compare(name.text, "");
            press("伟");
            compare(name.text, "张伟");
        }
        function test_backspaceTakesLettersThenText() {
            mouseClick(name);
            for (const letter of "wang")
                press(letter);
            press("王");
            press("a");
            press("删除");
            compare(name.text, "王");
            press("删除");
            compare(name.text, "");
        }
        function test_nothingIsLearned() {
            mouseClick(name);
            const offers = () => {
                for (const letter of "shi")
                    press(letter);
                const list = keys(keyboard, []).filter(k => /^[\u4e00-\u9fff]$/.test(k.text)).map(k => k.text).join("");
                press("删除"), press("删除"), press("删除");
                return list;
            };
            const before = offers();
            for (let i = 0; i < 12; ++i) {
                for (const letter of "shi")
                    press(letter);
                press(before.charAt(4));
            }
            compare(offers(), before);
        }
        function test_digitsAndX() {
            mouseClick(number);
            for (const digit of "1101X")
                press(digit);
            compare(number.text, "1101X");
            press("删除");
            compare(number.text, "1101");
        }
        function test_latinAndCapitals() {
            mouseClick(mail);
            press("大写");
            press("A");
            press("b");
            press("@");
            compare(mail.text, "Ab@");
        }
        function test_everyKeyTellsTheModel() {
            edits.target = number;
            edits.clear();
            mouseClick(number);
            press("7");
            press("删除");
            compare(edits.count, 2);
            compare(edits.signalArguments[0][0], "7");
            compare(edits.signalArguments[1][0], "");
        }
        function test_realKeysTypeLatin() {
            mouseClick(name);
            keyClick("a");
            keyClick("9");
            compare(name.text, "a9");
        }
        function test_noClipboard() {
            mouseClick(name);
            keyClick("a");
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
            compare(name.selectedText, "");
            keyClick(Qt.Key_A, Qt.ControlModifier);
            compare(name.selectedText, "");
            keyClick(Qt.Key_C, Qt.ControlModifier);
            keyClick(Qt.Key_V, Qt.ControlModifier);
            keyClick(Qt.Key_Insert, Qt.ShiftModifier);
            mouseClick(name, 40, 40, Qt.MiddleButton);
            compare(name.text, "a");
            mouseDoubleClickSequence(name);
            compare(name.selectedText, "");
        }
        function test_nextGoesOn() {
            mouseClick(name);
            for (const letter of "li")
                press(letter);
            press("下一项");
            compare(name.text.length, 1);
            verify(number.activeFocus);
            press("下一项");
            verify(mail.activeFocus);
        }
        function test_hide() {
            mouseClick(name);
            verify(keyboard.visible);
            press("收起键盘");
            verify(!keyboard.visible);
            verify(!name.activeFocus);
        }
        function test_twoThumbs() {
            mouseClick(number);
            const one = key("1"), two = key("2");
            const touch = touchEvent(one);
            touch.press(0, one).commit();
            touch.stationary(0).press(1, two).commit();
            touch.release(0, one).stationary(1).commit();
            touch.release(1, two).commit();
            compare(number.text, "12");
        }
        function test_keysAreBigEnough_data() {
            return [{tag: "pinyin", field: name}, {tag: "digits", field: number}, {tag: "latin", field: mail}];
        }
        function test_keysAreBigEnough(row) {
            mouseClick(row.field);
            if (row.field === name)
                press("a");
            for (const k of keys(keyboard, [])) {
                verify(k.width >= 15 * Theme.mm && k.height >= 15 * Theme.mm, k.spokenName + " " + k.width + "x" + k.height);
                verify(k.spokenName !== "" || !k.enabled);
            }
        }
    }
}
