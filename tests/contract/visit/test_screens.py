"""Whole visits on the real screens: jiujin-visit as it is shipped, its terminal and devices played by visit-hall."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "support"), str(HERE.parents[1] / "system" / "visit")]
from atspi import Program  # noqa: E402
from citizen import Citizen, HEADING, TAKEN  # noqa: E402
from stage.people import Population  # noqa: E402
from stage.processes import Household  # noqa: E402
from stage.screen import Screen  # noqa: E402
from stage.waiting import until  # noqa: E402

HALL = None
GOODBYE = "请取走证件和纸张"


class Hall:
    """What a Citizen needs of a stage."""

    def __init__(self, screen):
        self.screen = screen
        self.shown = Program("jiujin-visit")
        self.reader = self
        self.process = subprocess.Popen([HALL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
                                        env=dict(os.environ, JIUJIN_WINDOW="1080x1920"))

    def tell(self, **command):
        self.process.stdin.write(json.dumps(command, ensure_ascii=False) + "\n")

    def lay(self, person):
        self.tell(lay=person.card())

    def heard(self, words):
        line = self.process.stdout.readline().strip()
        assert line == words, f"{line!r} instead of {words!r}"

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(20)


class Screens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # One screen for all: this process meets the bus of assistive technology only once.
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        household = cls.enterClassContext(Household(Path(folder) / "logs"))
        cls.screen = Screen(household, Path(folder) / "screen")
        cls.screen.start()
        os.environ.update(cls.screen.environment())

    def setUp(self):
        self.hall = Hall(self.screen)
        self.addCleanup(self.hall.close)
        self.population = Population(20261122)
        self.person = self.population.next()
        self.citizen = Citizen(self.hall, self.person)
        self.shown = self.hall.shown
        self.title = self.citizen.title

    def told(self, words):
        """Waits until these words stand somewhere on the page."""
        until(lambda: words in self.shown.describe(), f"{words!r} on the screen")

    def test_from_card_to_goodbye(self):
        self.citizen.visit("take_receipt")
        self.hall.heard("sheets 1")
        self.shown.press("完成，离开")
        self.title(GOODBYE)
        self.assertNotIn(self.person.name[0], self.shown.describe())
        self.hall.heard("finished")
        self.assertEqual(self.hall.process.wait(20), 0)

    def test_a_slip_comes_when_no_sheet_does(self):
        self.hall.tell(slips=True)
        self.hall.tell(printing="JJ-1202")
        self.citizen.visit("submit")
        self.hall.heard("slips 1")
        self.hall.heard("sheets 1")
        self.told("收件小票")
        self.told("JJ-1202")
        self.told("已经打印，请在出纸口取走。")

    def test_another_card_before_signing(self):
        self.citizen.visit("provide")
        self.hall.tell(lift=True)
        self.shown.press("没有错，去签名")
        self.title("签名前，请再放一次身份证")
        self.hall.lay(self.population.next())
        self.told("另一张证件")
        self.hall.tell(lift=True)
        self.hall.lay(self.person)
        self.title("请签名")

    def test_refused_by_a_full_disk(self):
        self.hall.tell(storing="JJ-2001")
        self.citizen.visit("submit")
        self.title("没有提交成功")
        self.told("JJ-2001")
        self.assertIsNone(self.shown.look(TAKEN, HEADING))

    def test_no_paper_is_the_citizens_choice(self):
        self.citizen.visit("provide")
        self.hall.tell(printer="JJ-1201")
        self.shown.press("没有错，去签名")
        self.title("现在打印不了凭证")
        self.told("JJ-1201")
        self.shown.press("不要纸，继续")
        self.title("请签名")


if __name__ == "__main__":
    HALL = sys.argv.pop(1)
    unittest.main(verbosity=2)
