import QtQuick
import QtTest
import Jiujin.Theme
import Jiujin.Controls

Item {
    id: stage

    width: 1080
    height: 1600

    property string picked: ""
    property string day: ""

    Column {
        width: 900
        spacing: 20

        ActionButton { id: button; text: "提交"; kind: ActionButton.Kind.Primary }
        CheckLine { id: line; width: 900; text: "同意" }
        ChoiceList {
            id: choice
            width: 900
            codes: ["a", "b", "c"]
            labels: ["甲", "乙", "丙"]
            code: stage.picked
            onChosen: code => stage.picked = code
        }
        DatePicker {
            id: picker
            width: 900
            spokenName: "日期"
            date: stage.day
            startYear: 1960
            onChosen: date => stage.day = date
        }
        ScrollArea {
            id: area
            width: 900
            height: 400

            Repeater {
                model: 12

                ActionButton { required property int index; text: "第" + index }
            }
        }
    }
    SignalSpy { id: clicks; target: button; signalName: "clicked" }
    SignalSpy { id: ticks; target: line; signalName: "clicked" }

    TestCase {
        name: "Controls"
        when: windowShown

        function find(item, words) {
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (child.spokenName === words || child.text === words)
                    return child;
                const below = find(child, words);
                if (below !== null)
                    return below;
            }
            return null;
        }
        function init() {
            failOnWarning(/./);
            clicks.clear();
            ticks.clear();
            stage.picked = "";
            stage.day = "";
            button.enabled = true;
        }

        function test_fingerKeyAndReaderDoTheSame() {
            mouseClick(button);
            compare(clicks.count, 1);
            button.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            compare(clicks.count, 2);
            keyClick(Qt.Key_Return);
            compare(clicks.count, 3);
            button.Accessible.pressAction();
            compare(clicks.count, 4);
            button.enabled = false;
            button.Accessible.pressAction();
            compare(clicks.count, 4);
        }
        function test_ringOnlyForKeys() {
            stage.forceActiveFocus();
            mouseClick(button);
            verify(button.activeFocus && !button.visualFocus);
            stage.forceActiveFocus();
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
        }
        function test_tickIsHeldElsewhere() {
            mouseClick(line);
            compare(ticks.count, 1);
            verify(!line.ticked);
        }
        function test_oneChoice() {
            mouseClick(find(choice, "乙"));
            compare(stage.picked, "b");
            verify(find(choice, "乙").chosen);
            find(choice, "乙").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Space);
            compare(stage.picked, "c");
            verify(!find(choice, "乙").chosen);
        }
        function test_dateStartsWherePeopleAre() {
            mouseClick(find(picker, "日期 年，加一"));
            compare(stage.day, "1960-01-01");
            mouseClick(find(picker, "日期 年，加一"));
            compare(stage.day, "1961-01-01");
        }
        function test_dateNeverBecomesOneThatIsNot_data() {
            return [{tag: "leap", from: "2024-02-29", press: "日期 年，加一", to: "2025-02-28"},
                {tag: "month", from: "2025-01-31", press: "日期 月，加一", to: "2025-02-28"},
                {tag: "end of month", from: "2025-04-30", press: "日期 日，加一", to: "2025-04-30"},
                {tag: "first day", from: "2025-04-01", press: "日期 日，减一", to: "2025-04-01"}];
        }
        function test_dateNeverBecomesOneThatIsNot(row) {
            stage.day = row.from;
            mouseClick(find(picker, row.press));
            compare(stage.day, row.to);
        }
        function test_focusIsBroughtIntoView() {
            const last = find(area, "第11");
            last.forceActiveFocus(Qt.TabFocusReason);
            const at = last.mapToItem(area, 0, 0).y;
            verify(at >= 0 && at + last.height <= area.height, "at " + at);
            verify(!area.more);
            find(area, "第0").forceActiveFocus(Qt.TabFocusReason);
            tryVerify(() => area.more);
            verify(find(area, "第0").mapToItem(area, 0, 0).y >= 0);
        }
        // A keyboard comes and goes below, wherever the focus is.
        function test_focusStaysInViewAtAnyHeight() {
            for (let row = 0; row < 12; ++row)
                for (let height = 270; height < 400; height += 10) {
                    const one = find(area, "第" + row);
                    area.height = 400;
                    one.forceActiveFocus(Qt.TabFocusReason);
                    area.height = height;
                    const at = one.mapToItem(area, 0, 0).y;
                    verify(at >= 0 && at + one.height <= height, row + " at " + at + " of " + height);
                }
            area.height = 400;
        }
        function test_moreBarMovesOn() {
            area.toTop();
            const first = find(area, "第0").mapToItem(area, 0, 0).y;
            mouseClick(find(area, "下面还有，往下看"));
            verify(find(area, "第0").mapToItem(area, 0, 0).y < first);
        }
        function test_textIsNeverMarkup() {
            const label = createTemporaryQmlObject("import Jiujin.Controls; PlainText { text: '<b>x</b>' }", stage);
            compare(label.textFormat, Text.PlainText);
            verify(label.implicitWidth > 100);
        }
    }
}
