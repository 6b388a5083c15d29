import QtQuick
import QtTest
import Jiujin.Theme
import Jiujin.Controls

Item {
    width: 100
    height: 100

    PlainText {
        id: twoLines
        text: "一\n二"
    }
    TestCase {
        name: "Theme"
        when: windowShown

        function channel(value) {
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        function luminance(color) {
            return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b);
        }
        function ratio(one, other) {
            const a = luminance(one), b = luminance(other);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }
        function init() {
            Theme.mm = 4.034;
            Theme.large = false;
            Theme.contrast = false;
        }

        function test_ratioIsTheOneOfWcag() {
            fuzzyCompare(ratio(Qt.color("#ffffff"), Qt.color("#000000")), 21, 0.01);
            fuzzyCompare(ratio(Qt.color("#767676"), Qt.color("#ffffff")), 4.54, 0.01);
        }
        function test_text_data() {
            const pairs = [];
            for (const ground of ["paper", "surface", "sunken"])
                for (const ink of ["ink", "inkSoft", "primary", "bad", "warn", "seal", "good"])
                    pairs.push({tag: ink + " on " + ground, ink: ink, ground: ground});
            for (const tone of ["good", "warn", "bad", "primary"])
                pairs.push({tag: tone + " on its tint", ink: tone, ground: tone + "Tint"}, {tag: "ink on tint of " + tone, ink: "ink", ground: tone + "Tint"});
            pairs.push({tag: "button", ink: "inkOnPrimary", ground: "primary"}, {tag: "pressed", ink: "inkOnPrimary", ground: "primaryDown"},
                {tag: "seal", ink: "inkOnSeal", ground: "seal"});
            return pairs;
        }
        function test_text(row) {
            verify(ratio(Theme.color[row.ink], Theme.color[row.ground]) >= 4.5, "standard " + ratio(Theme.color[row.ink], Theme.color[row.ground]));
            Theme.contrast = true;
            verify(ratio(Theme.color[row.ink], Theme.color[row.ground]) >= 7, "high contrast " + ratio(Theme.color[row.ink], Theme.color[row.ground]));
        }
        function test_borders_data() {
            const pairs = [];
            for (const ground of ["paper", "surface", "sunken"])
                for (const line of ["line", "primary", "focus"])
                    pairs.push({tag: line + " on " + ground, line: line, ground: ground});
            return pairs;
        }
        function test_borders(row) {
            for (const contrast of [false, true]) {
                Theme.contrast = contrast;
                verify(ratio(Theme.color[row.line], Theme.color[row.ground]) >= 3, "" + ratio(Theme.color[row.line], Theme.color[row.ground]));
            }
        }
        function test_sizesOfTheHallScreen() {
            verify(Theme.body >= 34);
            verify(Theme.title >= 60);
            verify(Theme.target >= 61);
            verify(Theme.primaryTarget >= 81);
            verify(Theme.gap >= 12);
            Theme.large = true;
            verify(Theme.body >= 48);
        }
        function test_linesStandApart() {
            verify(twoLines.implicitHeight / 2 >= 1.3 * Theme.body, "" + twoLines.implicitHeight);
            verify(twoLines.implicitHeight / 2 <= 1.8 * Theme.body, "" + twoLines.implicitHeight);
        }
        function test_oneFactorScalesAll() {
            const body = Theme.body, target = Theme.target;
            Theme.mm = 2 * 4.034;
            fuzzyCompare(Theme.body / body, 2, 0.05);
            fuzzyCompare(Theme.target / target, 2, 0.001);
        }
    }
}
