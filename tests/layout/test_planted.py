"""Each rule is shown a clean tree, which passes, and a planted violation of each kind, which must be found."""

import tempfile
import unittest
from pathlib import Path

import layout
import rule_arrows
import rule_codes
import rule_features
import rule_format
import rule_private
import rule_screens
import rule_sizes
import table
import tidy
from tree import Tree, Violation

README = """# Small
## Arrows
| room | may use rooms | may use libraries |
| --- | --- | --- |
| `platform/base` | – | – |
| `platform/seal` | `platform/base` | `Threads::Threads` |
| `qml/theme` | – | – |
| `qml/screens` | `qml/theme` | – |
"""
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(small CXX)
find_package(Threads REQUIRED)
add_library(platform-base STATIC platform/base/a.cpp)
add_library(platform-seal STATIC platform/seal/b.cpp)
target_link_libraries(platform-seal PUBLIC platform-base Threads::Threads)
add_executable(jiujin-visit app/visit/main.cpp)
target_link_libraries(jiujin-visit PRIVATE platform-seal)
add_executable(test-seal tests/t.cpp)
target_link_libraries(test-seal PRIVATE platform-seal)
"""
ERROR = 'JIUJIN_ERROR(CardLifted, "JJ-1002", "请重新放好。", "Please place it again.")\n'
EVENT = 'JIUJIN_EVENT(Started, "JE-1001", Info, "nobody", "a program is up")\n'


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="jiujin-planted-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, **files):
        for name, text in files.items():
            self.put(name, text)

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def found(self, rule):
        return " ".join(violation.text for violation in rule.check(Tree(self.root), None))

    def assert_found(self, rule, words):
        found = rule.check(Tree(self.root), None)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0].text)

    def assert_clean(self, rule):
        self.assertEqual(rule.check(Tree(self.root), None), [])


class Arrows(Planted):
    def setUp(self):
        super().setUp()
        self.put("README.md", README)
        self.put("CMakeLists.txt", CMAKE)
        for room in ("platform/base", "platform/seal", "qml/theme"):
            self.put(f"{room}/CMakeLists.txt", "# What it is for.\n")
        self.put("qml/theme/CMakeLists.txt", "# Theme.\njiujin_qml_room(theme Jiujin.Theme)\n")
        self.put("qml/screens/CMakeLists.txt", "# Screens.\njiujin_qml_room(screens Jiujin.Screens)\n")
        self.put("qml/screens/Page.qml", "import Jiujin.Theme\nItem {}\n")
        self.put("platform/base/a.cpp", "")
        self.put("platform/seal/b.cpp", '#include "platform/base/a.h"\n')
        self.put("app/visit/main.cpp", '#include "platform/seal/b.h"\n')
        self.put("tests/t.cpp", '#include "platform/seal/b.h"\n')

    def change(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.put(name, text.replace(old, new))

    def test_clean(self):
        self.assert_clean(rule_arrows)

    def test_link_against_the_table(self):
        self.put("CMakeLists.txt", CMAKE + "target_link_libraries(platform-base PUBLIC platform-seal)\n")
        self.assert_found(rule_arrows, "CMake: platform/base uses platform/seal")

    def test_library_against_the_table(self):
        self.put("CMakeLists.txt", CMAKE + "target_link_libraries(platform-base PUBLIC dl)\n")
        self.assert_found(rule_arrows, "platform/base links dl")

    def test_include_against_the_table(self):
        self.put("platform/base/a.cpp", '#include "platform/seal/b.h"\n')
        self.assert_found(rule_arrows, "platform/base/a.cpp includes platform/seal/b.h")

    def test_import_against_the_table(self):
        self.put("qml/theme/Theme.qml", "import Jiujin.Screens\nQtObject {}\n")
        self.assert_found(rule_arrows, "qml/theme uses qml/screens")

    def test_import_of_nothing(self):
        self.put("qml/screens/Page.qml", "import Jiujin.Theme\nimport Jiujin.Ghost\nItem {}\n")
        self.assert_found(rule_arrows, "imports Jiujin.Ghost")

    def test_a_room_that_uses_tests(self):
        self.put("CMakeLists.txt", CMAKE + "add_library(support-x STATIC tests/t.cpp)\ntarget_link_libraries(platform-seal PUBLIC support-x)\n")
        self.assert_found(rule_arrows, "nothing uses tests")
        self.put("CMakeLists.txt", CMAKE)
        self.put("platform/seal/b.cpp", '#include "platform/base/a.h"\n#include "tests/support/x.h"\n')
        self.assert_found(rule_arrows, "nothing uses tests")

    def test_a_program_that_uses_tests(self):
        self.put("CMakeLists.txt", CMAKE + "add_library(support-x STATIC tests/t.cpp)\ntarget_link_libraries(jiujin-visit PUBLIC support-x)\n")
        self.assert_found(rule_arrows, "nothing uses tests")

    def test_a_program_with_files_of_its_own(self):
        self.put("app/visit/other.cpp", '#include "platform/seal/b.h"\n')
        self.put("README.md", README + "| `app/visit` (`jiujin-visit`) | `platform/seal` | – |\n")
        self.put("app/visit/CMakeLists.txt", "# A visit.\n")
        self.assert_clean(rule_arrows)
        self.put("app/visit/other.cpp", '#include "platform/base/a.h"\n')
        self.assert_found(rule_arrows, "app/visit uses platform/base")

    def test_a_file_beside_main_that_is_in_no_room(self):
        self.put("app/visit/other.cpp", "")
        self.assert_found(rule_arrows, "in no room")

    def test_a_room_without_a_row(self):
        self.put("CMakeLists.txt", CMAKE + "add_library(platform-ghost STATIC platform/ghost/c.cpp)\n")
        self.put("platform/ghost/c.cpp", "")
        self.assertIn("target platform-ghost is no room", self.found(rule_arrows))
        self.assertIn("platform/ghost/c.cpp is in no room", self.found(rule_arrows))

    def test_a_row_without_a_room(self):
        self.put("README.md", README + "| `platform/ghost` | – | – |\n")
        self.assert_found(rule_arrows, "platform/ghost, which does not exist")

    def test_an_arrow_that_nobody_uses(self):
        self.change("README.md", "\n| `qml/theme` | – |", "\n| `qml/theme` | `platform/base` |")
        self.assert_found(rule_arrows, "nobody uses")

    def test_a_room_that_does_not_say_what_it_is_for(self):
        self.put("platform/base/CMakeLists.txt", "add_library(x)\n")
        self.assert_found(rule_arrows, "must open with")

    def test_a_table_that_is_gone(self):
        with self.assertRaises(table.TableError):
            table.rooms("# Nothing\n")


class Sizes(Planted):
    def function(self, lines, head="int f()"):
        return head + " {\n" + "    g();\n" * (lines - 2) + "}\n"

    def test_clean(self):
        self.put("a.cpp", self.function(60) * 6)
        self.put("A.qml", "Item {\n" + "\n" * 248 + "}\n")
        self.assert_clean(rule_sizes)

    def test_long_file(self):
        self.put("a.cpp", "int a;\n" * 401)
        self.assert_found(rule_sizes, "401 lines")

    def test_long_script(self):
        self.put("run", "#!/bin/bash\n" + "true\n" * 400)
        self.assert_found(rule_sizes, "401 lines")

    def test_long_qml(self):
        self.put("A.qml", "\n" * 251)
        self.assert_found(rule_sizes, "251 lines")

    def test_long_functions_of_every_shape(self):
        heads = {
            "int f()": "f", "A::A(int x) : a{x}, b(2), c{1, 2}": "A::A", "static auto g = [](int x) -> int": "g",
            "template <typename T>\nrequires std::integral<T>\nbool A<T>::operator==(const T& o) const noexcept": "operator==",
            "A::~A()": "A::~A", "extern \"C\" int h(void)": "h",
        }
        for head, name in heads.items():
            with self.subTest(head):
                self.put("a.cpp", "namespace a {\n" + self.function(61 - head.count("\n"), head) + "}\n")
                self.assert_found(rule_sizes, f"{name} has 61 lines")

    def test_long_function_in_a_class_and_in_a_table(self):
        self.put("a.h", "class A : public B {\npublic:\n" + self.function(61, "void f() override") + "};\n")
        self.assert_found(rule_sizes, "f has 61 lines")
        self.put("a.h", "const Row rows[] = {\n{1, 2, " + self.function(61, "[](int x)") + "}, {2, 3, nullptr}};\n")
        self.assert_found(rule_sizes, "has 61 lines")

    def test_braces_that_are_none(self):
        text = '#define OPEN {\n// {\nconst char* a = "{"; char b = \'{\'; auto c = R"(\n{{{\n)";\nint d = 1\'000;\n'
        self.put("a.cpp", text + self.function(61))
        self.assert_found(rule_sizes, "f has 61 lines")

    def test_long_python_function(self):
        self.put("a.py", "def f():\n" + "    pass\n" * 60)
        self.assert_found(rule_sizes, "f has 61 lines")


class Screens(Planted):
    PAGE = """import QtQuick
