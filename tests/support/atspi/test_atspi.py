"""The driver's own proof; as root the program is another user's, as on a terminal."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from stage.processes import Household, descendants  # noqa: E402
from stage.screen import Screen  # noqa: E402
from stage.waiting import NotInTime, until  # noqa: E402

SAMPLE = sys.argv.pop(1)
NOBODY = (65534, 65534)


class Driving(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        cls.house = Household(Path(folder.name) / "logs")
        cls.addClassCleanup(cls.house.end)
        cls.user = NOBODY if os.geteuid() == 0 else None
        cls.screen = Screen(cls.house, Path(folder.name) / "screen", (800, 600), cls.user)
        cls.screen.start()
        os.environ.update(cls.screen.environment())
        import atspi  # after the environment: the library asks for the bus once
        cls.sample = atspi.Program("sample")

    def show(self, *arguments):
        self.house.start("sample", [SAMPLE, *arguments], env=dict(os.environ, HOME="/nonexistent"), user=self.user)

    def tearDown(self):
        self.house.kill("sample")

    def test_pressing_by_name_changes_the_page(self):
        self.show("visible")
        self.sample.press("下一步")
        self.sample.see("第 1 次", roles=("heading",))
        self.sample.press("下一步")
        self.sample.see("第 2 次", roles=("heading",))
        self.assertIsNone(self.sample.look("藏着"))

    def test_a_text_and_a_place_can_be_read(self):
        self.show("visible")
        self.assertEqual(self.sample.see("一栏", roles=("text",)).text, "内容")
        self.screen.tap(*self.sample.see("同意").centre)
        until(lambda: self.sample.see("同意").has("checked"), "a tap on the box")

    def test_a_hidden_program_is_not_on_the_screen(self):
        self.show()
        with self.assertRaises(NotInTime):
            self.sample.see("同意", seconds=2)

    def test_a_program_after_another_is_found_anew(self):
        for _ in range(3):
            self.show("visible")
            self.sample.press("同意")
            until(lambda: self.sample.see("同意").has("checked"), "the tick")
            self.house.kill("sample")
            until(lambda: self.sample.window() is None, "the empty screen")


class Ending(unittest.TestCase):
    def test_nothing_is_left_even_of_grandchildren(self):
        with tempfile.TemporaryDirectory() as folder:
            try:
                with Household(folder) as house:
                    before = set(descendants(os.getpid()))
                    house.start("parent", ["/bin/sh", "-c", "setsid sleep 1000 & sleep 1000"])
                    left = until(lambda: len(d := set(descendants(os.getpid())) - before) == 3 and d, "the family")
                    raise KeyError
            except KeyError:
                self.assertFalse(left & set(descendants(os.getpid())))


if __name__ == "__main__":
    unittest.main()
