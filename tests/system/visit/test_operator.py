"""The page of the devices behind an operator's card, with the shipped programs, a real pcscd and a virtual card: who is let
in, what the page tells, what ends it, and that the PIN outlives nothing."""
import os
import subprocess
import time
import unittest

from citizen import HEADING, WELCOME
from scene import MEMSCAN, Scene, SceneTest, until
from atspi import CONTROLS, Gone
from stage.cards import Cards
from stage.processes import descendants, program_of
from stage.waiting import quiet

ENTRANCE, INSERT, WANTED, DEVICES = "工作人员入口", "请插入操作员卡", "请输入卡的密码", "终端和设备"
UNKNOWN, WRONG = "JJ-1311", "JJ-1308"
# The card itself, and pcscd, which keeps the last command (drivers/smartcard-pcsc/README.md).
OUTSIDE = ("smartcard-peer", "pcscd")


class Operator(SceneTest):
    def setUp(self):
        def prepare(terminal):
            self.cards = Cards(terminal.stage)
            terminal.idcard += self.cards.settings() + "\n\n[devices.printer.supplies]\npaper = 480"
            enrol = terminal.enrol

            def enrolled(platform, address):
                enrol(platform, address)
                self.cards.issue(platform.folder / "root")
                self.cards.enlist("operator", terminal.enrolment)
                self.refused = not self.cards.start()
                self.addCleanup(self.cards.end)
            terminal.enrol = enrolled
        self.scene = Scene(self, terminal=prepare)
        if self.refused:
            self.skipTest("this user may have no network of its own")
        until(lambda: self.scene.device("smartcard") == "ok", "the reader of smart cards")
        self.shown = self.scene.shown

    def shows(self, words):
        try:
            return words in self.shown.describe()
        except Gone:
            return None

    def title(self, words, seconds=20.0):
        return self.shown.see(words, HEADING, seconds)

    def enter(self, pin):
        self.title(WANTED)
        # The keyboard stands as soon as the field has the focus.
        self.shown.see("收起键盘", CONTROLS)
        keys = dict(self.shown.named())
        for key in pin:
            keys[key].press()
        self.shown.press("进入")

    def logged(self, name):
        lines = self.scene.household.log("terminal").read_text(errors="replace").splitlines()
        return [line for line in lines if f'"name":"{name}"' in line]

    def test_who_is_let_in_and_what_is_shown(self):
        visit = self.shown.window().process
        self.shown.press(ENTRANCE)
        self.title(INSERT)
        self.cards.do("card operator other")
        self.enter(self.cards.pin)
        until(lambda: self.shows(UNKNOWN), "a card that is not enrolled to be refused")
        self.cards.do("nocard")
        self.title(INSERT)
        self.cards.do("card operator")
        self.enter("11111111")
        until(lambda: self.shows(WRONG) and self.shows("还可以试 2 次"), "a wrong PIN to be refused")
        self.assertEqual(self.logged("OperatorAdmitted"), [])
        self.enter(self.cards.pin)
        self.title(DEVICES)
        self.assertEqual(len(self.logged("OperatorAdmitted")), 1)
        self.assertTrue(any(UNKNOWN in line for line in self.logged("OperatorRefused")))
        self.assertTrue(any(WRONG in line for line in self.logged("OperatorRefused")))
        self.assertNotIn(self.cards.pin, self.scene.household.log("terminal").read_text(errors="replace"))
        until(lambda: self.shows(self.scene.terminal_id), "the terminal's number")
        for words in ("身份证阅读器", "打印机", "智能卡读卡器", "smartcard · smartcard-pcsc"):
            until(lambda: self.shows(words), f"{words} on the page")
        # What a technician did is counted from now on.
        self.assertEqual(self.logged("SuppliesLoaded"), [])
        self.shown.press("纸装好了")
        until(lambda: self.shows("约 480 张"), "the paper that was loaded on the page")
        self.assertEqual(len(self.logged("SuppliesLoaded")), 1)
        # Live: what happens to a device stands there by itself, and goes again.
        self.scene.printing.do("paper-out")
        code = until(lambda: (health := self.scene.device("printer")) != "ok" and health, "a printer without paper")
        until(lambda: self.shows(code), f"{code} on the page")
        self.scene.printing.do("paper-in")
        until(lambda: self.shows(code) is False, f"{code} to go from the page")
        self.cards.do("nocard")
        self.title(WELCOME)
        until(lambda: self.shown.window().process != visit and visit not in descendants(os.getpid()),
              "what served the operator to be gone")
        self.pin_is_gone()

    def pin_is_gone(self):
        if os.geteuid() != 0:
            return
        pids = quiet(lambda: {pid: program_of(pid) for pid in descendants(os.getpid())
                              if program_of(pid) and program_of(pid) not in OUTSIDE}, "the processes", still=1.0, seconds=30)
        self.assertIn("jiujin-terminal", pids.values())
        spellings = {"utf8": self.cards.pin.encode(), "utf16": self.cards.pin.encode("utf-16-le")}
        found = subprocess.run([MEMSCAN, *map(str, pids)], capture_output=True, text=True, check=False,
                               input="".join(f"pin/{form} {data.hex()}\n" for form, data in spellings.items()))
        self.assertEqual([line for line in found.stdout.splitlines() if line.startswith("LEAK ")], [])
        self.assertEqual(found.returncode, 0, found.stderr)

    def test_a_minute_without_a_touch_ends_it(self):
        self.shown.press(ENTRANCE)
        self.cards.do("card operator")
        self.enter(self.cards.pin)
        self.title(DEVICES)
        began = time.monotonic()
        self.title(WELCOME, 120)
        self.assertGreater(time.monotonic() - began, 40)
        # The card is still in: it opens nothing by itself.
        self.assertEqual(len(self.logged("OperatorAdmitted")), 1)


if __name__ == "__main__":
    unittest.main()