Item {
    // Text { color: "#fff" } stands in a comment
    width: 12 * Theme.mm
    height: parent.height * 0.5 - Theme.gap
    implicitWidth: Math.max(17 * Theme.mm, (modelData.length * 11 + 7) * Theme.mm)
    x: 0
    PlainText { text: qsTr("Text { 20 }"); color: Theme.color.ink }
    Layout.preferredWidth: root.wide ? Theme.column * 2 : Theme.column
    spacing: Math.round(Theme.gap / 2)
}
"""

    def plant(self, line):
        self.put("qml/screens/Page.qml", self.PAGE.replace("    x: 0\n", line + "\n"))

    def test_clean(self):
        self.put("qml/screens/Page.qml", self.PAGE)
        self.put("qml/controls/PlainText.qml", 'Text { color: "#123456"; width: 40 }\n')
        self.assert_clean(rule_screens)

    def test_planted(self):
        for line, words in (
            ("    Text { }", "bare text element"), ("    QQ.Text {\n}", "bare text element"), ("    Label { }", "bare text element"),
            ("    TextEdit {}", "bare text element"), ('    color: "#fff"', "colour"), ('    border.color: "#12345678"', "colour"),
            ("    color: Qt.rgba(1, 0, 0, 1)", "colour"), ('    color: "red"', "colour"), ("    width: 40", "pixel size"),
            ("    font.pixelSize: 22", "pixel size"), ("    anchors.topMargin: parent.height - 40", "pixel size"),
            ("    spacing: wide ? 8 : Theme.gap", "pixel size"), ("    Layout.minimumHeight: 61.5", "pixel size"),
        ):
            with self.subTest(line):
                self.plant(line)
                self.assert_found(rule_screens, words)


class Codes(Planted):
    def setUp(self):
        super().setUp()
        self.put(rule_codes.ERRORS, ERROR)
        self.put(rule_codes.EVENTS, EVENT)
        self.put("app/a.cpp", "f(ErrorCode::CardLifted, Event::Started, ErrorCode::Other, Event::Second);")
        self.put("resources/i18n/en.ts", "<source>好</source>\n<translation>Good</translation>")

    def test_clean(self):
        self.assert_clean(rule_codes)

    def test_planted_errors(self):
        other = ERROR.replace("CardLifted", "Other")
        for line, words in (
            (other, "code JJ-1002 is there 2 times"), (ERROR.replace("1002", "1003"), "error CardLifted is there 2 times"),
            (other.replace("JJ-1002", "JJ-12"), "not of the form"), (other.replace("1002", "1003").replace("请重新放好。", "again"), "no words in Chinese"),
            (other.replace("1002", "1003").replace("Please place it again.", ""), "no words in English"),
            (other.replace("1002", "1003").replace("Other", "Ghost"), "raised nowhere"),
            ("JIUJIN_ERROR(Other,\n", "cannot be read"),
        ):
            with self.subTest(words):
                self.put(rule_codes.ERRORS, ERROR + line)
                self.assert_found(rule_codes, words)

    def test_planted_events(self):
        for line, words in (
            (EVENT.replace("Started", "Second"), "event id JE-1001 is there 2 times"),
            (EVENT.replace("1001", "1002"), "event Started is there 2 times"),
            (EVENT.replace("Started", "Second").replace("JE-1001", "JE-9"), "form"),
            (EVENT.replace("Started", "Ghost").replace("1001", "1002"), "logged nowhere"),
        ):
            with self.subTest(words):
                self.put(rule_codes.EVENTS, EVENT + line)
                self.assert_found(rule_codes, words)

    def test_unfinished_translation(self):
        self.put("resources/i18n/en.ts", '<source>好</source>\n<translation type="unfinished"></translation>')
        self.assert_found(rule_codes, "unfinished")


class Private(Planted):
    NUMBER = "11010519491231" + "002X"  # the worked example of GB 11643

    def test_clean(self):
        self.put("a.cpp", f'f("/usr/lib/x", "/tmp/x", "{self.NUMBER[:-1]}1", "homework/one", "${{x}}/{"ro"}ot/a");')
        self.put("tests/a.cpp", self.NUMBER)
        self.put("resources/a.json", self.NUMBER)
        self.assert_clean(rule_private)

    def test_planted(self):
        for text, words in (
            ("/ho" "me/li/x", "machine"), ('"/ro' 'ot/.ssh"', "machine"), ("cd /wo" "rk/main", "machine"), ("/tmp/w" "t/house", "machine"),
            ("https://registry.npm" "js.org/jose", "registry"), ("http://deb.debian" ".org/debian", "registry"),
            (self.NUMBER, "citizen number"), (self.NUMBER.lower(), "citizen number"),
        ):
            with self.subTest(words):
                self.put("packaging/a.txt", f"see {text} there\n")
                self.assert_found(rule_private, words)


class Features(unittest.TestCase):
    def test_planted(self):
        self.assertEqual(rule_features.compare([["card", "`unit-a`, `unit-b`"]], {"unit-a", "unit-b"}), [])
        self.assertIn("unit-b", rule_features.compare([["card", "`unit-a`, `unit-b`"]], {"unit-a"})[0].text)
        self.assertIn("names no test", rule_features.compare([["card", ""]], {"unit-a"})[0].text)


class Format(Planted):
    def test_planted(self):
        self.put(".clang-format", "BasedOnStyle: LLVM\n")
        self.put("a.cpp", "int a;\n")
        self.assert_clean(rule_format)
        self.put("b.cpp", "int   b ;\n")
        self.assert_found(rule_format, "b.cpp is not formatted")


class Tidy(Planted):
    """packaging/test runs tidy.py over the rooms; here that its list of checks bites, and that no source hides behind others."""

    CLEAN = "static int helper(int* p) { return p == nullptr ? 0 : *p; }\nint %s(int* p) { return helper(p); }\n"

    def found(self, **sources):
        (self.root / ".clang-tidy").write_text((Path(__file__).parents[2] / ".clang-tidy").read_text())
        for name, text in sources.items():
            self.put(f"platform/{name}.cpp", text)
        members = [(self.root / "platform" / f"{name}.cpp", ["-std=c++20"], self.root) for name in sources]
        return {file.stem: said for file, said in tidy.Tidy(self.root / "units").together("room", members)}

    def test_planted(self):
        clean = "int f(int* p) { return p == nullptr ? 0 : *p; }\n"
        self.assertEqual(self.found(a=clean, b="int g();\n"), {})
        self.assertEqual(self.found(a=self.CLEAN % "f", b=self.CLEAN % "g"), {}, "two that cannot stand in one file")
        planted = self.found(a=clean, b="int g(int* p) { return p == 0 ? 0 : *p; }\n")
        self.assertEqual(list(planted), ["b"])
        self.assertIn("modernize-use-nullptr", planted["b"])
        self.assertEqual(list(self.found(a="int f() { return missing; }\n")), ["a"], "what does not compile is not clean")


class Exceptions(unittest.TestCase):
    LONG = Violation("sizes: a.cpp", "a.cpp has 500 lines")

    def test_an_exception_covers_its_violation_only(self):
        other = Violation("sizes: b.cpp", "b.cpp has 500 lines")
        self.assertEqual(layout.judge([self.LONG, other], ["sizes: a.cpp"]), [other])

    def test_a_vanished_exception_fails(self):
        self.assertIn("not needed any more", layout.judge([], ["sizes: a.cpp"])[0].text)


if __name__ == "__main__":
    unittest.main()
